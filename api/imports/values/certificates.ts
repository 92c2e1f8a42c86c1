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
  /^(?:[持有须需]*)((?:A[123]|B[12]|C[1-6]|[DEFG])(?:[、,和及或/](?:A[123]|B[12]|C[1-6]|[DEFG]))*)(?:型|类)?(?:以上)?(?:驾驶?[照证]|驾驶执照|[照证]|本)/;

/**
 * Finds the certificates and licences that a 技能/证书要求 asks for: 会看图，具备低压电工作业证;
 * 须有健康证、养老护理员五级; 具备注册安全工程师优先 (preferred); C1驾照 (licence).
 */
export function readDemands(text: string): ReadDemands {
  const certificates: string[] = [];
  const preferred: string[] = [];
  const licences: string[] = [];
  for (const clause of text.split(/[，,；;。\n]/)) {
    const isPreference = /优先|更佳|优先录用|者佳/.test(clause);
    const plain = clause.replace(/(者|证者)?(优先(录用|考虑)?|更佳|者佳).*$/, '').trim();
    const opened = opening.test(plain);
    for (const item of plain.replace(opening, '').split(/[、和及]/)) {
      const name = plainText(item);
      if (name === null) continue;
      const classes = licence.exec(halfWidth(name).toUpperCase())?.[1];
      if (classes !== undefined) licences.push(...classes.split(/[、,和及或/]/));
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
