export { fold } from './fold.ts';
export { PhraseIndex, type Found } from './phrases.ts';
export { Segmenter } from './segmenter.ts';
export {
  extractSkills,
  readingsOf,
  statedIn,
  type Reading,
  type SkillMention,
  type Standing,
} from './stated.ts';
export { pinyinOf } from './pinyin.ts';
export { redact, type RedactedSpan, type RedactionKind } from './redact.ts';
