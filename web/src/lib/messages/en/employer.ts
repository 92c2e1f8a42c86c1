import type { Messages } from '../zh/index.ts';

const n = String;

export const employer: Messages['employer'] = {
  title: (held, open) =>
    held === 0
      ? `${n(open)} positions are open`
      : `${n(held)} positions wait for your correction, then they go live`,
  lead: (employer) => `Positions of ${employer}. To add some, upload the positions form.`,
  uploadForm: 'Upload a form',
  heldTitle: (count) => `${n(count)} to be corrected`,
  otherTitle: 'Open and closed positions',
  caption: 'Our positions',
  none: 'No positions sent yet',
  noneWhy: 'Upload a positions form; once checked, its positions will stand here.',
  position: 'Position',
  place: 'Place',
  salary: 'Pay',
  headcount: 'Headcount',
  state: 'State',
  candidates: 'Candidates',
  seeCandidates: 'See people',
  correct: 'Correct',
  unlawful: (count) => (count === 1 ? '1 unlawful condition' : `${n(count)} unlawful conditions`),
  back: 'Back to our positions',
  backToPosition: 'Back to the position',
  openTitle: (title) => `${title} is open`,
  heldPositionTitle: (title) => `${title} goes live once corrected`,
  closedTitle: (title) => `${title} is closed`,
  positionLead: (workplace, salary) => `${workplace} · ${salary}`,
  heldNotice: 'This position is not published for now',
  heldText:
    'The conditions marked below are unlawful. Rewrite and save them: the text is checked again at once and the position goes live if nothing is found.',
  words: (words) => `“${words}” is unlawful`,
  source: (source) => `Source: ${source}`,
  advice: (advice) => `What to write: ${advice}`,
  formTitle: 'The position’s texts',
  formNote: 'Pay, headcount, place and the rest: change them in the form and upload it again.',
  sexHint: 'Usually “不限” (any), or empty.',
  save: 'Save and check again',
  savedOpen: 'Saved; nothing unlawful was found and the position is live.',
  savedHeld: 'Saved; some conditions are still unlawful, please go on correcting.',
  saved: 'Saved.',
  conflictTitle: 'Somebody changed this position while you were typing',
  conflictText:
    'What you typed is still below. This is what the position says now; check it and save again.',
  statusTitle: 'State',
  close: 'Close this position',
  closeNote: 'Close it when filled. It leaves the lists and matches and can be reopened any time.',
  reopen: 'Reopen',
  reopenNote: 'It returns to the lists and matches at once.',
  correctFirst: 'Correct and save the marked conditions first, then reopen.',
  closed: 'The position is closed.',
  reopened: 'The position is open again.',
  factsTitle: 'The rest of the position',
  candidatesTitle: (total, title) =>
    `${total === 1 ? '1 person is' : `${n(total)} people are`} ready to talk about ${title}`,
  candidatesLead:
    'Only people who agreed that you may see them, best first. Numbers are masked; to reach them, ask the service station of their township.',
  noCandidatesTitle: (title) => `Nobody to contact yet for ${title}`,
  noCandidates: 'Nobody has agreed to be seen by you yet',
  noCandidatesWhy:
    'Veterans see fitting positions after signing in and decide themselves which employer may know of them. Clear positions (pay, lodging, shifts, licences asked for) find more of them.',
  noneFit: (consents) => `${n(consents)} agreed to be seen, but none meets this position’s gates`,
  noneFitWhy:
    'Gates are licences, certificates, age and education. Look at your other positions, or relax what can be relaxed.',
  seeOthers: 'See our other positions',
  whole: (name, age) => (age === null ? name : `${name}, aged ${n(age)}`),
  served: (years) => (years === 1 ? '1 year of service' : `${n(years)} years of service`),
  speciality: 'Speciality',
  education: 'Education',
  licences: 'Licences',
  certificates: 'Certificates',
  mobile: 'Mobile',
  consented: (when) => `agreed on ${when}`,
  howScored: 'Why ranked here',
  their: 'Person',
};
