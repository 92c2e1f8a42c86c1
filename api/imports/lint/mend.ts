import { sharedWords, type Clause, type Span } from './clauses.ts';
import { originalSpan } from './fold.ts';
import { readText, type ReadClause, type Reading } from './find.ts';
import { isWhole, partialCuts, type Cut } from './mend-item.ts';
import type { LintedField } from './rule.ts';
import { closeHoles, hole } from './tidy.ts';

/** What the field of a position may say instead. */
export interface Mending {
  readonly field: LintedField;
  readonly title: string;
}

/**
 * The whole text said lawfully: unlawful items are taken out or replaced, the others stay as they
 * are. The answer passes the lint; '' when nothing is left.
 */
export function mendText(text: string, { field, title }: Mending): string {
  let mended = text;
  for (let round = 0; round < 3; round++) {
    const reading = readText(mended, field, title);
    if (reading.clauses.every(isClean)) return mended;
    mended =
      field === 'sexText' ? mendSex(mended, reading) : mendOnce(mended, reading, title, field);
  }
  return readText(mended, field, title).clauses.every(isClean)
    ? mended
    : withoutHits(mended, field, title);
}

const isClean = ({ hits }: ReadClause): boolean => hits.every((own) => own.length === 0);

/** The last resort: every clause with a hit goes whole. */
function withoutHits(text: string, field: LintedField, title: string): string {
  const reading = readText(text, field, title);
  const cuts = reading.clauses.flatMap((clause) =>
    isClean(clause) ? [] : [{ ...clause, put: hole }],
  );
  const mended = closeHoles(apply(text, reading, cuts));
  return readText(mended, field, title).clauses.every(isClean) ? mended : '';
}

/** 男，能搬30斤 asks for strength: 不限，能搬30斤. */
function mendSex(text: string, reading: Reading): string {
  const cuts = reading.clauses.flatMap((clause) =>
    isClean(clause) && !isOnlyAboutSex(reading.folded.text.slice(clause.start, clause.end))
      ? []
      : [{ ...clause, put: hole }],
  );
  const rest = closeHoles(apply(text, reading, cuts)).trim();
  if (/男女|女男|性别不限|^(?:不限|均可|都可)/.test(rest)) return rest;
  return rest === '' ? '不限' : `不限，${rest}`;
}

/** A clause that says nothing without the unlawful one beside it: 男的也行. */
const isOnlyAboutSex = (clause: string): boolean =>
  /[男女]/.test(clause) && !/(?:男女|女男|男.{0,3}女|女.{0,3}男)/.test(clause);

function mendOnce(text: string, reading: Reading, title: string, field: LintedField): string {
  const folded = reading.folded.text;
  const { clauses } = reading;
  const cuts: Cut[] = [];
  let certificate = mayAskCertificate(folded, title, field) ? '持健康证' : hole;
  let sequel = nothing;
  for (const [index, clause] of clauses.entries()) {
    if (isClean(clause)) {
      if (sequel.test(folded.slice(clause.start, clause.end))) cuts.push({ ...clause, put: hole });
      else sequel = nothing;
      continue;
    }
    const whole = clause.items.map((item, at) => isWhole(folded, item, clause.hits[at] ?? []));
    const instead = asksHealth(clause) ? certificate : hole;
    cuts.push(...cutsOf(folded, clause, whole, instead));
    if (instead !== hole) certificate = hole;
    if (!whole.every(Boolean)) continue;
    sequel =
      clause.hits.flat().find(({ rule }) => rule.sequel !== undefined)?.rule.sequel ?? otherwise;
    const before = clauses[index - 1];
    if (before?.sentence === clause.sentence && isClean(before))
      cuts.push(...openerOf(folded, before));
  }
  return tidyTitle(closeHoles(apply(text, reading, cuts)), field);
}

const nothing = /(?!)/;
/** Speaks of the condition before it. */
const otherwise = /^(?:否则|违者|一经发现|敬请谅解|请谅解|谢谢|特殊情况可)/;

/** 因夜班较多，限男性 becomes 夜班较多; 因工作需要 says nothing alone. */
function openerOf(folded: string, { start, end }: Span): Cut[] {
  const words = folded.slice(start, end);
  const opener = /^(?:因为?|由于|鉴于|考虑到)/.exec(words)?.[0];
  if (opener === undefined) return [];
  const empty = /^.{0,4}(?:工作|岗位|生产|业务|特殊|工种|性质|需要|要求|原因|情况|特点|关系){1,4}$/;
  return empty.test(words.slice(opener.length))
    ? [{ start, end, put: hole }]
    : [{ start, end: start + opener.length, put: '' }];
}

