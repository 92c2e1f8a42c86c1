/** What an entry of the reference data says, in words: for its page, and to show what an edit changes. */
import type { ReferenceEntry } from '@xincheng/api/contract';
import { label, type Messages } from '#lib/messages/index.ts';
import type { Names, Values } from './types.ts';
import { weightNumbers } from './weights.ts';

/** A named fact; several lines stand below each other, `list` side by side. */
export interface Fact {
  label: string;
  lines: readonly string[];
  list?: boolean;
}

export const contentOf = (m: Messages, names: Names, entry: ReferenceEntry): Fact[] => {
  const words = m.reference;
  const field = (name: string) => label(words.fields, name);
  const skill = (key: string) => names.skills.find((one) => one.key === key)?.name ?? key;
  const rule = (key: string) => names.rules.find((one) => one.key === key)?.title ?? key;
  const level = (value: number) => label(m.codes.skillLevels, String(value));
  const text = (value: string | null) => (value === null || value === '' ? [] : [value]);

  if (entry.kind === 'skill')
    return [
      { label: field('trade'), lines: text(tradeOf(names, entry.key)) },
      { label: field('weight'), lines: [label(words.telling, String(entry.value.weight))] },
      { label: field('words'), lines: entry.value.words, list: true },
    ];
  if (entry.kind === 'speciality')
    return [
      { label: field('group'), lines: text(entry.value.group) },
      {
        label: field('skills'),
        lines: entry.value.skills.map((one) => words.skillLine(skill(one.skill), level(one.level))),
        list: true,
      },
      { label: field('occupations'), lines: entry.value.occupations, list: true },
      { label: field('certificates'), lines: text(entry.value.certificates) },
      { label: field('gap'), lines: text(entry.value.gap) },
      { label: field('words'), lines: entry.value.words, list: true },
    ];
  if (entry.kind === 'occupation') {
    const { code, evidence, trade, entry: start, skills, gates } = entry.value;
    return [
      { label: field('code'), lines: text(code) },
      { label: field('evidence'), lines: text(label(words.evidences, evidence)) },
      { label: field('trade'), lines: text(trade === null ? null : tradeOf(names, trade)) },
      { label: field('entry'), lines: [label(words.entries, start)] },
      {
        label: field('gates'),
        lines: gates.map((gate) => words.gateLine(gate.anyOf, rule(gate.rule))),
      },
      { label: field('skills'), lines: skills.map(skill), list: true },
      { label: field('words'), lines: entry.value.words, list: true },
    ];
  }
  if (entry.kind === 'certificate') {
    const { way, days, kind, covers } = entry.value;
    return [
      { label: field('kind'), lines: [label(words.certificateKinds, kind)] },
      { label: field('way'), lines: [label(words.ways, way)] },
      {
        label: field('days'),
        lines: days === null ? [] : [words.daysLine(days.from, days.to)],
      },
      { label: field('rule'), lines: text(entry.value.rule && rule(entry.value.rule)) },
      { label: field('covers'), lines: covers, list: true },
      { label: field('words'), lines: entry.value.words, list: true },
    ];
  }
  return [];
};

/** The trade of a skill's or trade's key; null for what is no known trade. */
export const tradeOf = (names: Names, key: string): string | null =>
  names.trades.find((trade) => trade.key === key.split('.')[0])?.name ?? null;

export interface Difference {
  label: string;
  before: readonly string[];
  after: readonly string[];
}

/** What the typed fields say otherwise than the entry, field by field in the form's words. */
export const differencesOf = (m: Messages, before: Values, after: Values): Difference[] => {
  const groups = new Set([...Object.keys(before), ...Object.keys(after)].map(groupOf));
  const lines = (values: Values, group: string) => linesOf(m, values, group);
  return [...groups]
    .filter((group) => !['version', 'reason', 'reviewed', 'confirmed', 'key'].includes(group))
    .map((group) => ({
      label: label(m.reference.fields, group),
      before: lines(before, group),
      after: lines(after, group),
    }))
    .filter((one) => one.before.join('\n') !== one.after.join('\n'));
};

const singles = new Set(Object.values(weightNumbers).flat());

/** Rows of one list belong together: `skills-2-level` is of `skills`. */
const groupOf = (field: string): string => {
  if (singles.has(field)) return field;
  if (field.startsWith('days-')) return 'days';
  return field.replace(/-\d+(-.*)?$/, '');
};

const linesOf = (m: Messages, values: Values, group: string): string[] => {
  const rows = new Map<string, string[]>();
  for (const [field, text] of Object.entries(values)) {
    if (groupOf(field) !== group || text === '') continue;
    const row = /-(\d+)(-[^-]*)?$/.exec(field.slice(group.length))?.[1] ?? '';
    rows.set(row, [...(rows.get(row) ?? []), wordsOf(m, field, text)]);
  }
  return [...rows.values()].map((cells) => cells.join(' · '));
};

/** Codes that stand in a form's fields, in words. */
const wordsOf = (m: Messages, field: string, text: string): string => {
  const words = m.reference;
  if (/^skills-\d+-level$/.test(field)) return label(m.codes.skillLevels, text);
  if (/^gates-\d+-kind$/.test(field)) return label(words.gateKinds, text);
  if (field === 'weight') return label(words.telling, text);
  if (field === 'evidence') return label(words.evidences, text);
  if (field === 'entry') return label(words.entries, text);
  if (field === 'way') return label(words.ways, text);
  if (field === 'kind') return label(words.certificateShort, text);
  return text;
};
