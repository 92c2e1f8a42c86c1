/** A person's record as label and value pairs, in the order a clerk reads them. */
import type { FieldEvent, PersonDetail } from '@xincheng/api/contract';
import type { Messages } from './messages/index.ts';
import { fieldText } from './record.ts';
import type { Locale } from './preferences.ts';

export interface PersonFact {
  /** Field of the record; its events tell where the value came from. */
  field: string;
  value: string;
  note?: string;
}

const serviceFields = ['enlistDate', 'dischargeDate', 'serviceYears', 'rank', 'branch'];

export const personFacts = (m: Messages, locale: Locale, person: PersonDetail): PersonFact[] => {
  const list = (items: readonly string[]): string => items.join(m.common.listSeparator);
  const text = (field: string, value: string | number | null): PersonFact => ({
    field,
    value: value === null ? '' : fieldText(m, locale, field, String(value), {}),
  });
  const number = (
    field: string,
    value: number | null,
    words: (value: number) => string,
  ): PersonFact => ({ field, value: value === null ? '' : words(value) });
  const facts: PersonFact[] = [
    text('kind', person.kind),
    text('idCardNo', person.idCardNo),
    text('sex', person.sex),
    {
      ...text('birthDate', person.birthDate),
      ...(person.age === null ? {} : { note: m.common.age(person.age) }),
    },
    text('ethnicity', person.ethnicity),
    text('mobile', person.mobile),
    text('areaCode', person.station),
    text('village', person.village),
    text('educationText', person.educationText),
    {
      field: 'specialityKey',
      value: person.speciality ?? '',
      ...(person.specialityText ? { note: m.staff.specialityHint(person.specialityText) } : {}),
    },
    text('enlistDate', person.enlistDate),
    text('dischargeDate', person.dischargeDate),
    number('serviceYears', person.serviceYears, m.common.years),
    text('rank', person.rank),
    text('branch', person.branch),
    text('placementMode', person.placementMode),
    text('relation', person.relation),
    text('awards', list(person.awards)),
    text('licences', list(person.licences)),
    text('certificates', list(person.certificates)),
    text('skills', list(person.skills)),
    text('experience', person.experience),
    text('jobs', list(person.jobs)),
    number('salaryMin', person.salaryMin, (yuan) => `${String(yuan)} ${m.seeker.yuanMonth}`),
    number('maxDistanceKm', person.maxDistanceKm, (km) => `${String(km)} ${m.seeker.km}`),
    text('trainingIntent', person.trainingIntent),
  ];
  // A family member has not served; a veteran's record has no relation.
  const beside = person.kind === 'family' ? [...serviceFields, 'placementMode'] : ['relation'];
  return facts.filter(({ field, value }) => value !== '' || !beside.includes(field));
};

/**
 * The distinct sources of these fields, numbered from 1 in the order in which they are met: a record
 * mostly comes out of one row of one file, which need not be said twenty times.
 */
export const numberedOrigins = (
  origins: Readonly<Record<string, FieldEvent>>,
  fields: readonly string[],
): { list: FieldEvent[]; numberOf: Record<string, number> } => {
  const list: FieldEvent[] = [];
  const numberOf: Record<string, number> = {};
  for (const field of fields) {
    const event = origins[field];
    if (event === undefined) continue;
    const known = list.findIndex((one) => sameSource(one, event));
    numberOf[field] = (known === -1 ? list.push(event) - 1 : known) + 1;
  }
  return { list, numberOf };
};

const sameSource = (one: FieldEvent, other: FieldEvent): boolean =>
  one.source === other.source &&
  one.sourceText === other.sourceText &&
  one.by === other.by &&
  one.recordedAt === other.recordedAt;