/** Food and public places may ask for the health certificate instead of a test. */
function mayAskCertificate(folded: string, title: string, field: LintedField): boolean {
  const place =
    /厨|餐|食|饭|菜|面点|切配|洗碗|烘焙|糕|奶茶|饮|客房|酒店|宾馆|旅馆|民宿|美容|美发|理发|浴|泳|保育|幼儿/;
  return field !== 'title' && place.test(title) && !folded.includes('健康证');
}

const asksHealth = ({ hits }: ReadClause): boolean =>
  hits.flat().some(({ rule }) => rule.kind === 'health');

/** What to take out of a clause; `put` takes the place of the first item that goes whole. */
function cutsOf(folded: string, clause: ReadClause, whole: readonly boolean[], put: string): Cut[] {
  const { items, hits } = clause;
  if (whole.every(Boolean)) return [{ start: clause.start, end: clause.end, put }];
  const kept = whole.flatMap((gone, index) => (gone ? [] : [index]));
  const first = items[kept[0] ?? 0];
  const last = items[kept.at(-1) ?? 0];
  const { head, tail } = sharedWords(folded, clause);
  const cuts = items.flatMap((item, index): Cut[] =>
    whole[index] === true
      ? [
          {
            ...withConjunction(folded, items, index),
            put: index === whole.indexOf(true) ? put : hole,
          },
        ]
      : partialCuts(folded, item, hits[index] ?? []),
  );
  const headless = whole[0] === true && head !== '' && first !== undefined;
  const tailless = whole.at(-1) === true && tail !== '' && last !== undefined;
  return [
    ...cuts.filter(
      ({ start, end }) => !(headless && end <= first.start) && !(tailless && start >= last.end),
    ),
    ...(headless ? [headCut(folded, clause, head, first)] : []),
    ...(tailless ? [tailCut(folded, clause, tail, last)] : []),
  ];
}

/** 不招外地人、酗酒的: the head stays for what needs it. */
function headCut(folded: string, clause: Clause, head: string, next: Span): Cut {
  const needs = needsHead(head, folded.slice(next.start, next.end));
  return needs
    ? { start: clause.start + head.length, end: next.start, put: '' }
    : { start: clause.start, end: next.start, put: '' };
}

function tailCut(folded: string, clause: Clause, tail: string, previous: Span): Cut {
  const needs = needsTail(tail, folded.slice(previous.start, previous.end));
  return needs
    ? { start: previous.end, end: clause.end - tail.length, put: '' }
    : { start: previous.end, end: clause.end, put: '' };
}

const nounOfPeople = /(?:军人|士兵|兵|军属|家属|者|的|人|员|生|户|夫妻|党员)$/;
const ownStart =
  /^(?:会|能|有|懂|持|熟|具|身体|吃苦|工作|年龄|服从|可|肯|愿|须|需|要|不|无|限|初中|高中|\d)/;

const needsHead = (head: string, item: string): boolean =>
  /[不谢拒无没]/.test(head) ? !ownStart.test(item) : nounOfPeople.test(item);

const needsTail = (tail: string, item: string): boolean =>
  nounOfPeople.test(item) ||
  (!/优/.test(tail) &&
    /酗酒|赌|毒|纹身|案底|前科|犯罪|病|传销|色盲|恐高|斗殴|失信|老赖|懒/.test(item));

/** 和, 或 go with the item that they join. */
function withConjunction(folded: string, items: readonly Span[], index: number): Span {
  const item = items[index] ?? { start: 0, end: 0 };
  const before = items[index - 1];
  const after = items[index + 1];
  const joins = (from: number, to: number) =>
    /^ *(?:或者?|以及|和|及|[与跟]) *$/.test(folded.slice(from, to));
  if (before !== undefined && joins(before.end, item.start))
    return { start: before.end, end: item.end };
  if (after !== undefined && joins(item.end, after.start))
    return { start: item.start, end: after.start };
  return item;
}

function tidyTitle(text: string, field: LintedField): string {
  return field === 'title' && text === '工' ? '普工' : text;
}

/** The original with the cuts made. */
function apply(text: string, { folded }: Reading, cuts: readonly Cut[]): string {
  let result = '';
  let at = 0;
  for (const cut of [...cuts].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const [start, end] = originalSpan(folded, cut.start, cut.end);
    if (end <= at) continue;
    result += text.slice(at, Math.max(at, start)) + cut.put;
    at = end;
  }
  return result + text.slice(at);
}
