import type { ReferenceState } from '@xincheng/db/reference';
import type { ReferenceChange } from '../contract/reference.ts';
import { isTrade, type ReferenceTables } from './tables.ts';

/** Keys of skills, trades and rules in words. */
export type Labels = (key: string) => string;

export function labelsOf({ skill, rules }: ReferenceTables): Labels {
  const names = new Map(
    skill.map((one) => [one.key, isTrade(one) ? `${one.name}（行当）` : one.name]),
  );
  return (key) => names.get(key) ?? rules.get(key) ?? key;
}

/** The fields in which two states differ, by path, each value as lines to read. */
export function differencesBetween(
  before: ReferenceState | null,
  after: ReferenceState | null,
  labels: Labels,
): ReferenceChange['differences'] {
  const [was, is] = [linesOf(before, labels), linesOf(after, labels)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [old = [], now = []] = [was.get(field), is.get(field)];
    return old.join('\n') === now.join('\n') ? [] : [{ field, before: old, after: now }];
  });
}

function linesOf(state: ReferenceState | null, labels: Labels): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  if (state === null) return lines;
  const { name, value, source } = state;
  lines.set('name', [name]);
  const read = (prefix: string, fields: Record<string, unknown>) => {
    for (const [field, content] of Object.entries(fields))
      if (isRecord(content) && !isRange(content)) read(`${prefix}${field}.`, content);
      else lines.set(`${prefix}${field}`, linesIn(content, labels));
  };
  read('', value);
  lines.set('source', [source]);
  return lines;
}

function linesIn(content: unknown, labels: Labels): string[] {
  if (content === null || content === '') return [];
  if (Array.isArray(content)) return content.map((item: unknown) => lineOf(item, labels));
  return [lineOf(content, labels)];
}

/** `货车驾驶（会做）`, `叉车N1、起重机司机Q2：特种设备安全法`, `30–60`. */
function lineOf(item: unknown, labels: Labels): string {
  if (Array.isArray(item)) return item.map((part: unknown) => lineOf(part, labels)).join(' ');
  if (isRange(item)) return `${String(item.from)}–${String(item.to)}`;
  if (!isRecord(item)) return typeof item === 'string' ? labels(item) : String(item);
  if (typeof item['skill'] === 'string')
    return `${labels(item['skill'])}（${levelNames[Number(item['level'])] ?? String(item['level'])}）`;
  if (Array.isArray(item['anyOf']))
    return `${item['anyOf'].map(String).join('、')}：${lineOf(item['rule'], labels)}`;
  return Object.values(item)
    .map((part) => lineOf(part, labels))
    .join(' ');
}

const levelNames: Readonly<Record<number, string>> = { 1: '了解', 2: '会做', 3: '熟练' };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRange = (value: unknown): value is { from: number; to: number } =>
  isRecord(value) && 'from' in value && 'to' in value;
