import { halfWidth, saysNone } from './text.ts';

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
  [/大车|大货|货车|大型车|(?<![A-Z])B(?!\d)/, 'B2或A2'],
  [/大客|客车|(?<![A-Z])A(?!\d)/, 'A1、A2或B1'],
  [/小车|轿车|小型车|小汽车|自动挡|手动挡|(?<![A-Z])C(?!\d)/, 'C1或C2'],
  [/摩托/, 'D、E或F'],
  [/拖拉机/, 'G'],
];

/** Reads driving licences: C1, B2（军换）、D, C1E, A2，军转地, 有C照 (ambiguous), 大车证 (ambiguous). */
export function readLicences(text: string): ReadLicences {
  const plain = halfWidth(text).toUpperCase();
  const none = { licences: [], militaryExchange: false, ambiguous: null, unclear: false };
  if (
    saysNone(plain) ||
    /^(不限|无(要求|证|照|驾照|驾驶证)|没有?(证|照|驾照|驾驶证)?|不会)$/.test(plain)
  ) {
    return none;
  }
  const found = [...plain.matchAll(classes), ...plain.matchAll(afterClass)]
    .sort((left, right) => left.index - right.index)
    .map((match) => match[1] ?? '');
  const militaryExchange =
    /军换|军证换|军转|部队换|军车换|换领/.test(plain) && !/未换|没换|待换/.test(plain);
  if (found.length > 0) {
    return { ...none, licences: [...new Set(found)], militaryExchange };
  }
  const ambiguous = vague.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  return { ...none, militaryExchange, ambiguous, unclear: ambiguous === null };
}
