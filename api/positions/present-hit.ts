import type { PositionWithNames } from '@xincheng/db/positions';
import { type CompiledQuery, highlight } from '@xincheng/search/keyword';
import { roadHm } from '@xincheng/search/matching';
import type { FoundPosition, Mark } from '../contract/search.ts';
import type { MatchView } from '../matching/view.ts';
import { toPositionSummary } from '../records/present.ts';
import type { Asker } from './search-query.ts';

/** Characters of a snippet before the first hit, and altogether. */
const before = 12;
const length = 64;

/** A hit as it is listed: how far, why it was found, and in the order of the match how well it suits. */
export function presentHit(
  row: PositionWithNames,
  options: { view: MatchView; compiled: CompiledQuery; asker: Asker; byMatch: boolean },
): FoundPosition {
  const { view, compiled, asker, byMatch } = options;
  const { position } = row;
  const summary = toPositionSummary(row);
  return {
    ...summary,
    postedAt: position.createdAt.toISOString(),
    distanceKm: kilometres(row, view, asker),
    match: byMatch ? matchOf(row, view, asker) : null,
    titleMarks: highlight(summary.title, compiled),
    employerMarks: highlight(summary.employer, compiled),
    snippet:
      snippetOf(position.skillsText ?? '', compiled) ??
      snippetOf(position.description ?? '', compiled),
  };
}

/** By road, as the match tells it. */
function kilometres(
  row: PositionWithNames,
  { documentOf, setting }: MatchView,
  { origin }: Asker,
): number | null {
  const straight = setting.places.between(origin?.place ?? null, documentOf(row).place);
  return straight === null ? null : roadHm(straight, setting.reference.weights.distance) / 10;
}

function matchOf(
  row: PositionWithNames,
  { documentOf, explain }: MatchView,
  { profile }: Asker,
): FoundPosition['match'] {
  if (profile === null) return null;
  const { score, gates } = explain(profile, documentOf(row));
  return { score, admitted: gates.every(({ passed }) => passed) };
}

/** The part of a text around its first hit, in one line; null where nothing was hit. */
function snippetOf(text: string, compiled: CompiledQuery): { text: string; marks: Mark[] } | null {
  const line = text.replace(/\s+/g, ' ').trim();
  const marks = highlight(line, compiled);
  const [first] = marks;
  if (first === undefined) return null;
  const start = whole(line, first.start <= before ? 0 : first.start - before);
  const end = whole(line, Math.min(line.length, start + length));
  const head = start > 0 ? '…' : '';
  const shift = head.length - start;
  return {
    text: `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`,
    marks: marks
      .filter((mark) => mark.start < end)
      .map((mark) => ({ start: mark.start + shift, end: Math.min(mark.end, end) + shift })),
  };
}

/** The same offset, or the one after it where it stands inside a character of two units. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
