import type { Messages } from '../zh/index.ts';

const n = String;

export const duplicates: Messages['duplicates'] = {
  title: (total) =>
    total === 0
      ? 'No duplicates to check'
      : total === 1
        ? '1 duplicate to check'
        : `${n(total)} duplicates to check one by one`,
  lead: 'The same ID number was reported twice with different content. A merge can be undone.',
  none: 'Nothing to check now',
  noneWhy: 'Whoever is reported twice by imports will be listed here.',
  toImports: 'Go to imports',
  back: 'Back to duplicates',
  where: (file, row) => `“${file}”, ${row}`,
  by: (name) => `imported by ${name}`,
  compare: 'Compare',
  states: {
    open: 'To be checked',
    elsewhere: 'At another station',
    nobody: 'Not in the data bank',
  },
  elsewhere:
    'This person is in another station’s care, so nothing of the record is shown here. Please ask the county.',
  nobody:
    'This person is not in the data bank yet, so there is nothing to merge. Check the file and import it again.',
  detailTitle: (name) => `${name} was reported twice: which to keep`,
  detailLead: (file, row, by) => `The file is “${file}”, ${row}, imported by ${by}.`,
  openPerson: 'Open the record',
  reason: 'Why this counts as a duplicate',
  keep: 'Keep the data bank’s',
  takeOffered: 'Take the file’s',
  both: 'Keep both',
  byHand: 'set by a clerk',
  same: (count) => `${n(count)} more entries are the same`,
  noDifference: 'Both say exactly the same; there is nothing to merge.',
  merge: 'Merge into the record',
  mergeNote: 'Only entries marked “take” or “both” are updated. A merge can be undone.',
  nothingTaken: 'Every entry is kept, so there is nothing to merge. If that is right, dismiss it.',
  dismiss: 'Do not merge, keep the record as it is',
  dismissShort: 'Dismiss',
  dismissed: 'Done; the record stays as it is.',
  merged: 'Merged',
  mergedText: 'What was chosen went into the record.',
  toUndo: 'See this merge, or undo it',
};
