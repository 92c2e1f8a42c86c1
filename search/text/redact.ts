import { fold } from './fold.ts';
import { places } from './redaction/places.ts';
import { units } from './redaction/units.ts';
import { weapons } from './redaction/weapons.ts';

/** What must not be read by employers or reach an index; offsets are UTF-16 units of the given text. */
export type RedactedSpan = { start: number; end: number; kind: RedactionKind };
export type RedactionKind = 'unit' | 'place' | 'weapon';

/**
 * Replaces unit designations (番号, 大单位, ships, mail boxes), garrison places and models of weapons by
 * neutral words that keep the sense: 某部队, 某地, 某型装备. Words without a number or name (炊事班,
 * 连队, 坦克驾驶, 雷达) stay. Linear in the length of the text. Source: 退役军人保障法 第68条.
 */
export function redact(text: string): { text: string; spans: RedactedSpan[] } {
  const { shadow, origin } = shadowOf(text);
  const spans = merged([
    ...spansOf(shadow, units, 'unit'),
    ...spansOf(shadow, places, 'place'),
    ...spansOf(shadow, weapons, 'weapon'),
  ]).map(({ start, end, kind }) => ({
    start: origin[start] ?? text.length,
    end: (origin[end - 1] ?? text.length - 1) + 1,
    kind,
  }));
  let redacted = '';
  let at = 0;
  for (const { start, end, kind } of spans) {
    redacted += text.slice(at, start) + neutral(kind, text.slice(end, end + 3));
    at = end;
  }
  return { text: redacted + text.slice(at), spans };
}

/** A model before the name of its trade leaves the name: 某型坦克驾驶. */
function neutral(kind: RedactionKind, next: string): string {
  if (kind === 'unit') return '某部队';
  if (kind === 'place') return '某地';
  return tradeNoun.test(next) ? '某型' : '某型装备';
}

const tradeNoun =
  /^(?:主战|轻型|水陆|两栖|轮式|履带)?(?:坦克|步战|装甲|战车|输送|雷达|直升|运输机|歼击|轰炸|战斗机|战机|教练机|预警机|无人机|飞机|导弹|潜艇|驱逐|护卫|登陆|舰|艇)/;

function spansOf(shadow: string, rules: readonly RegExp[], kind: RedactionKind): RedactedSpan[] {
  return rules.flatMap((rule) =>
    Array.from(shadow.matchAll(rule), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind,
    })),
  );
}

/** Joins what overlaps or touches and is of one kind; of two kinds the earlier and longer one stays. */
function merged(spans: readonly RedactedSpan[]): RedactedSpan[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: RedactedSpan[] = [];
  for (const span of ordered) {
    const last = kept.at(-1);
    if (last === undefined || span.start > last.end) kept.push({ ...span });
    else if (span.start < last.end || span.kind === last.kind)
      last.end = Math.max(last.end, span.end);
    else kept.push({ ...span });
  }
  return kept;
}

/**
 * The text as the rules read it: folded, without characters of no width, with one kind of dash and
 * simplified characters. `origin[i]` is where unit i of the shadow stands in the text.
 */
function shadowOf(text: string): { shadow: string; origin: number[] } {
  const folded = fold(text);
  const origin: number[] = [];
  let shadow = '';
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charAt(at);
    if (noWidth.test(unit)) continue;
    shadow += dash.test(unit) ? '-' : (simplified.get(unit) ?? unit);
    origin.push(at);
  }
  return { shadow, origin };
}

const noWidth = /[\u200b-\u200f\u2060\ufeff\u00ad]/;
const dash = /[‐‑‒–—―−·•・_]/;
const traditional = '軍團師營連隊號艦驅殲轟戰區駐機槍彈東紅總兩○';
const plain = '军团师营连队号舰驱歼轰战区驻机枪弹东红总两〇';
const simplified = new Map(
  Array.from(traditional, (unit, at): [string, string] => [unit, plain.charAt(at)]),
);
