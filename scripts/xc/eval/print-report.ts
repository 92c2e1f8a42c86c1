import { say } from '../../lib/console.ts';
import type { Difference, Estimate } from './bootstrap.ts';
import type { NearFigures, Report } from './report.ts';

/** Prints a report for people: a table of figures, then what stands apart. */
export function printReport({ measures, subsets, nothingRight, near }: Report): void {
  const labels = measures.map(({ label }) => label);
  table(
    ['', '条数', ...labels],
    subsets.map(({ subset, queries, figures }) => [
      subset,
      String(queries),
      ...measures.map(({ key }) => estimateText(figures[key])),
    ]),
  );
  if (subsets.some(({ against }) => against !== null)) {
    say('\n与第二份结果之差［区间］，≤0 的重抽样占比，胜/负/平');
    table(
      ['', ...labels],
      subsets.map(({ subset, against }) => [
        subset,
        ...measures.map(({ key }) => differenceText(against?.[key])),
      ]),
    );
  }
  if (nothingRight.length > 0) {
    const empty = nothingRight.filter(({ listed }) => listed === 0).length;
    const listed = nothingRight.map((row) => `${row.query} ${row.listed}`).join('，');
    say(`\n没有合适结果的 ${nothingRight.length} 条：空榜 ${empty} 条；各列出 ${listed}`);
  }
  if (near !== null) sayNear(near);
  say('\n［］为按查询重抽样 2000 次的 95% 区间；nDCG 增益 2^等级−1');
}

function sayNear({ judged, found, foundIn20, listed, missed }: NearFigures): void {
  const share = (part: number) => `${part}/${judged}（${fixed(part / judged)}）`;
  say(
    `\n差一点：找到 ${share(found)}，前 20 条内 ${share(foundIn20)}，人均列出 ${listed.toFixed(1)} 条`,
  );
  for (const { query, document, judged: words, rank } of missed)
    say(
      `  没找到 ${query} ${document} ${words}${rank === null ? '' : `（没有门槛，在榜第 ${rank}）`}`,
    );
}

function estimateText(value: Estimate | undefined): string {
  return value === undefined
    ? ''
    : `${fixed(value.mean)} [${fixed(value.low)}, ${fixed(value.high)}]`;
}

function differenceText(value: Difference | undefined): string {
  if (value === undefined) return '';
  const { shareNotAbove, wins, losses, ties } = value;
  const [mean, low, high] = [value.mean, value.low, value.high].map(signed);
  return `${mean} [${low}, ${high}] ${fixed(shareNotAbove)} ${wins}/${losses}/${ties}`;
}

function fixed(value: number): string {
  return value.toFixed(3);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${fixed(Math.abs(value))}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => widthOf(row[at] ?? ''))),
  );
  for (const row of [head, ...rows])
    say(
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    );
}

/** Columns on a terminal, where a Chinese character takes two. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (/[\u2E80-\uFFEF]/.test(sign) ? 2 : 1), 0);
}
