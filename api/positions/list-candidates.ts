import { consentTimes } from '@xincheng/db/consents';
import { listConsenting } from '@xincheng/db/people';
import { findPosition } from '@xincheng/db/positions';
import { educationCodes } from '@xincheng/db/vocabulary/codes';
import type { ScorePart } from '@xincheng/search/matching';
import { employerOf } from '../auth/actor.ts';
import type { Candidate, listCandidates as contract } from '../contract/positions.ts';
import { AppError, found } from '../errors.ts';
import { toDocument, toProfile } from '../matching/documents.ts';
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
  const document = toDocument(row);
  const profiles = people.map(toProfile);
  const engine = await deps.matching.engine();
  const ranked = await engine.rankPeople(document, profiles, { ...query, today });
  const ids = ranked.items.map(({ id }) => id);
  const consented = await read((db) => consentTimes(db, employerId, ids));

  const items: Candidate[] = [];
  for (const { id } of ranked.items) {
    const at = profiles.findIndex((profile) => profile.id === id);
    const person = people[at];
    const profile = profiles[at];
    const consentedAt = consented.get(id);
    if (person === undefined || profile === undefined || consentedAt === undefined) continue;
    const pair = await deps.matching.explain(profile, document);
    items.push({
      personId: id,
      name: maskName(person.person.fullName),
      age: ageOn(person.person.birthDate, today),
      education: educationName(person.person.educationCode),
      township: person.township ?? '',
      speciality: person.speciality,
      serviceYears: person.person.serviceYears,
      licences: person.person.licences,
      certificates: person.person.certificates,
      mobile: person.person.mobileMasked,
      score: pair.score,
      distanceKm: pair.distanceKm,
      parts: pair.parts.map(partForEmployer),
      consentedAt: consentedAt.toISOString(),
    });
  }
  return { items, total: ranked.total };
}

/**
 * The reasons as far as the person agreed to show: wishes (occupation, pay, shifts, distance limit)
 * stay with the person.
 */
function partForEmployer({ part, points, have, need }: ScorePart): Candidate['parts'][number] {
  const own = part === 'terms' || have.startsWith('意向') ? '' : have;
  return { part, points, have: own, need: part === 'distance' ? '' : need };
}

function educationName(code: string | null): string | null {
  return new Map<string, string>(Object.entries(educationCodes)).get(code ?? '') ?? null;
}
