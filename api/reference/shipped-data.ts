import { readFileSync } from 'node:fs';
import type { ReferenceState, seedReference, ShippedEntry } from '@xincheng/db/reference';
import { shippedHolidays } from '@xincheng/db/reference/holidays';
import { shippedRules } from '@xincheng/db/reference/rules';
import { weightsKey } from '@xincheng/db/vocabulary/reference';
import { type Occupation, shippedReference, type Skill } from '@xincheng/search/reference';

/** All reference data that ships with the product, for `seedReference`. */
export function shippedData(): Parameters<typeof seedReference>[1] {
  const { skills, specialities, occupations, certificates, weights } = shippedReference();
  const groups = specialityGroups();
  const unchecked = '随产品提供的先验资料，待县局核对';
  const entries = [
    ...skills.map(({ key, name, ...value }) => ({
      ...{ kind: 'skill' as const, key, name, value },
      source: unchecked,
    })),
    ...specialities.map(({ key, name, ...value }) => ({
      ...{ kind: 'speciality' as const, key, name },
      value: { group: groups.get(key) ?? '', ...value },
      source: unchecked,
    })),
    ...occupations.map(({ name, ...value }) => ({
      ...{ kind: 'occupation' as const, key: name, name, value },
      source: occupationSources[value.evidence] ?? unchecked,
    })),
    ...certificates.map(({ name, ...value }) => ({
      ...{ kind: 'certificate' as const, key: name, name, value },
      source: unchecked,
    })),
    {
      ...{ kind: 'weights' as const, key: weightsKey, name: '排序权重', value: { ...weights } },
      source: '随产品提供，按评判过的人岗样本调定',
    },
  ].map((entry, order): ShippedEntry => ({ ...entry, order }));
  return {
    entries,
    rules: [...shippedRules],
    holidays: [...shippedHolidays],
    complete: (edited, { value, ...shipped }) => {
      const { skillTexts, ...rest } = edited;
      const named = Array.isArray(skillTexts) ? skillsNamed(skillTexts, skills) : [];
      const skillsSaid = shipped.kind === 'speciality' && named.length > 0 ? { skills: named } : {};
      return completed({ ...rest, ...skillsSaid }, value);
    },
  };
}

const occupationSources: Record<Occupation['evidence'], string> = {
  S: '代码见于公开来源',
  s: '代码见于样例数据',
};

/** The group stands in the first column, beside what matching reads. */
function specialityGroups(): Map<string, string> {
  const file = new URL(import.meta.resolve('@xincheng/db/reference/specialities.tsv'));
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  return new Map(
    lines.map((line) => {
      const [group = '', , key = ''] = line.split('\t');
      return [key, group.replace(/^[A-Z]\s+/, '')];
    }),
  );
}

/** Skills that an edit of the former crosswalk, which knew no tree, named by their words. */
function skillsNamed(texts: readonly unknown[], skills: readonly Skill[]) {
  const found = texts.flatMap((text) =>
    skills.filter(({ name, words }) => name === text || words.some((word) => word === text)),
  );
  return [...new Set(found.map(({ key }) => key))].map((skill) => ({ skill, level: 2 }));
}

/** The fields of the shipped value as edited; those that are new since, as shipped. */
function completed(
  edited: ReferenceState['value'],
  shipped: ReferenceState['value'],
): ReferenceState['value'] {
  return Object.fromEntries(
    Object.entries(shipped).map(([field, value]) => {
      const own = edited[field];
      if (own === undefined) return [field, value];
      return [field, isRecord(own) && isRecord(value) ? completed(own, value) : own];
    }),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
