import type { Occupation, Speciality } from '../matching/types.ts';

/**
 * Parses the crosswalk table (tab separated, one heading line): group, name, key, skills joined by
 * 、, occupations and their codes joined by commas (`-` is an unknown code), certificates, gap.
 * Throws RangeError naming the line when columns are missing or names and codes do not pair up.
 */
export function parseSpecialities(tsv: string): Speciality[] {
  return rows(tsv).map(({ cells, line }) => {
    const [, name, key, skills, names, codes, certificates, gap] = cells;
    if (!name || !key || skills === undefined || names === undefined || codes === undefined) {
      throw new RangeError(`speciality table, line ${line}: columns missing`);
    }
    const occupationNames = names.split(',');
    const occupationCodes = codes.split(',');
    if (occupationNames.length !== occupationCodes.length) {
      throw new RangeError(`speciality table, line ${line}: occupations and codes do not pair up`);
    }
    return {
      key,
      name,
      skills: skills.split('、'),
      occupations: occupationNames.map((occupation, at) => ({
        name: occupation,
        code: codeOrNull(occupationCodes[at]),
      })),
      certificates: certificates ?? '',
      gap: gap ?? '',
    };
  });
}

/** Parses the occupation table (tab separated, one heading line): name, code, evidence. */
export function parseOccupations(tsv: string): Occupation[] {
  return rows(tsv).map(({ cells, line }) => {
    const [name, code, evidence] = cells;
    if (!name) throw new RangeError(`occupation table, line ${line}: name missing`);
    return { name, code: codeOrNull(code), evidence: evidence ?? '' };
  });
}

function rows(tsv: string): { cells: string[]; line: number }[] {
  return tsv
    .split(/\r?\n/)
    .map((text, at) => ({ cells: text.split('\t'), line: at + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function codeOrNull(code: string | undefined): string | null {
  return code === undefined || code === '' || code === '-' ? null : code;
}
