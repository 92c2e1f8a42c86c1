/**
 * Words that change how a text stands to what follows: `verb` only begins anew after another word
 * (没有学过电焊 is one denial), `blemish` denies up to the next 、, the others to the end of the clause.
 */
export type Cue = {
  kind: 'stated' | 'verb' | 'denied' | 'blemish' | 'wished' | 'preferred';
  start: number;
  end: number;
};

/** What people are without to their credit; what follows in the list is not denied: 无犯罪记录、保安员证. */
const blemish =
  '犯罪|违法|违纪|不良|前科|案底|污点|刑事|纹身|传染|疾病|重大|吸毒|色盲|恐高|残疾|事故|责任事故|安全责任|安全事故|交通事故|酒驾|醉驾|肇事';

const cuePattern = new RegExp(
  [
    `(?<blemish>(?:无|没有)(?:${blemish}))`,
    '(?<double>(?:不是|并非|并不是|没有|哪有|无一)(?:不会|不懂|不能|没干过|没做过|没开过|没学过|没有|不)|不得不|不能不|不会不|无不)',
    `(?<denied>不太?会|不怎么会|不是很会|不太?懂|不能|不熟|不善|不擅长|不得|不许|不准|不让|不要求?|不需要?|不须|不必|不用|不做|不干|不开|不碰|不从事|不接受|不考虑|不适合|不具备|不想|不愿|禁止|严禁|谢绝|拒绝|杜绝|无需|无须|毋需|毋须|无法|缺乏|(?:从来|从|还|也|并)?没(?:有(?!${blemish})|学|做|干|开|考|当|碰|摸|修|接触)|从未|尚未|还未|未(?:学|做|干|开|考|持|取得|接触|从事|具备)|无(?!${blemish}|[人线损菌缝土氧功论偿私限意])|非(?![常法遗标煤洲凡]|机动|金属))`,
    '(?<wished>一直想|想要?(?:学|考|转|做|干|当|找|去|开|从事|报)|希望能?(?:学|考|转|做|干|当|找|去|从事)|打算|计划(?:学|考|报)|准备(?:学|考|去|转|报)|愿意?(?:学|转|从事)|有意|正在?(?:学|考)|在(?:学(?!校|员|生)|考)|备考|报考|报名(?:学|考)|报了|刚(?:开始)?学|学习中|争取)',
    '(?<preferred>优先)',
    '(?<stated>只会|会|懂|擅长|熟悉|精通)',
    '(?<verb>持有?|具备|取得|考取|考了|考过|拿到|学过|做过|干过|当过|开过|修过|有过|有|能|可以|掌握|从事|负责|需要?|须|要求)',
  ].join('|'),
  'g',
);

const kinds = ['denied', 'blemish', 'wished', 'preferred', 'stated', 'verb'] as const;

/** All cues of a folded text; a cue of one character has to be a word of its own (会议, 无人机). */
export function cuesIn(folded: string, boundaries: Uint8Array): Cue[] {
  const cues: Cue[] = [];
  for (const match of folded.matchAll(cuePattern)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const kind = kinds.find((name) => match.groups?.[name] !== undefined) ?? 'stated';
    const isWord = boundaries[start] === 1 && (end - start > 1 || boundaries[end] === 1);
    // jieba reads 查无 as one word in 查无犯罪记录.
    if (!isWord && kind !== 'blemish') continue;
    cues.push({ kind, start, end });
  }
  return cues;
}

/** What may stand between a word and what is said of it. */
const filler =
  '^(?:[、和与及跟或等的也都还就我是证照本]|证书|资格|操作|作业|技术|经验|这些|方面|基本|完全|从来|一点|暂时|目前|现在|一直|实在|确实|根本)*';

const deniedTail = new RegExp(
  `${filler}(?:不太?会(?=$|[的、也])|不太?懂|不行|不熟|没(?:学|干|做|开|考|摸|碰)过|没学会|没拿到|没考|没取得|不要求|不做要求|不作要求|不限|无要求|非必须|不是必须)`,
);
const wishedTail = new RegExp(
  `${filler}(?:想[学考]|打算[学考]|准备[学考]|正?在[学考](?!校)|学习中|备考|报考|感兴趣|有兴趣)`,
);

/** What the rest of a clause says of the word before it, or null. */
export function standingAfter(tail: string): 'denied' | 'wished' | null {
  if (deniedTail.test(tail)) return 'denied';
  return wishedTail.test(tail) ? 'wished' : null;
}

/** Whether the rest of a clause only prefers what stands before it. */
export function preferredAfter(rest: string): boolean {
  return /优先|更佳|更好|尤佳|为佳|者佳|加分/.test(rest);
}

const gone =
  '(?:(?:现在?|后来|目前|早就?|都|全|均|也)*(?:已经?|被|早已)+(?:过期|到期|失效|作废|注销|吊销|收回|没收)|(?:过期|注销|吊销|失效|作废)(?:了|$)|(?:过期|到期)[没未]|(?:现在?|后来|目前)?(?:没了|没有了|丢了))';
const lostTail = new RegExp(`${filler}${gone}`);
const lostNext = new RegExp(`^(?:可惜|不过|证|驾照|证书|但)*${gone}`);

/** Whether something was held once: C1已注销; 以前有C1，已注销. */
export function isLost(tail: string, nextClause: string): boolean {
  return lostTail.test(tail) || lostNext.test(nextClause);
}

/** Who turns away those without asks for it: 不会开车勿扰, 无证不得上岗. */
export function isRefusal(rest: string): boolean {
  return /勿扰|勿投|勿来|请勿|免谈|免投|别来|绕道|不予(?:录用|考虑)|不得|不准|不(?:录用|考虑|要|招|收)的?$/.test(
    rest,
  );
}
