import { halfWidth } from './text.ts';

/** GB/T 3304-1991, in the order of the codes 01 to 56. */
export const ethnicGroups: readonly string[] =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  );

/** Name (with 族) and GB/T 3304 code of an ethnic group written with or without 族; null if unknown. */
export function readEthnicity(text: string): { name: string; code: string } | null {
  const short = halfWidth(text)
    .replace(/\s/g, '')
    .replace(/[族人]$/, '');
  const index = ethnicGroups.indexOf(short);
  return index === -1 ? null : { name: `${short}族`, code: String(index + 1).padStart(2, '0') };
}

/** GB/T 4762; first match wins. */
const politicalStatuses: readonly (readonly [RegExp, string])[] = [
  [/预备/, '02'],
  [/团员|共青团/, '03'],
  [/民革/, '04'],
  [/民盟/, '05'],
  [/民建/, '06'],
  [/民进/, '07'],
  [/农工/, '08'],
  [/致公/, '09'],
  [/九三/, '10'],
  [/台盟/, '11'],
  [/无党派/, '12'],
  [/群众/, '13'],
  [/党员|中共/, '01'],
];

/** GB/T 4762 code of a 政治面貌; null if unknown. */
export function readPolitical(text: string): string | null {
  const plain = halfWidth(text);
  return politicalStatuses.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

const placementModes: readonly (readonly [RegExp, string])[] = [
  [/逐月/, '逐月领取退役金'],
  [/自主择业/, '自主择业'],
  [/自主/, '自主就业'],
  [/安排|安置|转业士官/, '安排工作'],
  [/转业/, '转业'],
  [/退休/, '退休'],
  [/复员/, '复员'],
  [/供养/, '供养'],
];

/** The 安置方式 of the regulation (退役军人安置条例 5) that a text means; null if unknown. */
export function readPlacementMode(text: string): string | null {
  const plain = halfWidth(text);
  return placementModes.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Ranks since 2022 and before, and those of the fire service. */
export const ranks =
  /^(列兵|上等兵|下士|中士|上士|[一二]级上士|[一二三四五六]级军士长|[一二三四五六]级士官|[一二三]期士官|少尉|中尉|上尉|少校|中校|上校|大校|[一二三四]级消防士|[一二三]级消防长|预备消防士)$/;

/** 1 (gravest) to 10 from 6级, 因公10级, 10级残疾（因公）, 八级; null when none is named. */
export function readDisabilityGrade(text: string): number | null {
  const grade = /(?<!\d)(10|[1-9]|十|[一二三四五六七八九])\s*级/.exec(halfWidth(text))?.[1];
  if (grade === undefined) return null;
  const word = '一二三四五六七八九十'.indexOf(grade);
  return word === -1 ? Number(grade) : word + 1;
}
