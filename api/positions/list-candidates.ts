import { consentTimes } from '@xincheng/db/consents';
import { listConsenting } from '@xincheng/db/people';
import { findPosition } from '@xincheng/db/positions';
import { educationCodes } from '@xincheng/db/vocabulary/codes';
import { createPeopleIndex } from '@xincheng/search/embedded';
import type { ScorePart } from '@xincheng/search/matching';
import { redact } from '@xincheng/search/text';
import { employerOf } from '../auth/actor.ts';
import type { Candidate, listCandidates as contract } from '../contract/positions.ts';
import { AppError, found } from '../errors.ts';
import { maskName } from '../records/masking.ts';
import { ageOn } from '../records/present.ts';
import type { Context } from '../route.ts';

/**
 * Those who agreed that this employer may see their summary, best first. Row-level security shows
 * the employer nobody else; name and mobile stay masked, service units are not even read.
 */
export async function listCandidates({
  deps,
  actor,
  params,
  query,
  read,
}: Context<typeof contract>): Promise<{ items: Candidate[]; total: number }> {
  const employerId = employerOf(actor);
  const today = deps.clock.today();
  const { row, people } = await read(async (db) => ({
    row: found(await findPosition(db, params.id)),
    people: await listConsenting(db),
  }));
  if (row.position.employerId !== employerId) throw new AppError('not_found');
  const view = await deps.matching.view();
  // Also of a position that is held or closed: its own employer may look ahead.
  const document = { ...view.documentOf(row), state: 'open' as const };
  const rows = new Map(people.map((one) => [one.person.id, one]));
  const profiles = new Map(people.map((one) => [one.person.id, view.profileOf(one)]));
  const index = createPeopleIndex(view.setting);
  index.replaceAll([...profiles.values()]);
  const passing = index.rank(document, { limit: people.length, offset: 0 });
  // Who refused to be ranked comes after the others, by name, without a score.
  const refuses = ({ id }: { id: string }) => rows.get(id)?.person.refusesRanking === true;
  const nameOf = ({ id }: { id: string }) => rows.get(id)?.person.fullName ?? '';
  const ordered = [
    ...passing.filter((one) => !refuses(one)),
    ...passing.filter(refuses).sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'zh')),
  ];
  const ids = ordered.slice(query.offset, query.offset + query.limit).map(({ id }) => id);
  const consented = await read((db) => consentTimes(db, employerId, ids));

  const items: Candidate[] = [];
  for (const id of ids) {
    const person = rows.get(id);
    const profile = profiles.get(id);
    const consentedAt = consented.get(id);
    if (person === undefined || profile === undefined || consentedAt === undefined) continue;
    const pair = view.explain(profile, document);
    items.push({
      personId: id,
      name: maskName(person.person.fullName),
      age: ageOn(person.person.birthDate, today),
      education: educationName(person.person.educationCode),
      township: person.township ?? '',
      speciality: person.speciality,
      serviceYears: person.person.serviceYears,
      licences: person.person.licences,
      // An employer reads this: units and equipment stay with the bureau.
      certificates: person.person.certificates.map((text) => redact(text).text),
      mobile: person.person.mobileMasked,
      score: person.person.refusesRanking ? null : pair.score,
      distanceKm: pair.distanceKm,
      parts: person.person.refusesRanking ? [] : pair.parts.map(partForEmployer),
      consentedAt: consentedAt.toISOString(),
    });
  }
  return { items, total: ordered.length };
}

/**
 * The reasons as far as the person agreed to show: wishes (occupation, pay, shifts, distance limit)
 * stay with the person.
 */
function partForEmployer({ part, points, have, need }: ScorePart): Candidate['parts'][number] {
  const own = part === 'terms' || /^与?意向/.test(have) ? '' : have;
  return { part, points, have: own, need: part === 'distance' ? '' : need };
}

function educationName(code: string | null): string | null {
  return new Map<string, string>(Object.entries(educationCodes)).get(code ?? '') ?? null;
}
