import type { Messages } from '../zh/index.ts';

const n = String;
const rows = (count: number) => (count === 1 ? '1 row' : `${n(count)} rows`);

export const imports: Messages['imports'] = {
  rosterTitle: 'Drop a roster here: first check, then write',
  bothTitle: 'Drop a roster or positions form here: first check, then write',
  employerTitle: 'Upload your positions form: first check, then send',
  lead: 'Uploading only makes a preview. Nothing is written until you confirm.',
  kindLegend: 'What is this file',
  kinds: { roster: 'Roster', positions: 'Positions form' },
  kindHints: {
    roster: 'A list of veterans or family members, one person a row',
    positions: 'An employer’s form, or the list of a whole fair, one position a row',
  },
  file: 'Choose a file',
  fileHint: 'Excel (.xlsx, .xls) or CSV, at most 10 MB.',
  drop: 'Drop the file here, or choose it',
  dropOther: 'Choose another',
  fileMissing: 'Please choose a file',
  fileTooLarge: 'The file is over 10 MB. Please split it and upload again.',
  upload: 'Upload and preview',
  sending: (name) => `Uploading ${name}`,
  reading: (name) => `Reading and checking ${name}`,
  bytes: (kilobytes) =>
    kilobytes < 1024 ? `${n(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`,
  helpTitle: 'New to this? Read here',
  help: {
    roster: [
      'Use the roster as it was handed to you. Heading rows, column order and merged titles are recognised.',
      'Needed columns: name, ID number, home place down to the village.',
      'Good to have: mobile, education, date of discharge, post in service, licences, certificates, wishes. What is missing can be added later.',
      'Wrong rows are not written; each says which row, which entry, and why. Mend the file and upload it again: nothing is written twice.',
      'Only columns that the file has are updated. A batch can be undone as a whole.',
    ],
    positions: [
      'Use the positions form or the fair’s list as it is.',
      'Needed: employer and position. Good to have: headcount, pay, education, place, shifts, lodging, contact.',
      'Wrong rows are not written; each says which row, which entry, and why. Mend the file and upload it again: nothing is written twice.',
      'Positions with unlawful conditions (sex, marriage, deposits) come in but stay unpublished until the employer corrects them.',
    ],
  },
  listTitle: 'Earlier imports',
  none: 'Nothing imported yet',
  noneWhy: 'Every batch will be listed here, so that you can look at it or undo it.',
  when: 'When',
  fileName: 'File',
  kind: 'Kind',
  by: 'By',
  rows: 'Rows',
  written: 'Written',
  state: 'State',
  statuses: {
    preview: 'To be checked',
    confirmed: 'Written',
    undone: 'Undone',
    discarded: 'Discarded',
  },
  rowStatuses: {
    all: 'All',
    new: 'New',
    changed: 'Changed',
    identical: 'Identical',
    doubtful: 'Doubtful',
    wrong: 'Wrong',
  },
  rowStatusHelp: {
    all: 'Every row of the file in its order.',
    new: 'Not in the data bank; will be added.',
    changed: 'Known already; will be updated as shown below.',
    identical: 'Known already and the same; stays as it is.',
    doubtful: 'Something is uncertain. It will be written; please look at the marked place first.',
    wrong: 'Something essential is missing or wrong; not written. Mend the file and upload again.',
  },
  steps: ['Upload', 'Check', 'Write'],
  back: 'Back to imports',
  previewTitle: (total, wrong) =>
    wrong === 0
      ? `${rows(total)} read, please check`
      : `${rows(total)} read, ${n(wrong)} of them wrong`,
  confirmedTitle: (written) => `${rows(written)} written`,
  undoneTitle: 'This batch was undone',
  discardedTitle: 'This batch was discarded; nothing was written',
  uploaded: (kind, name, by, when) => `${kind} “${name}” · ${by} · uploaded ${when}`,
  willTitle: (writes) =>
    writes === 0 ? 'No row can be written' : `Confirming writes ${rows(writes)}`,
  will: (added, changed, doubtful) =>
    `${n(added)} new, ${n(changed)} changed, ${n(doubtful)} doubtful.`,
  stayOut: (wrong) => `${rows(wrong)} with errors will stay out.`,
  untouched: (identical) => `${rows(identical)} without change will be left alone.`,
  undoLater: 'The whole batch can be undone later.',
  nothingToWrite: 'Mend the file and upload it again, or discard this preview.',
  nothingNew: 'Everything in this file is in the data bank already. You can discard the preview.',
  confirm: 'Confirm and write',
  confirming: 'Writing, please keep this page open',
  discard: 'Discard this preview',
  resultTitle: 'Written',
  result: (written, wrong) =>
    wrong === 0
      ? `${rows(written)} written.`
      : `${rows(written)} written; ${n(wrong)} with errors stayed out. Mend the file and upload it again.`,
  toWrong: 'See the wrong rows',
  toPeople: 'See the people',
  toPositions: 'See the open positions',
  toOwnPositions: 'See our positions',
  another: 'Upload another file',
  undoTitle: 'Was this batch a mistake?',
  undoText:
    'It can be undone as a whole: what was added is taken out, what was changed goes back. Anything changed by somebody since then stays.',
  undo: 'Undo the whole batch',
  undoAskTitle: (written) => `Undo all ${rows(written)} of this batch?`,
  undoAsk:
    'What this batch added is taken out, what it changed goes back. To write it again the file must be uploaded anew.',
  undoYes: 'Yes, undo the batch',
  undoNo: 'Keep it',
  undone: 'The whole batch was undone.',
  confirmed: (written) => `${rows(written)} written.`,
  discarded: 'Discarded; nothing was written.',
  filterLabel: 'Filter by result',
  inFile: (sheet, row) => (sheet === null ? `row ${n(row)}` : `${sheet}, row ${n(row)}`),
  unnamed: 'No name',
  held: 'Held for correction',
  heldWhy:
    'This position comes in but has an unlawful condition: it stays unpublished until the employer corrects it.',
  rejected: 'Wrong',
  flagged: 'Please check',
  asRead: (text) => `Read as: ${text}`,
  before: 'Before',
  after: 'After',
  showRow: 'Show the row as written and as read',
  inTheFile: 'In the file',
  understood: 'As read',
  noRows: 'No rows of this kind',
  noRowsWhy: 'Choose another filter to see the other rows.',
  emptyFile: 'No rows of people or positions were found in this file',
  emptyFileWhy:
    'The headings may not have been recognised, or the table is empty. Please discard it and check the file.',
};
