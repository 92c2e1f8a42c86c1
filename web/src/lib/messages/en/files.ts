import type { Messages } from '../zh/index.ts';

export const files: Messages['files'] = {
  templatesTitle: 'No table of your own? Take a template',
  templatesNote: 'With drop-downs and a filled example; ID numbers stay as typed.',
  templates: {
    veterans: 'Roster of veterans',
    families: 'Register of families',
    positions: 'Positions form (one employer)',
    summary: 'List of positions (many employers)',
  },
  exportPeople: 'Export a roster',
  exportPeopleNote:
    'In the layout of the roster, for the station and the words searched for above. Numbers are masked.',
  exportPositions: 'Export the list of positions',
  exportPositionsNote: 'Open positions in the layout of the fair’s list.',
  kind: 'Who',
  unit: 'Unit',
  filledBy: 'Filled in by',
  checkedBy: 'Checked by',
  whole: 'With full ID and mobile numbers',
  wholeNote: 'Needs a reason and goes into the audit.',
  reason: 'Reason',
  reasonHint: 'For example: names for the county’s training course',
  download: 'Download',
  preparing: 'The sheet is being made; the download will start by itself.',
  done: 'Downloaded; see your browser’s downloads.',
  failed: 'The download did not succeed. Please try again.',
};
