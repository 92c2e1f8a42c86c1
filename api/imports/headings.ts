import { plainHeading, wholeHeading } from './plain-heading.ts';
import type { ColumnReport, ImportContext } from './types.ts';

/** A field and the headings under which files bring it, best known first. */
export interface ColumnSpec<Field extends string> {
  readonly field: Field;
  /** Headings without blanks and bracketed remarks; the first is shown to people. */
  readonly names: readonly string[];
}

export interface Column<Field extends string> {
  /** 0-based. */
  readonly index: number;
  readonly heading: string;
  /** Undefined: a column that no field takes; it is kept as source text only. */
  readonly field?: Field;
  readonly by: ColumnReport['by'];
}

/** What a heading may mean: `fit` 4 said by somebody, nearly 3 the name, 2 starts or ends with it, 1 contains it. */
interface Meaning<Field extends string> {
  readonly field: Field;
  readonly fit: number;
}

/** The headings that are known for one kind of file. */
export interface Vocabulary<Field extends string> {
  readonly specs: readonly ColumnSpec<Field>[];
  /** A table or form has to have this column. */
  readonly required: Field;
  /** Whether somebody has told the meaning of a heading, also that it means nothing. */
  readonly isSaid: (heading: string) => boolean;
  /** Whether a text is a known heading word by word. */
  readonly knows: (text: string) => boolean;
  readonly meaningsOf: (heading: string) => readonly Meaning<Field>[];
}

/** Characters of a heading without its remark, and with it. */
const longestHeading = 20;
const longestCell = 100;

/** Headings about somebody else than the row's person. */
const aboutOthers = /紧急|家属|家庭成员|亲属|配偶|父亲|母亲|父母|子女|监护|联系人/;

export function makeVocabulary<Field extends string>(
  specs: readonly ColumnSpec<Field>[],
  required: Field,
  said: ImportContext['headings'] = {},
): Vocabulary<Field> {
  const plain = specs.map(({ field, names }) => ({ field, names: names.map(wholeHeading) }));
  const exact = new Set(plain.flatMap(({ names }) => names));
  const isSaid = (heading: string) => {
    const key = plainHeading(heading);
    if (!Object.hasOwn(said, key)) return false;
    const column = said[key];
    return column === null || plain.some(({ field }) => field === column);
  };
  return {
    specs,
    required,
    isSaid,
    knows: (text) => {
      if (text.length > longestCell) return false;
      const heading = plainHeading(text);
      return exact.has(heading) || exact.has(withoutLatin(heading)) || isSaid(text);
    },
    meaningsOf(heading) {
      if (heading.length > longestCell) return [];
      if (isSaid(heading)) {
        const column = said[plainHeading(heading)];
        return plain.flatMap(({ field }) => (field === column ? [{ field, fit: 4 }] : []));
      }
      const forms = { whole: wholeHeading(heading), plain: plainHeading(heading) };
      if (forms.plain === '' || forms.plain.length > longestHeading) return [];
      return plain.flatMap(({ field, names }) => {
        const fit = fitOf(forms, names);
        return fit === 0 ? [] : [{ field, fit }];
      });
    },
  };
}

/** 姓名 Name is 姓名. */
const withoutLatin = (heading: string) => heading.replace(/^[a-z]+|[a-z]+$/g, '');

/**
 * Names of two characters are too common inside others (组织关系, 工作岗位) and need the whole heading,
 * or a foreign word beside them (姓名 Name). Among the names of one field the first is best.
 */
function fitOf({ whole, plain }: PlainHeading, names: readonly string[]): number {
  const exact = names.findIndex((name) => name === plain || name === whole);
  if (exact !== -1) return 3 - exact / 100;
  if (names.includes(withoutLatin(plain))) return 2;
  if (aboutOthers.test(plain)) return 0;
  const long = names.filter((name) => name.length > 2);
  if (long.some((name) => plain.startsWith(name) || plain.endsWith(name))) return 2;
  return long.some((name) => plain.includes(name)) ? 1 : 0;
}

interface PlainHeading {
  readonly whole: string;
  readonly plain: string;
}

/** A heading of a table; `above` is the wide heading over it. */
export interface HeadingText {
  readonly index: number;
  readonly text: string;
  readonly above?: string;
}

/** Columns of a "wrong rows" workbook, which are not the sender's. */
const ownHeadings = ['原行号', '问题说明'];

export const isOwnHeading = (heading: string) => ownHeadings.includes(plainHeading(heading));

/** Gives each field the column whose heading fits it best; each column and field is used once. */
export function matchHeadings<Field extends string>(
  headings: readonly HeadingText[],
  vocabulary: Vocabulary<Field>,
): Column<Field>[] {
  const candidates = headings.flatMap((heading) =>
    meaningsUnder(heading, vocabulary).map((meaning) => ({ index: heading.index, ...meaning })),
  );
  candidates.sort((left, right) => right.fit - left.fit || left.index - right.index);
  const byColumn = new Map<number, Field>();
  const taken = new Set<Field>();
  for (const { index, field } of candidates) {
    if (byColumn.has(index) || taken.has(field)) continue;
    byColumn.set(index, field);
    taken.add(field);
  }
  return headings.map(({ index, text }): Column<Field> => {
    const field = byColumn.get(index);
    const heading = text.trim();
    if (vocabulary.isSaid(heading)) {
      return { index, heading, ...(field === undefined ? {} : { field }), by: 'said' };
    }
    return field === undefined
      ? { index, heading, by: 'none' }
      : { index, heading, field, by: 'synonym' };
  });
}

/** Under 家庭成员 a 姓名 is somebody else's; under 入伍 a 时间 is 入伍时间. */
function meaningsUnder<Field extends string>(
  { text, above }: HeadingText,
  vocabulary: Vocabulary<Field>,
): readonly Meaning<Field>[] {
  if (above === undefined) return vocabulary.meaningsOf(text);
  const own = aboutOthers.test(above) ? [] : vocabulary.meaningsOf(text);
  return own.length > 0
    ? own
    : vocabulary
        .meaningsOf(`${above}${text}`)
        .map(({ field, fit }) => ({ field, fit: Math.min(fit, 2) }));
}
