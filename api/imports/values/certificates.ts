import { halfWidth, plainText } from './text.ts';

export interface ReadDemands {
  readonly certificates: string[];
  /** "××优先": an advantage, not a condition. */
  readonly preferred: string[];
  /** Driving licences named among the skills. */
  readonly licences: string[];
}

/** Words that open a list of certificates. 有 and 持 alone are followed by other things too. */
const opening =
  /^(?:要求|必须|需要?|须|应)?(?:具备|具有|持有?|须有|须持|需有|需持|有|取得|考取)(?:有效)?(?:的)?/;
const soundsLikeCertificate =
  /(证书?|执照|资格|许可证|上岗证|[员师工]|人员|经理|会计|兽医|医师|[A-Z]\d?|[初中高]级|[一二三四五]级|程序员)$/;
const soundsLikeSkill =
  /能力|经验|经历|精神|意识|体力|力气|基础|责任|心$|驾龄|条件|车$|学历|知识|特长|习惯|^无(?!人机)|以上|者$|军[属人]|士兵/;
const licence =
  /(?<![A-Z\d])((?:A[123]|B[12]|C[1-6]|[DEFG])(?:[、,和及或/](?:A[123]|B[12]|C[1-6]|[DEFG]))*)(?:型|类)?(?:以上)?(?:驾驶?[照证]|驾驶执照|[照证]|本)/;

const preference = /优先|更佳|更好|者佳|为佳|尤佳|加分|最好/;
/** A paper that nobody has to have: 无证亦可, 不需证书, 可入职后考取. */
const optional =
  /证.{0,4}(?:均可|亦可|也可|都可|皆可)|(?:不|无)(?:要求|需|须|用)|(?:入职|上岗|录用)后.{0,4}(?:考|取|办)/;

/**
 * Finds the certificates and licences that a 技能/证书要求 asks for: 会看图，具备低压电工作业证;
 * 须有健康证、养老护理员五级; 具备注册安全工程师优先 (preferred); C1驾照 (licence).
 */
export function readDemands(text: string): ReadDemands {
  const certificates: string[] = [];
  const preferred: string[] = [];
  const licences: string[] = [];
  for (const clause of text.split(/[，,；;。\n]/)) {
    if (optional.test(clause)) continue;
    const isPreference = preference.test(clause);
    const plain = clause
      .replace(/^(?:优先(?:考虑|录用)?|最好)/, '')
      .replace(/[（(]?(?:有)?(?:的|者)?(?:优先(?:录用|考虑)?|更佳|更好|者佳|为佳|尤佳|加分).*$/, '')
      .replace(/[的者]$/, '')
      .trim();
    const opened = opening.test(plain);
    for (const item of plain.replace(opening, '').split(/[、和及]/)) {
      const name = plainText(
        item.replace(/[（(](?:必须|必备|必要|在?有效期?内?|持证上岗)[）)]$/, ''),
      );
      if (name === null) continue;
      const classes = licence.exec(halfWidth(name).toUpperCase())?.[1];
      const driving = classes?.split(/[、,和及或/]/);
      if (driving !== undefined && isPreference) {
        preferred.push(...driving.map((letter) => `${letter}驾驶证`));
      } else if (driving !== undefined) licences.push(...driving);
      else if (isCertificate(name, opened)) (isPreference ? preferred : certificates).push(name);
    }
  }
  return { certificates, preferred, licences };
}

/** After an opening word the name of an occupation is a certificate too (具备材料员); elsewhere only 证. */
function isCertificate(name: string, opened: boolean): boolean {
  if (soundsLikeSkill.test(name) || name.length > 20) return false;
  if (opened) return soundsLikeCertificate.test(name);
  return /.{2,}(证书?|许可证|资格证)$/.test(name) && !/^(会|懂|能|无|凭|身份证)/.test(name);
}
