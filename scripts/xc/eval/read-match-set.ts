import { join } from 'node:path';
import type { Place, PositionDocument, Profile } from '@xincheng/search/matching';
import { redact } from '@xincheng/search/text';
import { z } from 'zod';
import { idSchema, readJsonLines } from './files.ts';

const latitude = z.number().min(-90).max(90).nullable();
const longitude = z.number().min(-180).max(180).nullable();
const yuan = z.number().int().min(0).nullable();
const age = z.number().int().min(0).max(150).nullable();
const texts = z.array(z.string());

const profileSchema = z.object({
  id: idSchema,
  birthDate: z.iso.date().nullable(),
  education: z.string().nullable(),
  townshipCode: z.string().nullable(),
  lat: latitude,
  lng: longitude,
  maxDistanceKm: z.number().min(0).nullable(),
  specialityText: z.string().nullable(),
  serviceYears: z.number().min(0).nullable(),
  rank: z.string().nullable(),
  skillsText: z.string().nullable(),
  certificates: texts,
  licences: texts,
  experienceText: z.string().nullable(),
  intents: texts,
  salaryMin: yuan,
  acceptShift: z.boolean().nullable(),
  acceptLodging: z.boolean().nullable(),
});

const positionSchema = z.object({
  id: idSchema,
  employer: z.string(),
  title: z.string(),
  description: z.string(),
  requirementsText: z.string(),
  requiredLicences: texts,
  requiredCertificates: texts,
  educationMin: z.string().nullable(),
  ageMax: age,
  veteranAgeMax: age,
  salaryMin: yuan,
  salaryMax: yuan,
  headcount: z.number().int().min(0).nullable(),
  townshipCode: z.string().nullable(),
  lat: latitude,
  lng: longitude,
  shift: z.string().nullable(),
  lodging: z.string().nullable(),
  acceptsFamily: z.boolean().nullable(),
});

/** A set of kind `match` as the product's matching takes it. */
export interface MatchSet {
  readonly profiles: readonly Profile[];
  readonly positions: readonly PositionDocument[];
}

/**
 * Reads profiles.jsonl and positions.jsonl of `folder`. Texts stay as they are: what they say is for
 * the product to find out. Throws a Fault naming file and line.
 */
export function readMatchSet(folder: string): MatchSet {
  return {
    profiles: readJsonLines(join(folder, 'profiles.jsonl'), profileSchema).map(toProfile),
    positions: readJsonLines(join(folder, 'positions.jsonl'), positionSchema).map(toDocument),
  };
}

function toProfile(row: z.infer<typeof profileSchema>): Profile {
  const { education, townshipCode: _, lat, lng, ...same } = row;
  // The sets do not say who is 军属; who has never served is.
  const served = row.specialityText !== null || row.serviceYears !== null || row.rank !== null;
  return {
    ...same,
    kind: served ? 'veteran' : 'family',
    educationCode: education,
    place: placeOf(lat, lng),
    specialityKey: null,
    militaryLicence: null,
    payFirm: false,
    restrictions: [],
    deniedSkills: [],
  };
}

function toDocument(row: z.infer<typeof positionSchema>): PositionDocument {
  const { employer, requirementsText, requiredLicences, requiredCertificates, lat, lng, ...same } =
    row;
  // As the product's own documents: what must not be indexed is not scored either.
  return {
    ...same,
    state: 'open',
    title: redact(row.title).text,
    employerName: employer,
    description: redact(row.description).text,
    skillsText: redact(requirementsText).text,
    licences: requiredLicences,
    certificates: requiredCertificates,
    preferredCertificates: [],
    ageMin: null,
    place: placeOf(lat, lng),
    postedAt: 0,
  };
}

/** Named by its point: one township code may stand for several points of a set. */
function placeOf(lat: number | null, lng: number | null): Place | null {
  return lat === null || lng === null ? null : { code: `${lat},${lng}`, lat, lng };
}
