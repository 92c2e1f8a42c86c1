import { type ReferenceKind, weightsKey } from '@xincheng/db/vocabulary/reference';
import { fold } from '@xincheng/search/text';
import { referenceValues } from '../contract/reference-values.ts';
import { AppError } from '../errors.ts';
import { checkWeights } from './check-weights.ts';
import type { Faults } from './faults.ts';
import { type AnyEntry, type Entry, isTrade, type ReferenceTables } from './tables.ts';

/** What somebody wants an entry to say. */
export interface WantedEntry {
  kind: ReferenceKind;
  key: string;
  name: string;
  value: unknown;
  /** Words that stand for another entry too are meant so. */
  confirmed: boolean;
}

/**
 * The entry by its kind's shape, checked against the others: what it refers to exists, words are one
 * entry's unless confirmed, the weights sum to 1000. Throws 400 with the faults by field.
 */
export function checkEntry(tables: ReferenceTables, wanted: WantedEntry): AnyEntry {
  const entry = shaped(wanted);
  const faults = {
    ...keyFaults(tables, entry),
    ...nameFaults(tables, entry),
    ...(entry.kind === 'weights' ? {} : wordFaults(tables, entry, wanted.confirmed)),
    ...referenceFaults(tables, entry),
  };
  if (Object.keys(faults).length > 0) throw new AppError('invalid_input', { fields: faults });
  return entry;
}

function shaped({ kind, key, name, value }: WantedEntry): AnyEntry {
  const parsed = referenceValues[kind].safeParse(value, {
    error: () => '这一项没有填，或填得不对，请检查',
  });
  if (parsed.success) return { kind, key, name, value: parsed.data } as AnyEntry;
  const faults: Faults = {};
  for (const { path, message } of parsed.error.issues)
    faults[['value', ...path].map(String).join('.')] ??= message;
  throw new AppError('invalid_input', { fields: faults });
}

function keyFaults(tables: ReferenceTables, { kind, key }: AnyEntry): Faults {
  // What is there keeps its key, whatever it looks like.
  if (tables[kind].some((other) => other.key === key)) return {};
  if (kind === 'weights') return key === weightsKey ? {} : { key: '权重只有一份，不能新增' };
  if (kind === 'skill') {
    if (!/^[a-z]+(\.[a-z]+(-[a-z]+)*)?$/.test(key))
      return { key: '代号写成 drive 或 drive.truck 的样子，只用小写字母' };
    const [trade = ''] = key.split('.');
    const known = trade === key || tables.skill.some((other) => other.key === trade);
    return known ? {} : { key: `还没有行当“${trade}”，请先新增它` };
  }
  if (kind === 'speciality' && !/^mil(\.[a-z]+(-[a-z]+)*){1,3}$/.test(key))
    return { key: '代号写成 mil.drive.wheeled 的样子，只用小写字母' };
  return {};
}

function nameFaults(tables: ReferenceTables, { kind, key, name }: AnyEntry): Faults {
  if ((kind === 'occupation' || kind === 'certificate') && name !== key)
    return { name: '名称就是代号，别处按它引用，不能改。请把新叫法写进说法里，或另外新增' };
  const before = tables[kind].find((other) => other.key === key);
  if (before?.name === name) return {};
  const taken = tables[kind].some((other) => other.key !== key && other.name === name);
  return taken ? { name: '已经有一条叫这个名称，请换一个' } : {};
}

type Worded = Exclude<AnyEntry, { kind: 'weights' }>;

