import type { Intent } from '../types.ts';
import { lowestMonthlyPay, readSalary } from './salary.ts';
import { halfWidth, plainText, saysNone, splitList } from './text.ts';

export interface ReadIntent {
  readonly intent: Intent;
  readonly industry: string | null;
}

/**
 * Reads a wish for work written into one cell as jobs, industry, area and pay, in any of the habits:
 * 岗位：… 行业：… 地区：… 期望薪资：…; a/b/行业/地区/薪资; a、b；行业；地区；薪资; 想找a、b，地区，工资x.
 */
export function readIntent(text: string): ReadIntent {
  if (saysNone(text)) return { intent: build([], null, null), industry: null };
  return readLabelled(text) ?? readSentence(text) ?? readParts(text);
}

/** Pay as the parts of an intent. */
export function salaryOfIntent(
  text: string,
): Pick<Intent, 'salaryText' | 'salaryMin' | 'salaryMax'> {
  const { min, max } = readSalary(text);
  const isPay = Math.max(min ?? 0, max ?? 0) >= lowestMonthlyPay;
  return {
    salaryText: plainText(text),
    salaryMin: isPay ? min : null,
    salaryMax: isPay ? max : null,
  };
}

function readLabelled(text: string): ReadIntent | null {
  const part = (label: string) =>
    new RegExp(
      `(?:${label})\\s*[:：]\\s*(.*?)\\s*(?=(?:意向|期望)?(?:岗位|职位|行业|地区|地点|薪资|工资|待遇)\\s*[:：]|$)`,
      's',
    )
      .exec(text)?.[1]
      ?.replace(/[，,；;。\s]+$/, '');
  const jobs = part('岗位|职位');
  if (jobs === undefined) return null;
  const intent = build(splitList(jobs), part('地区|地点') ?? null, part('薪资|工资|待遇') ?? null);
  return { intent, industry: part('行业') ?? null };
}

function readSentence(text: string): ReadIntent | null {
  const match = /^(?:我)?(?:想找|想做|想从事|希望找|希望从事|打算找|找)(.+)$/s.exec(text.trim());
  if (match?.[1] === undefined) return null;
  const clauses = match[1].split(/[，,；;。]/).map((clause) => clause.trim());
  const isPay = (clause: string) => /^(月)?(工资|薪资|薪水|待遇|月薪)/.test(clause);
  const pay = clauses.find(isPay)?.replace(/^(月)?(工资|薪资|薪水|待遇|月薪)[:：]?/, '') ?? null;
  const rest = clauses.filter((clause) => clause !== '' && !isPay(clause));
  const area = rest.length > 1 ? (rest.pop() ?? null) : null;
  return { intent: build(splitList(rest.join('、')), area, pay), industry: null };
}

/** The order of the heading is 岗位/行业/地区/期望薪资: read from the end, for jobs may be several. */
function readParts(text: string): ReadIntent {
  const separator = /[；;]/.test(text) ? /[；;]/ : /[/／]/;
  const parts = text.split(separator).map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  const pay = parts.length > 1 && soundsLikePay(last) ? (parts.pop() ?? null) : null;
  const area =
    parts.length > 1 && (pay !== null || soundsLikeArea(parts)) ? (parts.pop() ?? null) : null;
  const industry = area !== null && parts.length > 1 ? (parts.pop() ?? null) : null;
  return {
    intent: build(splitList(parts.join('、')), area, pay),
    industry: industry === null || saysNone(industry) ? null : industry,
  };
}

const soundsLikePay = (part: string) =>
  /\d|[kK千万元]|面议|面谈|标准|看情况|待遇|薪|工资/.test(halfWidth(part));

/** Whether a text names a sum of money; 2个孩子 does not. */
export const namesPay = (text: string) => /\d{3}|\d\s*[千仟kw万]/i.test(halfWidth(text));

const soundsLikeArea = (parts: readonly string[]) =>
  /不限|本[市县乡镇村地]|[市县镇乡省区]$|县城|周边|附近|离家近|也可/.test(parts.at(-1) ?? '');

function build(jobs: string[], area: string | null, pay: string | null): Intent {
  return {
    jobs,
    area: area === null ? null : plainText(area),
    ...(pay === null
      ? { salaryText: null, salaryMin: null, salaryMax: null }
      : salaryOfIntent(pay)),
  };
}
