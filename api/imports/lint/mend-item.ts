import type { Span } from './clauses.ts';
import type { Hit } from './find.ts';
import { refused } from './vocabulary.ts';

/** What is taken out of a folded text, and what takes its place. */
export interface Cut extends Span {
  readonly put: string;
}

/** A part of an item without unlawful conditions, but for words that can go alone. */
interface Stretch extends Span {
  readonly cuts: readonly Cut[];
}

/** Whether nothing is left of an item but words that need the unlawful ones. */
export function isWhole(folded: string, item: Span, hits: readonly Hit[]): boolean {
  return hits.length > 0 && stretchesOf(folded, item, hits).length === 0;
}

/** The words to take out of an item of which something stays. */
export function partialCuts(folded: string, item: Span, hits: readonly Hit[]): Cut[] {
  if (hits.length === 0) return [];
  const kept = stretchesOf(folded, item, hits);
  const ends = [item.start, ...kept.map(({ end }) => end)];
  const starts = [...kept.map(({ start }) => start), item.end];
  const between = ends.map((start, index) => ({ start, end: starts[index] ?? item.end, put: '' }));
  return [...between.filter(({ start, end }) => end > start), ...kept.flatMap(({ cuts }) => cuts)];
}

/** With more in one breath, nobody can tell what is left. */
const mostHits = 20;

/** The parts of an item that say something of their own. */
function stretchesOf(folded: string, item: Span, hits: readonly Hit[]): Stretch[] {
  if (hits.length > mostHits) return [];
  const parts = hits.map((hit) => partOf(folded, item, hit));
  const whole = parts.filter(({ alone }) => !alone);
  const apart = parts.filter(
    (part) => part.alone && !whole.some(({ start, end }) => start < part.end && part.start < end),
  );
  return outside(item, whole)
    .map((span) => trimmed(folded, span))
    .map((span) => ({
      ...span,
      cuts: apart.filter(({ start, end }) => start >= span.start && end <= span.end),
    }))
    .filter((stretch) => stands(folded, stretch));
}

function outside({ start, end }: Span, parts: readonly Span[]): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    if (part.start > from) spans.push({ start: from, end: part.start });
    from = Math.max(from, part.end);
  }
  return from < end ? [...spans, { start: from, end }] : spans;
}

const joints = '(?:并且?|而且|且|及|但是?|同时|[ ~])';
const leadingJoint = new RegExp(`^${joints}{1,3}`);
const trailingJoint = new RegExp(`${joints}{1,3}$`);

function trimmed(folded: string, { start, end }: Span): Span {
  const lead = leadingJoint.exec(folded.slice(start, Math.min(end, start + 8)))?.[0].length ?? 0;
  const trail =
    trailingJoint.exec(folded.slice(Math.max(start + lead, end - 8), end))?.[0].length ?? 0;
  return { start: start + lead, end: end - trail };
}

const refusal = new RegExp(`^${refused}`);
const needsMore =
  /(?:[的在于是为由被把从向给和与及或须需请不没还只先就也再]|必须|应当|凡是|如果|自己|本人|期[内间]|[年月]内|时候?|[之以]后)$|^(?:退[役伍]|身[体高]|年龄|工作|学历|形象|态度|性格)$/;
const ownStart =
  /^(?:会|能|有|懂|持|熟|具|身[体高]|吃苦|工作|年龄|服从|可(?!以)|肯|愿|无|限|初中|高中|中专|大专|本科|学历|退[役伍]|军|普通话|形象|五官|品行|责任|态度|性格|勤|手脚|包|提供|男女|体检|肝功能|\d|[一二三四五六七八九]十)/;

function stands(folded: string, { start, end, cuts }: Stretch): boolean {
  const words = without(folded, { start, end }, cuts);
  if (glue.test(words)) return false;
  if (cuts.length > 0) return true;
  if (words.length < 2 || needsMore.test(words) || refusal.test(words)) return false;
  return ownStart.test(words) || words.length > 3;
}

function without(folded: string, { start, end }: Span, cuts: readonly Cut[]): string {
  let rest = '';
  let from = start;
  for (const cut of [...cuts].sort((a, b) => a.start - b.start)) {
    rest += folded.slice(from, Math.max(from, cut.start)) + cut.put;
    from = Math.max(from, cut.end);
  }
  return rest + folded.slice(from, end);
}

/** What to take out for one hit; `alone`: the words around it go on without it. */
function partOf(folded: string, item: Span, hit: Hit): Cut & { alone: boolean } {
  const { who, gap, noun, tail, start, end } = hit;
  if (who === null) return { start, end, put: '', alone: false };
  const before = folded.slice(item.start, who.start);
  const behind = folded.slice(end, item.end);
  const describes = gap.length > 1 && !/^[\d一二两三四五几]{1,2}[名个位]$/.test(gap);
  const isAlone =
    (who.start === start && who.end === end) ||
    describes ||
    noun !== '' ||
    namesPeople.test(behind) ||
    (tail && nounBefore.test(before));
  if (!isAlone) return { start, end, put: '', alone: false };
  return { ...who, put: substitute(folded, hit, before, behind), alone: true };
}

function substitute(folded: string, hit: Hit, before: string, behind: string): string {
  const who = hit.who === null ? '' : folded.slice(hit.who.start, hit.who.end);
  if (/^(?:小姐|先生)$/.test(who)) return before.endsWith('员') ? '' : '员';
  return hit.gap.endsWith('的') && hit.noun === '' && !namesPeople.test(behind) ? '人员' : '';
}

/** 招女服务员2名, 限男性退役军人: the noun is left. */
const namesPeople =
  /^[^\d]{0,7}?(?:[员工师人手生兵者]|保安|保洁|司机|会计|前台|客服|导购|文秘)(?:\d{1,3}[名人个位])?$|^\d{1,3}[名人个位]/;
const nounBefore = /(?:的|岁|以[上下内]|军人|士兵|兵|军属|者|人员|员|生|党员|经验|证|资格)$/;

/** Words that say nothing without what they were said of. */
const glue =
  /^(?:请|另外?|但是?|同时|并且?|而且|且|还|也|只|仅|限|招|须|需要?|要|应当?|必须|要求|条件|最好|一般|原则上|[本该此](?:岗位?|职位|单位|公司|店|厂)|我[司厂店们]|公司|岗位|职位|应聘者?|求职者?|新?员工|人员?|本人|入职|上岗|报到|录用|上班|进厂|签合同|来|时|前|后|先|因|工作|特殊|需要|性质|原因|女[性士工的]?|男[性士工的]?|女?职工|者|的|即可|优先|录用|考虑|为准|谢谢|[啊呢吧了哦]|勿扰|报名|投递|简历|体检|检查|有|为|是|[:,.、 ~-]){0,12}$/;
