/** Characters that are taken for each other at a glance or by a slip of the hand. Prior knowledge. */
const groups =
  '事亊 土士 己已巳 未末 千干于 人入八 几儿九 刀力 天夫 大太犬 日曰目 木本 午牛 田由甲申 贝见 车东 石右 公么 厂广 句旬 休体 待侍 折拆 拔拨 清请情晴 洁吉沽 材村 析折 焊捍悍 铲产 吊帛 仓仑 库厍 维准唯 理埋 修俏 厨橱 师帅 烹享 饪任 保堡 安女 护户 员贝 财材 会令 司可 汁计 出击 纳呐 销消 售隹 货贷 送迭 配酉 快块 递弟 驾架 驶使 挖控 掘倔 机饥 装妆 载裁 搬般 运远 卸御 叉又义 焙培 钳钥 铆柳 铣洗 镗堂 刨包 模摸 具真 注住 塑朔 印卬 刷涮 裁栽 缝逢 纫韧 织识 染梁 养样 殖植 种神 育肓 幼幻 教数 练炼 导寻 游滩 酒洒 店占 前剪 台合 服报 务夯 保侏 洁诘 园圆 林材 消肖 防妨 监蓝 控空 电申 工土 水永 气汽 管菅 网冈 络洛 弱溺 综宗 线钱 文丈 员圆 助动 理里 经轻'
    .split(' ')
    .map((group) => [...group]);

const others = new Map<string, Set<string>>();
for (const group of groups) {
  for (const one of group) {
    const known = others.get(one) ?? new Set();
    for (const other of group) if (other !== one) known.add(other);
    others.set(one, known);
  }
}

/** The words that differ from this one in one character that looks like it. */
export function looksLike(word: string): string[] {
  const characters = [...word];
  return characters.flatMap((character, at) =>
    [...(others.get(character) ?? [])].map((other) => characters.with(at, other).join('')),
  );
}
