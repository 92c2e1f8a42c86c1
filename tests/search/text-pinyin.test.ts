import { pinyinOf } from '@xincheng/search/text';
import { expect, it } from 'vitest';

it.each([
  ['货车驾驶', 'huochejiashi', 'hcjs'],
  ['重型牵引', 'zhongxingqianyin', 'zxqy'],
  ['行车工', 'hangchegong', 'hcg'],
  ['安全行车', 'anquanxingche', 'aqxc'],
  ['银行柜员', 'yinhangguiyuan', 'yhgy'],
  ['会计', 'kuaiji', 'kj'],
  ['调度员', 'diaoduyuan', 'ddy'],
  ['空调维修', 'kongtiaoweixiu', 'ktwx'],
  ['工作效率', 'gongzuoxiaolv', 'gzxl'],
  ['长途驾驶', 'changtujiashi', 'ctjs'],
  ['朝阳镇', 'chaoyangzhen', 'cyz'],
  ['PLC编程', 'plcbiancheng', 'plcbc'],
  ['Ｃ１ 驾照', 'c1jiazhao', 'c1jz'],
])('spells %s', (text, full, initials) => {
  expect(pinyinOf(text)).toEqual({ full, initials });
});
