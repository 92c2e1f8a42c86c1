import { halfWidth, plainText, saysNone } from './text.ts';

export interface ReadTraining {
  readonly willing: boolean | null;
  readonly intent: string | null;
}

const refusals = /^(否|不|无|没|暂时?不|暂不|以后|家里|再说|没时间|不考虑)|以后再说|不需要/;

/** Reads a wish for training: 是（数控加工）, 愿意，想学电工, 想参加危化安全, 家里忙，以后再说. */
export function readTraining(text: string): ReadTraining {
  if (saysNone(text)) {
    return { willing: halfWidth(text) === '' ? null : false, intent: null };
  }
  const plain = plainText(text) ?? '';
  if (refusals.test(plain)) return { willing: false, intent: null };
  const rest = plain
    .replace(/^(是|有意愿|有|同意|愿意|可以|需要)(参加)?(培训)?/, '')
    .replace(/^[（(](利用)?(周末|业余|晚上|农闲)(时间)?[）)]/, '')
    .replace(/^[\s，,、：:；;]+/, '')
    .replace(/^(我)?(希望|想|要)?(学习|学|参加|报名|报考|考)/, '')
    .replace(/^[（(](.*)[）)]$/, '$1')
    .replace(/^[\s，,、：:]+|[。；;，,\s]+$/g, '');
  return { willing: true, intent: rest === '' ? null : rest };
}
