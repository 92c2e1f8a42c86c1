import { fold } from '../skills/phrases.ts';

/**
 * Certificates that counties ask for: `name|rule|way|words`. `rule` is the key of the law that demands
 * it, or empty. `way` tells how it can be had: `course` training and exam within some months, `checkup`
 * a health check, `long` needs years, a degree or a yearly state exam. Prior knowledge except the rules.
 */
const catalogue = `
健康证|certificate.health|checkup|健康证明、健康合格证、食品从业人员健康证
保安员证|certificate.security|course|保安员、保安证、保安员资格证、保安上岗证
押运员资格||course|押运员证、押运员、守护押运资格
安检员证||course|安检员、民航安检员
低压电工作业证|certificate.hazardous-work|course|低压电工、低压电工证、电工证、低压电工操作证、电工作业证、特种作业操作证低压电工
高压电工作业证|certificate.hazardous-work|course|高压电工、高压电工证、高压电工操作证、进网电工证
高处作业证|certificate.hazardous-work|course|登高作业证、登高证、高空作业证、高处安装维护拆除作业证、登高架设作业证、高处作业
焊接与热切割作业证|certificate.welding|course|焊工证、电焊证、焊工操作证、焊接与热切割、电焊工证
制冷与空调作业证|certificate.hazardous-work|course|制冷证、制冷与空调作业、制冷工证
叉车N1|certificate.special-equipment|course|N1、叉车证、叉车操作证、叉车司机证、叉车N1证
观光车N2|certificate.special-equipment|course|N2、观光车证
起重指挥Q1|certificate.special-equipment|course|Q1、起重指挥证、信号司索工证
起重机司机Q2|certificate.special-equipment|course|Q2、起重机械Q2、塔吊证、起重机司机证、行车证
锅炉操作证G1|certificate.special-equipment|course|G1、司炉证、锅炉证、锅炉操作证、G2、司炉工证
电梯安全管理A4|certificate.special-equipment|course|A4、电梯安全管理员证、特种设备安全管理A
大型游乐设施操作Y|certificate.special-equipment|course|大型游乐设施操作证
爆破作业人员许可证|certificate.blasting|course|爆破证、爆破员证
道路货物运输从业资格证|certificate.freight|course|货运从业资格证、货运资格证、货运从业资格、道路货物运输从业资格、从业资格证
道路旅客运输从业资格证|certificate.passenger|course|客运从业资格证、客运资格证、客运从业资格、道路旅客运输从业资格
消防设施操作员|certificate.fire-control|course|消防设施操作员证、消控证、建构筑物消防员
CAAC超视距驾驶员|certificate.uav|course|超视距驾驶员、CAAC超视距、CAAC机长、无人机机长证、CAAC教员、无人机超视距执照
CAAC视距内驾驶员|certificate.uav|course|视距内驾驶员、CAAC视距内、CAAC执照
无人机装调检修工||course|无人机装调检修工证
挖掘机操作证||course|挖掘机证、挖机证、挖掘机司机证
装载机操作证||course|装载机证、铲车证
拖拉机驾驶证||course|农机驾驶证、拖拉机证
安全员C证||course|安全员证、安全员C、专职安全员C证
资料员||course|资料员证
材料员||course|材料员证
施工员||course|施工员证
食品安全管理员||course|食品安全管理员证
游泳救生员||course|游泳救生员证、救生员证
急救证||course|红十字急救证、红十字救护员证、救护员证、急救员证
汽车维修工||course|汽修证、汽车维修工证
电工职业资格||course|电工技能等级
中式烹调师||course|厨师证、中式烹调师证
中式面点师||course|面点师证、中式面点师证
养老护理员||course|养老护理员证
医疗护理员||course|医疗护理员证、护工证
保育员||course|保育员证、保育师
社会体育指导员||course|社会体育指导员证
物业经理||course|物业经理证、物业管理师
应急救援员||course|应急救援员证
工程测量员||course|工程测量员证、测量员证
采购员||course|采购员证
道路运输企业安全管理人员||course|道路运输企业安全管理人员证、道路运输安全员证
化验员证||course|化验员、水质化验员证
机动车检测工||course|机动车检测工证、检测员证
特种设备作业||course|特种设备作业证、特种设备作业人员证
校车驾驶资格||long|校车驾驶资格证
教练员证||long|教练员、驾校教练员证
内河船员适任证||long|船员证、船员适任证、内河船员证
导游证||long|导游资格证
软考网络管理员||long|网络管理员证、软考网管
软考网络工程师||long|网络工程师、软考网工
护士执业证||long|护士证、护士资格证、护士执业证书
执业兽医||long|执业兽医资格证、兽医资格证
会计||long|会计证、会计资格、会计师
注册安全工程师||long|注安、注册安全工程师证、安全工程师
教师资格证||long|教师证
`;

