/**
 * What an entry of the reference data says, as the fields of a form and back. A field is named by its
 * path with `-` for the dots of the API's own field names, so that faults find their fields.
 */
import type {
  CertificateValue,
  OccupationValue,
  ReferenceEntry,
  SkillValue,
  SpecialityValue,
} from '@xincheng/api/contract';
import { splitWords } from '#lib/form.ts';
import type { Kind, Names, Values } from './types.ts';
import { weightsFields, weightsValueOf } from './weights.ts';

/** Between words that are listed in one field. */
const separator = '、';

/** An entry as the values of its form. */
export const fieldsOf = (entry: ReferenceEntry, names: Names): Values => ({
  name: entry.name,
  source: entry.source,
  version: String(entry.version),
  ...contentOf(entry, names),
});

const contentOf = (entry: ReferenceEntry, names: Names): Values => {
  if (entry.kind === 'skill') return skillFields(entry.value);
  if (entry.kind === 'speciality') return specialityFields(entry.value, names);
  if (entry.kind === 'occupation') return occupationFields(entry.value, names);
  if (entry.kind === 'certificate') return certificateFields(entry.value);
  return weightsFields(entry.value, names);
};

/** The value that the API takes, out of what was typed; what is no number or unknown stays so. */
export const valueOf = (kind: Kind, typed: Values, names: Names): Record<string, unknown> => {
  if (kind === 'skill') return { words: listIn(typed, 'words'), weight: Number(typed['weight']) };
  if (kind === 'speciality') return specialityOf(typed, names);
  if (kind === 'occupation') return occupationOf(typed, names);
  if (kind === 'certificate') return certificateOf(typed);
  return weightsValueOf(typed, names);
};

/** What was typed with empty rows taken out, so that the API's numbering of rows is the form's. */
export const withoutGaps = (typed: Values): Values => {
  const kept = { ...typed };
  for (const group of ['skills', 'occupations', 'gates', 'distance-decay', 'terms-payShare']) {
    const rows = rowsIn(typed, group).filter((row) => isFilled(group, row));
    for (const field of Object.keys(kept))
      if (new RegExp(`^${group}-\\d+(-|$)`).test(field)) Reflect.deleteProperty(kept, field);
    for (const [at, row] of rows.entries())
      for (const [cell, text] of Object.entries(row)) kept[`${group}-${String(at)}${cell}`] = text;
  }
  return kept;
};

/** Rows of a group of fields in their order; cells by the rest of their names, `''` or `-level`. */
export const rowsIn = (values: Values, group: string): Record<string, string>[] => {
  const rows = new Map<number, Record<string, string>>();
  for (const [field, text] of Object.entries(values)) {
    const [, row, cell] = new RegExp(`^${group}-(\\d+)((?:-[a-zA-Z]+)?)$`).exec(field) ?? [];
    if (row === undefined || cell === undefined) continue;
    const cells = rows.get(Number(row)) ?? {};
    cells[cell] = text;
    rows.set(Number(row), cells);
  }
  return [...rows].toSorted(([one], [other]) => one - other).map(([, cells]) => cells);
};

/** What makes a row a row: the level or kind beside it is always chosen. */
const isFilled = (group: string, row: Record<string, string>): boolean => {
  if (group === 'gates') return (row['-anyOf'] ?? '').trim() !== '';
  if (group === 'skills') return (row['-skill'] ?? row[''] ?? '').trim() !== '';
  return Object.values(row).some((text) => text.trim() !== '');
};

/**
 * The API's faults by the form's fields: `value.skills.0.level` is `skills-0-level`; where a part of a
 * field is at fault (`value.words.2`), the field is; where a row is, its first cell.
 */
export const faultsByField = (
  faults: Readonly<Record<string, string>>,
  fields: readonly string[],
  line: (row: number, text: string) => string,
): Record<string, string> => {
  const byField: Record<string, string> = {};
  for (const [path, text] of Object.entries(faults)) {
    const name = path === 'value' ? 'sum' : path.replace(/^value\./, '').replaceAll('.', '-');
    const field = fieldFor(name, fields);
    const [, row] = new RegExp(`^${field}-(\\d+)`).exec(name) ?? [];
    const said = field.endsWith('relatedTrades') && row ? line(Number(row) + 1, text) : text;
    byField[field] = byField[field] === undefined ? said : `${byField[field]}；${said}`;
  }
  return byField;
};

