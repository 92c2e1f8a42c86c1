import { halfWidth, longestShape, saysNone } from './text.ts';

export interface ReadLicences {
  /** Classes of 机动车驾驶证, and G of the tractor register. */
  readonly licences: string[];
  readonly militaryExchange: boolean;
  /** What the words may mean when they name no class, e.g. C1或C2. */
  readonly ambiguous: string | null;
  readonly unclear: boolean;
}

const classes = /(?<![A-Z])(A[123]|B[12]|C[1-6]|[DEFGMNP])(?!\d)/g;
const afterClass = /(?<=[A-C][1-6])([DEFM])(?![A-Z0-9])/g;

const vague: readonly (readonly [RegExp, string])[] = [
  [/大车|大货|货车|大型车|(?<![A-Z])B(?![A-Z\d])/, 'B2或A2'],
  [/大客|客车|(?<![A-Z])A(?!\d)/, 'A1、A2或B1'],
  [/小车|轿车|小型车|小汽车|自动挡|手动挡|(?<![A-Z])C(?!\d)/, 'C1或C2'],
  [/摩托/, 'D、E或F'],
  [/拖拉机/, 'G'],
];

/** Words for a licence that somebody has not got yet, or has no longer. */
const notYet =
  /在考|正考|正在|在学|学车|学驾|报考|报名|增驾|办理中|考试中|准备考|未取得|未拿到|待考|拟考|想考/;
const noLonger = /吊销|注销|过期|失效|暂扣|扣留|未年审|未换证|被扣/;
const denied = /^(?:无|没有?|未考取?|不会|暂无)/;
const none = { licences: [], militaryExchange: false, ambiguous: null, unclear: false };

/**
 * Reads driving licences: C1, B2（军换）、D, C1E, A2，军转地, 有C照 (ambiguous), 大车证 (ambiguous). What is
 * still being learnt (B2增驾中) or was taken away is not held.
 */
export function readLicences(text: string): ReadLicences {
  if (text.length > longestShape) return { ...none, unclear: true };
  const plain = halfWidth(text).toUpperCase();
  if (
    saysNone(plain) ||
    /^(不限|无(要求|证|照|驾照|驾驶证)|没有?(证|照|驾照|驾驶证)?|不会|不要求|不作要求)$/.test(plain)
  ) {
    return none;
  }
  const militaryExchange =
    /军换|军证换|军转|部队换|军车换|换领/.test(plain) && !/未换|没换|待换/.test(plain);
  const clauses = plain.split(/[、,;。/\n]|\s{2,}/).map((clause) => clause.trim());
  const isHeld = (clause: string) =>
    !notYet.test(clause) && !noLonger.test(clause) && !denied.test(clause);
  const held = clauses.filter(isHeld).flatMap(classesIn);
  const pending = clauses.filter((clause) => !isHeld(clause));
  const lost = pending.some((clause) => noLonger.test(clause));
  if (held.length > 0) {
    return { ...none, licences: [...new Set(held)], militaryExchange, unclear: lost };
  }
  const named = pending.flatMap(classesIn);
  if (named.length > 0) {
    // C1证 增驾中: held and being raised, or not held yet.
    const raised = pending.some((clause) => /增驾/.test(clause));
    return { ...none, ambiguous: raised ? `已持有${named.join('、')}` : null, unclear: lost };
  }
  if (pending.length > 0 && pending.length === clauses.length) return { ...none, unclear: lost };
  const ambiguous = vague.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  return { ...none, militaryExchange, ambiguous, unclear: ambiguous === null };
}

function classesIn(text: string): string[] {
  return [...text.matchAll(classes), ...text.matchAll(afterClass)]
    .sort((left, right) => left.index - right.index)
    .map((match) => match[1] ?? '');
}
