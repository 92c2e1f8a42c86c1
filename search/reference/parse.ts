import type {
  Certificate,
  Entry,
  Occupation,
  OccupationGate,
  Skill,
  SkillLevel,
  Speciality,
} from './types.ts';

/**
 * The tables of `db/reference/`: tab separated, one heading line that names the columns, no quoting.
 * Words are joined by 、, names and keys by commas. Every function throws RangeError naming the file
 * and line of a row that it cannot read.
 */

/** `key name weight words`; a trade stands before the skills of its branch. */
export function parseSkills(text: string): Skill[] {
  const keys = new Set<string>();
  return rowsOf('skills.tsv', text, ['key', 'name', 'weight', 'words'], (cell) => {
    const key = unique(keys, filled(cell, 'key'));
    if (!/^[a-z]+(\.[a-z]+(-[a-z]+)*)?$/.test(key)) throw new RangeError(`key ${key}`);
    const trade = key.replace(/\..*/, '');
    if (!keys.has(trade)) throw new RangeError(`the trade ${trade} does not stand before ${key}`);
    return {
      key,
      name: filled(cell, 'name'),
      weight: smallNumber(cell('weight')),
      words: list(cell('words'), '、'),
    };
  });
}

/** `group name key words skills occupations certificates gap`; skills are `key:level`. */
export function parseSpecialities(text: string): Speciality[] {
  const columns = [
    'group',
    'name',
    'key',
    'words',
    'skills',
    'occupations',
    'certificates',
    'gap',
  ] as const;
  const keys = new Set<string>();
  return rowsOf('specialities.tsv', text, columns, (cell) => ({
    key: unique(keys, filled(cell, 'key')),
    name: filled(cell, 'name'),
    words: list(cell('words'), '、'),
    skills: list(filled(cell, 'skills'), ',').map(trainedSkill),
    occupations: list(filled(cell, 'occupations'), ','),
    certificates: cell('certificates'),
    gap: cell('gap'),
  }));
}

/** `name code evidence trade entry words skills gates`. */
export function parseOccupations(text: string): Occupation[] {
  const columns = [
    'name',
    'code',
    'evidence',
    'trade',
    'entry',
    'words',
    'skills',
    'gates',
  ] as const;
  const names = new Set<string>();
  return rowsOf('occupations.tsv', text, columns, (cell) => {
    const code = cell('code');
    if (!/^(\d-\d\d-\d\d-\d\d)?$/.test(code)) throw new RangeError(`code ${code}`);
    if (!/^[SsP]?$/.test(cell('evidence'))) throw new RangeError(`evidence ${cell('evidence')}`);
    return {
      name: unique(names, filled(cell, 'name')),
      code: code || null,
      evidence: cell('evidence'),
      trade: cell('trade') || null,
      entry: entryOf(cell('entry')),
      words: list(cell('words'), '、'),
      skills: list(cell('skills'), ','),
      gates: list(cell('gates'), ';').map(gateOf),
    };
  });
}

/** `name words way days kind rule covers`; days are `30-60` or empty, kind is 准入 or 水平. */
export function parseCertificates(text: string): Certificate[] {
  const columns = ['name', 'words', 'way', 'days', 'kind', 'rule', 'covers'] as const;
  const names = new Set<string>();
  return rowsOf('certificates.tsv', text, columns, (cell) => ({
    name: unique(names, filled(cell, 'name')),
    words: list(cell('words'), '、'),
    way: wayOf(cell('way')),
    days: daysOf(cell('days')),
    kind: kindOf(cell('kind')),
    rule: cell('rule') || null,
    covers: list(cell('covers'), ','),
  }));
}

/** Words that stand together; `name` is empty where the file has no such column. */
export type WordGroup = { key: string; name: string; words: readonly string[] };

/** `key name words` or `key words`: groups of words for the keyword search. */
export function parseWordGroups(file: string, text: string): WordGroup[] {
  const isNamed = text.startsWith('key\tname\t');
  const columns = isNamed ? (['key', 'name', 'words'] as const) : (['key', 'words'] as const);
  const keys = new Set<string>();
  return rowsOf(file, text, columns as readonly ('key' | 'name' | 'words')[], (cell) => ({
    key: unique(keys, filled(cell, 'key')),
    name: isNamed ? filled(cell, 'name') : '',
    words: list(filled(cell, 'words'), '、'),
  }));
}

type Cell<Column> = (column: Column) => string;

function rowsOf<const Column extends string, Row>(
  file: string,
  text: string,
  columns: readonly Column[],
  read: (cell: Cell<Column>) => Row,
): Row[] {
  const [heading = '', ...lines] = text.split(/\r?\n/);
  if (heading !== columns.join('\t')) {
    throw new RangeError(`${file}, line 1: the columns are not ${columns.join(' ')}`);
  }
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      const cells = line.split('\t');
      if (cells.length !== columns.length) throw new RangeError(`${cells.length} columns`);
      return [read((column) => (cells[columns.indexOf(column)] ?? '').trim())];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`${file}, line ${at + 2}: ${error.message}`, { cause: error });
    }
  });
}

function filled<Column extends string>(cell: Cell<Column>, column: Column): string {
  const value = cell(column);
  if (value === '') throw new RangeError(`${column} is empty`);
  return value;
}

function unique(seen: Set<string>, value: string): string {
  if (seen.has(value)) throw new RangeError(`${value} stands twice`);
  seen.add(value);
  return value;
}

function list(cell: string, separator: string): string[] {
  if (cell === '') return [];
  const parts = cell.split(separator).map((part) => part.trim());
  if (parts.includes('')) throw new RangeError(`an empty entry in ${cell}`);
  if (new Set(parts).size < parts.length) throw new RangeError(`an entry stands twice in ${cell}`);
  return parts;
}

function smallNumber(text: string): 1 | 2 | 3 {
  if (text === '1') return 1;
  if (text === '2') return 2;
  if (text === '3') return 3;
  throw new RangeError(`${text || 'nothing'} is not 1, 2 or 3`);
}

function trainedSkill(text: string): { skill: string; level: SkillLevel } {
  const [skill = '', level = '', ...rest] = text.split(':');
  if (skill === '' || rest.length > 0) throw new RangeError(`skill ${text}`);
  return { skill, level: smallNumber(level) };
}

/** `certificate:叉车N1|起重机司机Q2@certificate.special-equipment`. */
function gateOf(text: string): OccupationGate {
  const [, kind, names = '', rule = ''] =
    /^(licence|certificate):([^@]+)@([^@]+)$/.exec(text) ?? [];
  if (kind !== 'licence' && kind !== 'certificate') throw new RangeError(`gate ${text}`);
  return { kind, anyOf: list(names, '|'), rule };
}

function entryOf(text: string): Entry {
  if (text === 'none' || text === 'open' || text === 'light' || text === 'veteran') return text;
  throw new RangeError(`entry ${text}`);
}

function wayOf(text: string): Certificate['way'] {
  if (text === 'course' || text === 'checkup' || text === 'long') return text;
  throw new RangeError(`way ${text}`);
}

function daysOf(text: string): Certificate['days'] {
  if (text === '') return null;
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (from === undefined || Number(from) > Number(to)) throw new RangeError(`days ${text}`);
  return { from: Number(from), to: Number(to) };
}

function kindOf(text: string): Certificate['kind'] {
  if (text === '准入') return 'entry';
  if (text === '水平') return 'level';
  throw new RangeError(`kind ${text}`);
}