type CertificateWay = 'course' | 'checkup' | 'long';

type KnownCertificate = { name: string; rule: string | null; way: CertificateWay };

/** A certificate as read from free words: known or not, with its level 1 (五级) … 5 (一级), or null. */
export type ReadCertificate = {
  text: string;
  base: string;
  level: number | null;
  known: KnownCertificate | null;
};

const byWord = new Map<string, KnownCertificate>();
for (const line of catalogue.split('\n').filter((row) => row !== '')) {
  const [name = '', rule, way, words = ''] = line.split('|');
  const known = { name, rule: rule || null, way: asWay(way) };
  for (const word of [name, ...words.split('、')]) byWord.set(plain(word), known);
}

/** Held → needed pairs where one certificate covers another of a different name. */
const alsoCovers: Record<string, readonly string[]> = {
  软考网络工程师: ['软考网络管理员'],
  CAAC超视距驾驶员: ['CAAC视距内驾驶员'],
};

/** Reads a certificate's name and level: `汽车维修工四级`, `初级会计`, `保安员证（三级）`. */
export function readCertificate(text: string): ReadCertificate {
  const whole = byWord.get(plain(text));
  if (whole !== undefined) return { text, base: whole.name, level: null, known: whole };
  const level = levelOf(text);
  const base = plain(text.replace(levelWord, ''));
  const known = byWord.get(base) ?? byWord.get(`${base}证`) ?? byWord.get(base.replace(/证$/, ''));
  return { text, base: known?.name ?? base.replace(/证书?$/, ''), level, known: known ?? null };
}

/** Alternatives of one requirement: `低压电工作业证或电工证` is any of two. */
export function readRequirement(text: string): ReadCertificate[] {
  return text
    .split(/或者?|[/／]/)
    .filter((part) => part.trim() !== '')
    .map(readCertificate);
}

/** Whether the held certificate satisfies the needed one; a higher level covers a lower one. */
export function covers(held: ReadCertificate, needed: ReadCertificate): boolean {
  if (alsoCovers[held.base]?.includes(needed.base)) return true;
  if (held.base !== needed.base) return false;
  return needed.level === null || (held.level !== null && held.level >= needed.level);
}

/** Longer names first, so that 高级技师 is not read as 高级. */
const levelWord = /[（(]?(高级技师|技师|初级|中级|高级|[一二三四五]级)(工|证)?[)）]?/;

const levels: Record<string, number> = {
  五级: 1,
  初级: 1,
  四级: 2,
  中级: 2,
  三级: 3,
  高级: 3,
  二级: 4,
  技师: 4,
  一级: 5,
  高级技师: 5,
};

function levelOf(text: string): number | null {
  const word = levelWord.exec(text)?.[1];
  return word === undefined ? null : (levels[word] ?? null);
}

function plain(text: string): string {
  return fold(text).replace(/[\s()（）“”"·、，,]/g, '');
}

function asWay(way: string | undefined): CertificateWay {
  return way === 'checkup' || way === 'long' ? way : 'course';
}
