import type { PreparedPerson, PreparedPosition } from '@xincheng/search/matching';

/**
 * What a text engine finds positions by: the keys of skills and occupations, so that it need not
 * segment Chinese. It is given exactly what our own extraction read.
 */
export function wordsOfPosition({ asked, role }: PreparedPosition): string[] {
  return [...asked.map(({ key }) => key), ...role.map(({ occupation }) => `o${occupation}`)];
}

/** The person's skills and the occupations that they want, served or worked in. */
export function wordsOfPerson({ levels, atoms }: PreparedPerson): string[] {
  return [...levels.keys(), ...atoms.map(({ occupation }) => `o${occupation}`)];
}
