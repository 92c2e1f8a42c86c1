export * as cells from './cells.ts';
export { holds, isCheckup, type CertificateGroup } from './certificates.ts';
export { fitOf, nearMissOf, withGrant } from './near.ts';
export { preparePerson, type PreparedPerson, type SkillSource } from './person.ts';
export { PlaceTable, roadHm, straightHm, type PlaceWay } from './places.ts';
export {
  preparePosition,
  type Asked,
  type LicenceGroup,
  type PreparedPosition,
  type RoleLink,
} from './position.ts';
export { personPrint, positionPrint } from './prints.ts';
export { shippedRules, toMatchRule } from './rules.ts';
export { lacksCheckup, levelFor, scorePair, scorePrepared, type Setting } from './score.ts';
export { traitsOf, type MatchTraits, type NamedCertificate } from './traits.ts';
export * from './types.ts';
export * as verdicts from './verdicts.ts';
