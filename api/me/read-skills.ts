import type { PersonWithPlace } from '@xincheng/db/people';
import type { SkillSource } from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';
import type { ReadSkill } from '../contract/me.ts';
import type { MatchView } from '../matching/view.ts';

const fields = {
  speciality: 'speciality',
  specialityText: 'specialityText',
  skillsText: 'skills',
  experienceText: 'experience',
  certificate: 'certificates',
} as const satisfies Record<SkillSource['source'], ReadSkill['sources'][number]['field']>;

/** What matching reads from a record and where it stands there; the surest first, then by name. */
export function readSkills(view: MatchView, row: PersonWithPlace): ReadSkill[] {
  const { skills } = crosswalkOf(view.setting.reference);
  const { sources } = view.read(view.profileOf(row));
  const read = new Map<string, ReadSkill>();
  for (const { skill, level, source, text, start, end } of sources) {
    const before = read.get(skill);
    read.set(skill, {
      skill,
      name: skills.get(skill)?.name ?? skill,
      level: Math.max(level, before?.level ?? 1),
      denied: row.person.deniedSkills.includes(skill),
      sources: [...(before?.sources ?? []), { field: fields[source], text, start, end }],
    });
  }
  return [...read.values()].sort((a, b) => b.level - a.level || (a.name < b.name ? -1 : 1));
}
