/** What an employer's clerk sees and can change of a position of their own. */
import type { OwnPosition } from '@xincheng/api/contract';
import { label, type Messages } from './messages/index.ts';

/** Texts that can be corrected on the page; everything else comes with the uploaded form. */
export const textFields = [
  'title',
  'sexText',
  'skillsText',
  'description',
  'veteranPriority',
  'shift',
  'lodging',
] as const satisfies readonly (keyof OwnPosition)[];

export const ownPositionFacts = (
  m: Messages,
  position: OwnPosition,
): { label: string; value: string }[] => {
  const list = (items: readonly string[]): string => items.join(m.common.listSeparator);
  const { portal } = m;
  return [
    { label: portal.workplace, value: position.workplace ?? position.township },
    { label: m.employer.salary, value: position.salaryText },
    {
      label: portal.headcountLabel,
      value: position.headcount === null ? '' : m.common.people(position.headcount),
    },
    {
      label: portal.education,
      value:
        position.educationMin === null
          ? portal.anyEducation
          : portal.educationAtLeast(label(m.codes.education, position.educationMin)),
    },
    { label: portal.age, value: portal.ages(position.ageMin, position.ageMax) },
    { label: portal.licences, value: list(position.licences) },
    { label: portal.certificates, value: list(position.certificates) },
    { label: portal.preferred, value: list(position.preferredCertificates) },
  ].filter(({ value }) => value !== '');
};
