import type { Messages } from '../zh/index.ts';

const n = String;

export const ranking: Messages['ranking'] = {
  title: 'How positions are ranked',
  lead: 'The order is there to save you time; the decision is yours. The same rules hold for everyone, and they stand on this page with their numbers.',
  gatesTitle: 'Conditions first, points second',
  gatesText:
    'Conditions come first. If one is not met, the position is not recommended to you; on its page you are told which one, who set it and whether it can be mended. A condition is met or not; it adds and takes no points. What is not recorded about you never counts as not met.',
  setBy: 'Set by',
  setByNames: { position: 'the employer', law: 'law', person: 'you' },
  gateNotes: {
    closed: 'Positions that are closed or filled are not recommended.',
    licence: 'A higher class covers a lower one. Of "C1 or B2" either will do.',
    certificate:
      'Where several will do, any one does. A health certificate is due before the first day and keeps nobody away.',
    age: 'Where an employer grants veterans a wider limit, that one holds.',
    education: 'High school and vocational schools of that level are peers.',
    family: 'Whether the employer takes family members.',
    distance: 'Straight line; only what lies beyond your own limit is left out.',
    shift: 'Rotating shifts are left out only if you refuse them.',
    lodging: 'Living at work is left out only if you refuse it.',
    pay: 'Only if you marked your lowest pay as firm. Otherwise it costs a few points.',
    restriction: 'Work you ruled out, where the position mentions it.',
  },
  partsTitle: (full) => `The score is the sum of four parts, ${n(full)} at most`,
  partsCaption: 'The four parts, their highest points and what they look at',
  part: 'Part',
  most: 'At most',
  partNotes: {
    skills: 'The skills the position needs, and how well you have them',
    occupation:
      'How close the position is to what you want and to what your trade and experience lead to',
    distance: 'The way from your village or town to the place of work',
    terms: 'Pay, hours, lodging and papers against your wishes',
  },
  exampleTitle: 'An example',
  exampleText:
    'Xiao Wei drove trucks in the army for six years and wants 5000 yuan a month. A haulage firm looks for a truck driver who also keeps the vehicle in order: day work, no bed. His licence and age are right. His points:',
  exampleSkills: (units, first, second, each, less) =>
    `The skills asked share ${n(units)} units: driving ${n(first)}, upkeep ${n(second)}. Driving is required and he is skilled: ${n(each)} points a unit. He has touched on upkeep: ${n(less)} points a unit.`,
  exampleOccupation: (max, percent) =>
    `Truck driver is what army drivers most often become, counted as ${n(percent)}%: ${n(max)} × ${n(percent)}%.`,
  exampleDistance: (km, max, percent) =>
    `${n(km)} km by road, counted as ${n(percent)}%: ${n(max)} × ${n(percent)}%.`,
  exampleTerms: (share, pay, shift, lodging, papers) =>
    `The pay is ${n(share)}% of what he wants: ${n(pay)} points; day work: ${n(shift)}; no bed: ${n(lodging)}; no papers to get first: ${n(papers)}.`,
  exampleSum: 'Sum',
  exampleNote:
    'Fractions are dropped, so every part is a whole number. Positions with equal scores are ordered by their number and nothing else.',
  scalesTitle: 'How each part gives its points',
  scalesText:
    'Open what you want to see in detail. The bureau sets the numbers; changes are told below.',
  skillsSummary: 'Skills: how much is asked, how much you have',
  skillsText: (units, most) =>
    `What a position asks for shares ${n(units)} units; the main work has most of them, certificates that are only welcome have a few. A unit brings ${n(most)} points at most:`,
  skillsCaption: 'Points for a unit of a skill',
  required: 'Asked',
  requiredLevels: ['mentioned', 'required', 'skilled or on one’s own'],
  haveLevels: ['none', 'touched on', 'can do', 'skilled'],
  skillsNote: (nothing, years) =>
    `Other skills of the same trade count as "touched on". After ${n(years)} years of service, or with a higher rank, the skills of one's military trade count one level higher. Where a position names no skill, everyone gets ${n(nothing)} points.`,
  occupationSummary: 'Occupation: what says that you can do it',
  occupationText: (max) => `The surest link counts, times ${n(max)} points:`,
  occupationCaption: 'Links, their percentage and highest points',
  from: 'What says so',
  percent: 'Percent',
  points: 'Points',
  sources: {
    intent: 'It is what you want most',
    intentLater: 'You want it too',
    speciality: 'The most usual occupation of your military trade',
    certificate: 'Your certificate is for it',
    experience: 'Your experience or skills mention it',
    open: 'Work anyone can start without learning',
    veteran: 'Work that values service: everyone who served',
    light: 'Work that is quickly learnt: anyone',
  },
  specialityNote: (step) =>
    `Where a military trade leads to several occupations, each further one counts ${n(step)}% less.`,
  closeText: 'If the position is not that very occupation but close to it, it counts once more by:',
  closeCaption: 'Closeness of two occupations in percent',
  closeness: 'Two occupations',
  sameSmallClass: 'Same minor group of the national classification',
  sameMiddleClass: 'Same sub-major group of the national classification',
  sameTrade: 'Same trade',
  relatedText: 'Between trades whose people often change over:',
  relatedPair: (one, other, percent) => `${one} and ${other} ${n(percent)}%`,
  distanceSummary: 'Distance: the nearer, the more points',
  distanceText: (max, road) =>
    `${n(max)} points at most. The way is taken as ${n(road)}% of the straight line; between two steps it falls evenly.`,
  distanceCaption: 'Way and points',
  road: 'Way',
  atKm: (km) => `${n(km)} km`,
  termsSummary: 'Pay and wishes: pay, hours, lodging',
  termsText: (pay, shift, lodging, papers) =>
    `Pay up to ${n(pay)} points, hours up to ${n(shift)}, lodging up to ${n(lodging)}; ${n(papers)} if the health certificate is had already or not needed.`,
  payCaption: 'Pay and points',
  payShare: 'Pay offered, of what you want',
  payAtLeast: (share) => (share === 0 ? 'less' : `${n(share)}% or more`),
  payUnknown: 'the employer names no pay',
  payNoWish: 'you name no pay',
  shiftCaption: 'Hours and points',
  shift: 'Hours',
  shiftAccepted: 'You accept shifts or are not sure',
  shiftRefused: 'You refuse shifts',
  shifts: { day: 'day work', early: 'early', away: 'away on trips', rotating: 'shifts, nights' },
  lodgingText: (bed, none) =>
    `${n(bed)} points where there is a bed and you do not mind, otherwise ${n(none)}.`,
  nearTitle: 'How "within reach" and "one more certificate" are counted',
  nearText:
    'Positions that lack only one or two conditions, each of which a licence or certificate would mend, and whose work suits you, are listed apart. How many positions a certificate would open is counted by ranking today’s open positions again as if you had it. It is no estimate.',
  neverTitle: 'What never counts',
  neverText: 'None of this enters a condition or a score:',
  never: [
    'Sex, ethnicity, religion, political affiliation, household registration',
    'Marriage, children and family',
    'Illness, disability and health',
    'Unit, garrison and decorations',
    'Whether an employer paid, or whether staff know you',
  ],
  neverNote:
    'Positions that state unlawful conditions go back to the employer first. Staff cannot change a person’s score, only the rules that hold for everyone, and must say why. If a score looks wrong, your station corrects your record, and you can remove misread skills on your own page.',
  refuseTitle: 'You need not be ranked',
  refuseText:
    'Article 24 of the Personal Information Protection Law gives you this right. Signed in, open your record and turn automatic ranking off. Positions whose conditions you meet are then listed by distance only, without scores. You can turn it on again at any time.',
  toProfile: 'To my record',
  seenTitle: 'Employers see you only with your consent',
  seenText:
    'Each employer needs your separate consent (article 23). It then sees a summary: a masked name, age, education, township, trade, years of service, skills, papers and a masked mobile number. No employer ever sees your ID number, address or unit. You can withdraw at any time, with effect at once.',
  versionTitle: 'Which version, and what was changed',
  version: (day, change) => `Version ${change} is in use, on ${day}.`,
  versionText: (version) => `Version ${version} is in use.`,
  counts: (skills, specialities, occupations, certificates) =>
    `The tables hold ${n(skills)} skills, ${n(specialities)} military trades, ${n(occupations)} occupations and ${n(certificates)} certificates. The county bureau keeps them; every change says who, when and why.`,
  changesTitle: 'Changes of the weights, newest first',
  noChanges: 'The weights above have not been changed since they were put to use.',
};
