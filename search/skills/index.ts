export { crosswalkOf, resolveSpeciality, type Crosswalk } from './crosswalk.ts';
export { extractSkills, type SkillMention } from './extract.ts';
export { parseSkills, shippedSkills } from './lexicon.ts';
export { parseOccupations, parseSpecialities } from './reference.ts';
