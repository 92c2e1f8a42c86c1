import { shippedReference } from '@xincheng/search/reference';
import { fold, PhraseIndex, Segmenter } from '@xincheng/search/text';
import { describe, expect, it } from 'vitest';

const reference = shippedReference();
const words = new Set(
  [...reference.skills, ...reference.occupations, ...reference.specialities].flatMap((row) => [
    row.name,
    ...row.words,
  ]),
);
const index = new PhraseIndex<string>(new Segmenter(words));
for (const word of words) index.add(word, word);

const found = (text: string) => index.find(text).map(({ start, end }) => text.slice(start, end));

describe('finding words', () => {
  it.each([
    ['年底盘点误差不到三件', '底盘'],
    ['旅客运输', '客运'],
    ['餐具清洗消毒', '洗消'],
    ['现金当面点清', '面点'],
    ['喂料、风机电流', '机电'],
    ['合理搭配线路', '配线'],
    ['绿化养护工', '护工'],
    ['桥架和集装箱', '装箱'],
    ['柴油机大修', '油机'],
    ['会用电锤', '用电'],
    ['配合食品检查', '品检'],
    ['期间不安排长休', '排长'],
    ['水质检测', '质检'],
    ['缝纫机修理工', '机修'],
    ['中山路102号', '山路'],
    ['开14.2米长的车', '4.2米'],
  ])('in “%s” does not read %s', (text, word) => {
    const one = new PhraseIndex<string>(new Segmenter(words));
    one.add(word, word);
    expect(one.find(text)).toEqual([]);
  });

  it.each([
    ['电商单打包', '打包'],
    ['当天派送到村', '派送'],
    ['跟叔叔做工地', '工地'],
    ['短视频剪辑', '短视频'],
    ['拖拉机手', '拖拉机'],
    ['推土机手', '推土机'],
    ['信息安全员', '信息安全'],
    ['叉车司机', '叉车'],
    ['炊事班', '炊事'],
    ['会修小家电', '家电'],
    ['跟着军医学过量血压', '军医'],
    ['高压电工作业证', '电工'],
    ['植保无人机飞手', '无人机'],
    ['在军医学过量血压', '量血压'],
    ['熟练使用ＣＡＤ制图', 'CAD'],
  ])('in “%s” reads %s', (text, word) => {
    const one = new PhraseIndex<string>(new Segmenter(words));
    one.add(word, word);
    expect(one.find(text)).toHaveLength(1);
  });

  it('takes the longest word at a place and never overlaps', () => {
    expect(found('低压电工作业证')).not.toContain('电工');
    const spans = index.find('会开叉车、会电焊，做过仓库保管员');
    spans.forEach(({ start }, at) => {
      expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0);
    });
    expect(spans.length).toBeGreaterThan(2);
  });

  it('finds every word of the lexicons standing alone', () => {
    const cut = [...words].filter((word) => found(word)[0] !== word);
    expect(cut).toEqual([]);
  });
});

describe('the segmenter', () => {
  const segmenter = new Segmenter(words);

  it('keeps UTF-16 offsets whatever the text holds', () => {
    for (const text of ['😀会电焊\ud83d，Ｃ１　驾照\r\n\t①Ⅲ', '', '\udc00', 'İstanbul ﬁ ß']) {
      const folded = fold(text);
      expect(folded).toHaveLength(text.length);
      const flags = segmenter.boundaries(folded);
      expect(flags).toHaveLength(text.length + 1);
      expect(flags[0]).toBe(1);
      expect(flags[text.length]).toBe(1);
    }
  });

  it('forgets words that a later one was not given', () => {
    const line = '欻龘驫';
    const inside = (one: Segmenter) => [...one.boundaries(line)].join('');
    const plain = inside(new Segmenter(['叉车']));
    expect(inside(new Segmenter(['欻龘']))).not.toBe(plain);
    expect(inside(new Segmenter(['叉车']))).toBe(plain);
  });
});