/** Only words that are new are held against the others: what stood there has been looked at before. */
function wordFaults(tables: ReferenceTables, entry: Worded, confirmed: boolean): Faults {
  const { kind, key, value } = entry;
  if (kind === 'skill' && isTrade(entry) && value.words.length > 0)
    return { 'value.words': '行当只是一类技能的标题，说法请写在它下面的技能里' };
  if (confirmed) return {};
  const worded: readonly Worded[] = tables[kind];
  const known = new Set(worded.find((other) => other.key === key)?.value.words.map(fold));
  const owners = new Map(
    worded
      .filter((other) => other.key !== key && !(kind === 'skill' && isTrade(other)))
      .flatMap((other) =>
        [other.name, ...other.value.words].map((word) => [fold(word), other.name]),
      ),
  );
  const faults: Faults = {};
  for (const [at, word] of value.words.entries()) {
    const owner = owners.get(fold(word));
    if (owner === undefined || known.has(fold(word))) continue;
    faults[`value.words.${String(at)}`] = `“${word}”已经是“${owner}”的说法`;
    faults['confirmed'] = '有说法也在别的条目里。两边都算的话，请勾选确认';
  }
  return faults;
}

function referenceFaults(tables: ReferenceTables, entry: AnyEntry): Faults {
  const trades = new Set(tables.skill.filter(isTrade).map(({ key }) => key));
  if (entry.kind === 'speciality') return specialityFaults(tables, entry);
  if (entry.kind === 'occupation') return occupationFaults(tables, entry, trades);
  if (entry.kind === 'certificate') return certificateFaults(tables, entry);
  if (entry.kind === 'weights') return checkWeights(entry.value, trades);
  return {};
}

function specialityFaults(tables: ReferenceTables, { value }: Entry<'speciality'>): Faults {
  const keys = value.skills.map(({ skill }) => skill);
  const twice = keys.findIndex((key, at) => keys.indexOf(key) !== at);
  return {
    ...skillFaults(tables, keys, (at) => `value.skills.${String(at)}.skill`),
    ...unknownIn('value.occupations', value.occupations, tables.occupation, '职业'),
    ...(twice === -1 ? {} : { [`value.skills.${String(twice)}.skill`]: '这项技能前面已经有了' }),
  };
}

function occupationFaults(
  tables: ReferenceTables,
  { value }: Entry<'occupation'>,
  trades: ReadonlySet<string>,
): Faults {
  const faults: Faults = {
    ...skillFaults(tables, value.skills, (at) => `value.skills.${String(at)}`),
  };
  if (value.trade !== null && !trades.has(value.trade))
    faults['value.trade'] = `没有“${value.trade}”这个行当`;
  for (const [at, gate] of value.gates.entries()) {
    const field = `value.gates.${String(at)}`;
    if (!tables.rules.has(gate.rule))
      faults[`${field}.rule`] = `规则表里没有“${gate.rule}”；准入条件要有规则作依据`;
    if (gate.kind === 'certificate')
      Object.assign(faults, unknownIn(`${field}.anyOf`, gate.anyOf, tables.certificate, '证书'));
  }
  return faults;
}

function certificateFaults(tables: ReferenceTables, entry: Entry<'certificate'>): Faults {
  const { key, value } = entry;
  const faults = unknownIn('value.covers', value.covers, tables.certificate, '证书');
  if (value.rule !== null && !tables.rules.has(value.rule))
    faults['value.rule'] = `规则表里没有“${value.rule}”`;
  const own = value.covers.indexOf(key);
  if (own !== -1) faults[`value.covers.${String(own)}`] = '证书不用写成涵盖它自己';
  return faults;
}

/** Skills that are there and are no trades. */
function skillFaults(
  { skill }: ReferenceTables,
  keys: readonly string[],
  fieldOf: (at: number) => string,
): Faults {
  const faults: Faults = {};
  for (const [at, key] of keys.entries()) {
    const found = skill.find((one) => one.key === key);
    if (found === undefined) faults[fieldOf(at)] = `没有“${key}”这项技能`;
    else if (isTrade(found)) faults[fieldOf(at)] = `“${found.name}”是一个行当，请选它下面的技能`;
  }
  return faults;
}

function unknownIn(
  field: string,
  keys: readonly string[],
  entries: readonly { key: string }[],
  what: string,
): Faults {
  const known = new Set(entries.map(({ key }) => key));
  return Object.fromEntries(
    [...keys.entries()]
      .filter(([, key]) => !known.has(key))
      .map(([at, key]) => [`${field}.${String(at)}`, `没有“${key}”这个${what}，请核对`]),
  );
}
