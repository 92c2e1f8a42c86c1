/** A text made comparable, with the way back to the text as written. */
export interface Folded {
  readonly text: string;
  /** For each character of `text`, its index in the original. */
  readonly at: readonly number[];
}

/** What stands in the original for `text.slice(start, end)`, as [start, end). */
export function originalSpan({ at }: Folded, start: number, end: number): [number, number] {
  const first = at[start];
  const last = at[end - 1];
  return first === undefined || last === undefined ? [0, 0] : [first, last + 1];
}

const invisible = /\u00ad|[\u200b-\u200f]|\u2060|\ufe0e|\ufe0f|\ufeff/;
/** ① and ㈠ number a list; folded they would look like part of a number. */
const enclosed = /[\u2460-\u24ff\u2776-\u2793\u3220-\u3243\u3280-\u3289]/;

/**
 * Half-width, without invisible characters, with blanks inside words gone and frequent slips of the
 * pen mended (男姓, 末婚, 户囗), so that one pattern finds every way of writing. Line breaks stay.
 */
export function fold(original: string): Folded {
  const chars: string[] = [];
  const at: number[] = [];
  for (let index = 0; index < original.length; index++) {
    const char = original.charAt(index);
    if (invisible.test(char) || char === '\r') continue;
    chars.push(foldChar(char));
    at.push(index);
  }
  return mendSlips(withoutInnerBlanks({ text: chars.join(''), at }));
}

function foldChar(char: string): string {
  if (enclosed.test(char)) return char;
  const folded = char === '\n' ? char : char.normalize('NFKC');
  if (folded.length !== 1) return char;
  return /[^\S\n]/.test(folded) ? ' ' : (simplified[folded] ?? folded);
}

const simplified: Readonly<Record<string, string>> = {
  優: '优',
  戶: '户',
  證: '证',
  齡: '龄',
  殘: '残',
  職: '职',
  無: '无',
  費: '费',
};

const cjk = '[\\u4e00-\\u9fff]';
const innerBlanks = new RegExp(
  [
    // 限 男 性 优 先
    `(?<=(?<!${cjk})${cjk}) +(?=${cjk}(?!${cjk}))`,
    '(?<=[男女])[ \\n]+(?=[性士生工的](?![^,。;\\n]{0,2}(?:不限|均可)))',
    '(?<=(?<!不)[限招要])[ \\n]+(?=[男女])',
    '(?<=[本外当])[ \\n]+(?=[地县省])',
    '(?<=[未已末])[ \\n]+(?=[婚育])',
    '(?<=优)[ \\n]+(?=先)|(?<=勿)[ \\n]+(?=[扰投])|(?<=户)[ \\n]+(?=[口籍])|(?<=残)[ \\n]+(?=[疾障])',
    '(?<=押)[ \\n]+(?=金)|(?<=乙)[ \\n]+(?=肝)|(?<=怀)[ \\n]+(?=孕)|(?<=宗)[ \\n]+(?=教)|(?<=身份)[ \\n]+(?=证)',
    '(?<=[A-Za-z]) +(?=[阴阳检携])',
    // 有孩子的，优先考虑
    `(?<=${cjk}), ?(?=(?:优先(?:考虑|录用)?|[勿慎][投扰试]|谢绝|免谈|不[要招收]|不考虑)(?:[。;!,\\n]|$))`,
    '(?<=保证)[ \\n]+(?=金)|(?<=少数)[ \\n]+(?=民族)',
  ].join('|'),
  'g',
);

function withoutInnerBlanks({ text, at }: Folded): Folded {
  const dropped = new Set<number>();
  for (const { index, 0: blanks } of text.matchAll(innerBlanks))
    for (let offset = 0; offset < blanks.length; offset++) dropped.add(index + offset);
  if (dropped.size === 0) return { text, at };
  const kept = at.map((_, index) => index).filter((index) => !dropped.has(index));
  return {
    text: kept.map((index) => text.charAt(index)).join(''),
    at: kept.flatMap((index) => at[index] ?? []),
  };
}

/** Every slip is mended character for character, so that the positions stay. */
function mendSlips({ text, at }: Folded): Folded {
  const mended = text
    .replace(/([男女])姓(?!名)/g, '$1性')
    .replace(/末(?=[婚育])/g, '未')
    .replace(/户[囗ロ]/g, '户口')
    .replace(/身分证/g, '身份证')
    .replace(/乙[杆干]/g, '乙肝')
    .replace(/押今/g, '押金')
    .replace(/(?<=[者性的婚育族籍口人生工女男])[优忧悠](?:选|现|线|鲜|生)(?![^,。;\n])/g, '优先');
  return { text: mended, at };
}
