import { redact } from '@xincheng/search/text';
import { describe, expect, it } from 'vitest';

import { blindLeaks, ordinary, seededLeaks } from './support/redaction.ts';

describe('redacting what must not be read', () => {
  it('is tried on enough strings', () => {
    expect(seededLeaks.length).toBeGreaterThanOrEqual(50);
    expect(blindLeaks.length).toBeGreaterThanOrEqual(50);
    expect(ordinary.length).toBeGreaterThanOrEqual(60);
  });

  it.each([...seededLeaks, ...blindLeaks])(
    'leaks nothing of “$text”',
    ({ text, mustNotContain }) => {
      const redacted = redact(text).text;
      expect(mustNotContain.filter((secret) => !text.includes(secret))).toEqual([]);
      expect(
        mustNotContain.filter((secret) => redacted.includes(secret)),
        redacted,
      ).toEqual([]);
    },
  );

  it.each(ordinary)('leaves “%s” as it is', (text) => {
    expect(redact(text)).toEqual({ text, spans: [] });
  });

  it('puts words in that keep the sense', () => {
    expect(redact('在73041部队当炊事员，会用95式自动步枪').text).toBe(
      '在某部队当炊事员，会用某型装备',
    );
    expect(redact('59式坦克驾驶，驻凭祥').text).toBe('某型坦克驾驶，驻某地');
    expect(redact('第74集团军装甲第16旅三营二连炊事班').text).toBe('某部队炊事班');
  });

  it('gives spans in the text as given', () => {
    const text = '😀在７３０４１部队，开９９Ａ坦克';
    expect(
      redact(text).spans.map(({ start, end, kind }) => [text.slice(start, end), kind]),
    ).toEqual([
      ['７３０４１部队', 'unit'],
      ['９９Ａ', 'weapon'],
    ]);
  });

  it('leaves nothing to redact a second time', () => {
    for (const { text } of [...seededLeaks, ...blindLeaks]) {
      const once = redact(text).text;
      expect(redact(once).text).toBe(once);
    }
  });

  it.each([
    '一',
    '第一',
    '1',
    '武警',
    '驻',
    '驻守在',
    '合成',
    '通信',
    '歼-',
    '9 ',
    '在西',
    '西藏',
    '营连',
    '7 3 ',
  ])('is linear: 100,000 characters of “%s”', (part) => {
    const text = part.repeat(100_000 / part.length);
    const begin = performance.now();
    redact(text);
    // 200 ms is the aim on a quiet machine; a quadratic rule would take seconds.
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});
