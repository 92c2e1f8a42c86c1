import { customPinyin, pinyin } from 'pinyin-pro';

import { fold } from './fold.ts';

/** Words of the lexicon that pinyin-pro reads by another sound of a character. */
customPinyin({
  朝阳: 'cháo yáng',
  参军: 'cān jūn',
  着装: 'zhuó zhuāng',
  行车工: 'háng chē gōng',
  行车司机: 'háng chē sī jī',
  行车操作: 'háng chē cāo zuò',
  开行车: 'kāi háng chē',
  给排水: 'jǐ pái shuǐ',
  剥线: 'bō xiàn',
  单县: 'shàn xiàn',
});

/**
 * The spelling of a text for pickers: `full` (`huochejiashi`, ü as v) and `initials` (`hcjs`), lower
 * case without spaces; Latin letters and digits stay.
 */
export function pinyinOf(text: string): { full: string; initials: string } {
  const spell = (pattern: 'pinyin' | 'first') =>
    pinyin(fold(text), { toneType: 'none', type: 'array', v: true, pattern })
      .join('')
      .replaceAll(/\s/g, '');
  return { full: spell('pinyin'), initials: spell('first') };
}