const fieldFor = (name: string, fields: readonly string[]): string => {
  const parts = name.split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const stem = parts.slice(0, length).join('-');
    if (fields.includes(stem)) return stem;
    const cell = fields.find((field) => field.startsWith(`${stem}-`));
    if (cell !== undefined) return cell;
  }
  return name;
};

const listIn = (typed: Values, field: string): string[] => splitWords(typed[field]);
const textOrNull = (text: string | undefined): string | null => text?.trim() || null;

const skillKeyOf = (names: Names, name: string): string =>
  names.skills.find((skill) => skill.name === name.trim())?.key ?? name.trim();
const skillNameOf = (names: Names, key: string): string =>
  names.skills.find((skill) => skill.key === key)?.name ?? key;

const numbered = (group: string, rows: readonly Record<string, string>[]): Values =>
  Object.fromEntries(
    rows.flatMap((row, at) =>
      Object.entries(row).map(([cell, text]) => [`${group}-${String(at)}${cell}`, text]),
    ),
  );

const skillFields = ({ words, weight }: SkillValue): Values => ({
  words: words.join(separator),
  weight: String(weight),
});

const specialityFields = (value: SpecialityValue, names: Names): Values => ({
  group: value.group,
  words: value.words.join(separator),
  certificates: value.certificates,
  gap: value.gap,
  ...numbered(
    'skills',
    value.skills.map(({ skill, level }) => ({
      '-skill': skillNameOf(names, skill),
      '-level': String(level),
    })),
  ),
  ...numbered(
    'occupations',
    value.occupations.map((name) => ({ '': name })),
  ),
});

const specialityOf = (typed: Values, names: Names): Record<string, unknown> => ({
  group: typed['group'] ?? '',
  words: listIn(typed, 'words'),
  skills: rowsIn(typed, 'skills').map((row) => ({
    skill: skillKeyOf(names, row['-skill'] ?? ''),
    level: Number(row['-level']),
  })),
  occupations: rowsIn(typed, 'occupations').map((row) => (row[''] ?? '').trim()),
  certificates: typed['certificates'] ?? '',
  gap: typed['gap'] ?? '',
});

const occupationFields = (value: OccupationValue, names: Names): Values => ({
  code: value.code ?? '',
  evidence: value.evidence,
  trade: value.trade ?? '',
  entry: value.entry,
  words: value.words.join(separator),
  ...numbered(
    'skills',
    value.skills.map((key) => ({ '': skillNameOf(names, key) })),
  ),
  ...numbered(
    'gates',
    value.gates.map(({ kind, anyOf, rule }) => ({
      '-kind': kind,
      '-anyOf': anyOf.join(separator),
      '-rule': rule,
    })),
  ),
});

const occupationOf = (typed: Values, names: Names): Record<string, unknown> => ({
  code: textOrNull(typed['code']),
  evidence: typed['evidence'] ?? '',
  trade: textOrNull(typed['trade']),
  entry: typed['entry'] ?? '',
  words: listIn(typed, 'words'),
  skills: rowsIn(typed, 'skills').map((row) => skillKeyOf(names, row[''] ?? '')),
  gates: rowsIn(typed, 'gates').map((row) => ({
    kind: row['-kind'] ?? '',
    anyOf: splitWords(row['-anyOf']).map((one) =>
      row['-kind'] === 'licence' ? one.toUpperCase() : one,
    ),
    rule: row['-rule'] ?? '',
  })),
});

const certificateFields = (value: CertificateValue): Values => ({
  words: value.words.join(separator),
  way: value.way,
  'days-from': value.days === null ? '' : String(value.days.from),
  'days-to': value.days === null ? '' : String(value.days.to),
  kind: value.kind,
  rule: value.rule ?? '',
  covers: value.covers.join(separator),
});

const certificateOf = (typed: Values): Record<string, unknown> => {
  const [from, to] = [textOrNull(typed['days-from']), textOrNull(typed['days-to'])];
  return {
    words: listIn(typed, 'words'),
    way: typed['way'] ?? '',
    days:
      from === null && to === null ? null : { from: Number(from ?? NaN), to: Number(to ?? NaN) },
    kind: typed['kind'] ?? '',
    rule: textOrNull(typed['rule']),
    covers: listIn(typed, 'covers'),
  };
};
