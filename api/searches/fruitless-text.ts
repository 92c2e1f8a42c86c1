import { fold, redact } from '@xincheng/search/text';
import { looksLikeName } from '../imports/values/person-name.ts';

/** Characters that are kept. */
const most = 40;

/**
 * What may be kept of a typed text for the staff's list of what nobody found: folded, without signs, at
 * most 40 characters. Null where it may tell of a person: numbers of six digits and more (identity
 * cards, phones), names, addresses of any kind, units; and where nothing is left of it.
 */
export function fruitlessText(typed: string): string | null {
  const text = fold(typed.normalize('NFKC'));
  if (numbers.test(text.replace(/[\s.,()_+-]/g, '')) || personal.test(text)) return null;
  if (redact(text).spans.length > 0) return null;
  const words = text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  if (words.some(maybeName)) return null;
  const kept = [...words.join(' ')].slice(0, most).join('').trim();
  return /\p{L}/u.test(kept) && [...kept].length > 1 ? kept : null;
}

const numbers = /\d{6}|[〇零一二三四五六七八九幺两]{6}/u;
const personal =
  /@|https?:|www\.|\.(com|cn|net)|qq|微信|电话|手机|号码|身份证|住址|地址|先生|女士|小姐|师傅|老师|同志/;
const doubleSurname = /^(欧阳|上官|司马|诸葛|皇甫|尉迟|慕容|令狐|司徒|公孙|宇文|夏侯|呼延|端木)/;

/** Single surnames go with one or two characters; longer words of trades (高空作业) begin like them. */
function maybeName(word: string): boolean {
  const size = [...word].length;
  if (size > 4 || (size === 4 && !doubleSurname.test(word))) return false;
  return looksLikeName(word) === true;
}
