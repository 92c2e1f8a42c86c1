/** A stretch of text: [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands between two commas: one thing or several in a row (会电脑、懂外语和有驾照). */
export interface Clause extends Span {
  readonly items: readonly Span[];
  /** Clauses of one sentence share it. */
  readonly sentence: number;
}

const cjk = '[\\u4e00-\\u9fff]';
/** The number of a list entry; 1.5米 and 18-35) are none. */
const listNumber =
  '(?<![\\w.~至到-])\\d{1,2}[.、)](?!\\d)|[\\u2460-\\u24ff\\u2776-\\u2793●•◆■★☆▪►※]';
const betweenSentences = /[。;!?\n]/g;
const betweenClauses = new RegExp(
  `${listNumber}|[,:()\\[\\]【】「」『』“”"|~+ …·]|—{2,}|(?<=${cjk})\\.(?!\\d)`,
  'g',
);
/** 元/月, 人/间 are measures, no rows. */
const betweenItems = new RegExp(
  `、|(?<=${cjk}(?<![元块角名位]))/(?=${cjk}(?<![人月天日年次时件班套间]))|或者?|以及|和(?![气蔼睦谐善平])|及(?![时格以其第])|[与跟](?![人时客众着])`,
  'g',
);

/** Cuts a folded text into its clauses and their items; blanks around them are left out. */
export function clausesOf(text: string): Clause[] {
  return split(text, { start: 0, end: text.length }, betweenSentences).flatMap((sentence, number) =>
    split(text, sentence, betweenClauses).map((clause) => ({
      ...clause,
      sentence: number,
      items: split(text, clause, betweenItems),
    })),
  );
}

function split(text: string, { start, end }: Span, separator: RegExp): Span[] {
  const part = text.slice(start, end);
  const spans: Span[] = [];
  let from = 0;
  for (const { index, 0: found } of part.matchAll(separator)) {
    spans.push({ start: start + from, end: start + index });
    from = index + found.length;
  }
  spans.push({ start: start + from, end });
  return spans.map((span) => trim(text, span)).filter((span) => span.end > span.start);
}

function trim(text: string, { start, end }: Span): Span {
  while (start < end && text.charAt(start) === ' ') start++;
  while (end > start && text.charAt(end - 1) === ' ') end--;
  return { start, end };
}

/** Words before a row that hold for all its items: 不招外地人、聋哑人. */
const sharedHead =
  /^(?:请)?(?:不招收?|不要(?!求)|不收(?![取费])|不接受|不录用?|不考虑|谢绝|拒绝|拒收|(?:须|需)?无(?![需须论所])|没有|不得有|不能有|仅限|只限|限招?(?!制)|[只仅]招|只要(?!求)|要求|必须|(?:入职|上岗|上班|报到)?[须需先要]?(?:缴纳?|交纳?)|扣押)/;
/** Words after it: 残疾人、孕妇勿扰. */
const sharedTail =
  /(?:请?勿[投扰试来进]|勿报|不招|不要|不收|不录用?|不予[录考接]\S|不接[收受]|不考虑|谢绝|除外|免[谈投扰进来]|免|拒绝?|别来|优先(?:录用|考虑)?|优选)$/;

/** A thing to do; what is shared does not reach over it: 无恐高、照顾小孩. */
const ownVerb =
  /^(?:会|能|持|具备|为|陪|照|护理|服务|接待|负责|协助|办理|登记|送|收|做|给|推|带(?!小))/;

export interface Shared {
  readonly head: string;
  readonly tail: string;
  /** Indexes of the items that the head and the tail reach, without their own. */
  readonly headed: ReadonlySet<number>;
  readonly tailed: ReadonlySet<number>;
}

/** What the first and the last item of a row say for all of them. */
export function sharedWords(text: string, { items }: Clause): Shared {
  const words = items.map(({ start, end }) => text.slice(start, end));
  const last = words.length - 1;
  const head = last > 0 ? (sharedHead.exec(words[0] ?? '')?.[0] ?? '') : '';
  const tail = last > 0 ? (sharedTail.exec(words[last]?.slice(-12) ?? '')?.[0] ?? '') : '';
  const verbs = words.flatMap((item, index) => (ownVerb.test(item) ? [index] : []));
  const firstVerb = verbs.find((index) => index > 0) ?? words.length;
  const lastVerb = verbs.findLast((index) => index < last) ?? -1;
  const reached = (reaches: (index: number) => boolean) =>
    new Set([...words.keys()].filter(reaches));
  return {
    ...{ head, tail },
    headed: reached((index) => head !== '' && index > 0 && index < firstVerb),
    tailed: reached((index) => tail !== '' && index < last && index > lastVerb),
  };
}
