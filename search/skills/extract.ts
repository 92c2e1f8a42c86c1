import { PhraseIndex, type Found } from './phrases.ts';

/** A skill read from a text, with the words it was read from, so that a person can check it. */
export type SkillMention = { skill: string; text: string; start: number; end: number };

/**
 * Reads skills from free Chinese. What the text denies, forbids or only wishes for (不会…, 不得…,
 * 想学…) is left out. Offsets are UTF-16 units of `text`.
 */
export function extractSkills(text: string, words: PhraseIndex<string>): SkillMention[] {
  return statedIn(text, words).flatMap(({ values, start, end }) =>
    values.map((skill) => ({ skill, text: text.slice(start, end), start, end })),
  );
}

/**
 * The words of `index` that `text` states as fact. The first two units of a word are looked at with
 * what stands before it, because words such as 会电 would else swallow half of 不会.
 */
export function statedIn<T>(text: string, index: PhraseIndex<T>): Found<T>[] {
  return index
    .find(text)
    .filter(({ start }) => !isDenied(clauseBefore(text, start) + text.slice(start, start + 2)));
}

/** The text from the last full pause up to `start`; a list joined by 、 stays one clause. */
function clauseBefore(text: string, start: number): string {
  const before = text.slice(0, start);
  const pause = Math.max(...Array.from('，。；！？,;!?\n：:', (mark) => before.lastIndexOf(mark)));
  return before.slice(pause + 1);
}

/** 无 also begins 无人机, 无线, 无损, 无菌 …; 会 also stands in 会议, 社会 …: those are no cue. */
const cue =
  /(?<denied>不会|不懂|不能|不想|不熟|不太会|不太懂|不得|禁止|严禁|不许|不让|不要|谢绝|没有|没学|没做|没干|没开|没考|从未|无(?![人线损菌缝土氧功])|想学|想考|想转|希望学|希望能学|打算|准备学|准备考|愿意学|愿学|正在学|在学|刚开始学|学习中)|(?<stated>但|不过|而是|只会|可以|做过|干过|当过|开过|擅长|熟悉|(?<![社工议年晚培训])会(?![议计务员场展]))/g;

/** Whether the last cue of the clause denies or only wishes. */
function isDenied(clause: string): boolean {
  let denied = false;
  for (const match of clause.matchAll(cue)) denied = match.groups?.['denied'] !== undefined;
  return denied;
}
