import type { Messages } from '../zh/index.ts';

const n = String;
const rows = (count: number) => (count === 1 ? '1 row' : `${n(count)} rows`);
const files = (count: number) => (count === 1 ? '1 file' : `${n(count)} files`);
const columns = (count: number) => (count === 1 ? '1 column' : `${n(count)} columns`);

export const imports: Messages['imports'] = {
  rosterTitle: 'Drop a roster here: first check, then write',
  bothTitle: 'Drop a roster or positions form here: first check, then write',
  employerTitle: 'Upload your positions form: first check, then send',
  lead: 'Uploading only makes a preview. Nothing is written until you confirm.',
  kinds: { roster: 'Roster', positions: 'Positions form', merge: 'Duplicates merged' },
  kindOther: 'Recognised wrongly? Say what the file is',
  kindLegend: 'What is this file',
  kindAuto: 'Tell by the headings',
  kindHints: {
    roster: 'A list of veterans or family members, one person a row',
    positions: 'An employer’s form, or the list of a whole fair, one position a row',
  },
  file: 'Choose files',
  fileHint: 'Excel (.xlsx, .xls), WPS or CSV, at most 10 MB each; several at once if you like.',
  drop: 'Drop the files here, or choose them',
  dropOther: 'Choose again',
  fileMissing: 'Please choose a file',
  fileTooLarge: (name, size) =>
    `“${name}” is ${size}, over 10 MB, and was not uploaded. Please split it and upload again.`,
  fileEmpty: (name) => `“${name}” is empty and was not uploaded.`,
  fileFailed: (name, reason) => `“${name}” was not taken: ${reason}`,
  upload: 'Upload and preview',
  sending: (name) => `Uploading ${name}`,
  sendingOf: (number, total, name) => `${n(number)} of ${n(total)}: uploading ${name}`,
  sendingStay: 'Please stay on this page until all files are sent.',
  received: 'Received',
  refused: 'Not taken',
  receivedAll: (count) =>
    `${files(count)} received. They are read one by one; results are listed below.`,
  receivedSome: (count, failed) =>
    `${files(count)} received, ${n(failed)} not taken; the reason stands below the name.`,
  bytes: (kilobytes) =>
    kilobytes < 1024 ? `${n(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`,
  helpTitle: 'New to this? Read here',
  help: {
    roster: [
      'Use the roster as it was handed to you. Heading rows, column order and merged titles are recognised.',
      'Needed columns: name, ID number, home place down to the village.',
      'Good to have: mobile, education, date of discharge, post in service, licences, certificates, wishes. What is missing can be added later.',
      'Wrong rows are not written; the cell and the reason are marked. Mend them here, or download them, mend and upload again.',
      'Uploading a file twice writes nothing twice. Only columns that the file has are updated. A batch can be undone as a whole.',
    ],
    positions: [
      'Use the positions form or the fair’s list as it is.',
      'Needed: employer and position. Good to have: headcount, pay, education, place, shifts, lodging, contact.',
      'Wrong rows are not written; the cell and the reason are marked. Mend them here, or download them, mend and upload again.',
      'Positions with unlawful conditions (sex, marriage, deposits) come in but stay unpublished until the employer corrects them.',
    ],
  },
  listTitle: 'Earlier imports',
  none: 'Nothing imported yet',
  noneWhy: 'Every batch will be listed here, so that you can look at it or undo it.',
  duplicatesWait: (total) =>
    total === 1
      ? '1 row about somebody known already waits for you.'
      : `${n(total)} rows about people known already wait for you.`,
  toDuplicates: 'Go to duplicates',
  when: 'When',
  fileName: 'File',
  kind: 'Kind',
  by: 'By',
  rows: 'Rows',
  written: 'Written',
  state: 'State',
  statuses: {
    reading: 'Being read',
    refused: 'Unreadable',
    preview: 'To be checked',
    writing: 'Being written',
    confirmed: 'Written',
    undoing: 'Being undone',
    undone: 'Undone',
    discarded: 'Discarded',
  },
  workOf: (done, total) => `${done} of ${total} rows`,
  steps: ['Upload', 'Check', 'Write'],
  back: 'Back to imports',
  readingTitle: 'Reading this file',
  writingTitle: 'Writing',
  undoingTitle: 'Undoing',
  refusedTitle: 'This file cannot be read',
  previewTitle: (total, stopped) =>
    stopped === 0
      ? `${rows(total)} read, please check`
      : `${rows(total)} read, ${n(stopped)} of them wrong`,
  confirmedTitle: (written) => `${rows(written)} written`,
  mergedTitle: 'The duplicate was merged',
  undoneTitle: 'This batch was undone',
  discardedTitle: 'This batch was discarded; nothing was written',
  uploaded: (kind, name, by, when) => `${kind} “${name}” · ${by} · uploaded ${when}`,
  merged: (by, when) => `${by} · merged ${when}`,
  work: {
    reading: 'Reading and checking row by row',
    writing: 'Writing row by row',
    undoing: 'Undoing row by row',
  },
  workWhy: {
    reading:
      'Headings are recognised, errors looked for, people compared with the data bank. Nothing is written.',
    writing: 'The rows that you confirmed are being written.',
    undoing: 'What this batch wrote is being put back.',
  },
  mayLeave: 'You may leave this page and come back later.',
  refresh: 'Reload to see progress',
  guessTitle: 'Perhaps only the column names are unusual',
  guess: (sheet: string | null, row: number) =>
    `Row ${String(row)}${sheet === null ? '' : ` of “${sheet}”`} looks like a heading. Say what the columns are, and the file is read by that.`,
  refusedWhat: 'What to do',
  refusedSteps: [
    'Open the file in Excel or WPS, make sure the list is there, save it as .xlsx and upload it again.',
    'Take a password off first. Tables in photos, Word or PDF have to be copied into a sheet.',
    'Without a table of your own, fill in one of the templates below.',
  ],
  willTitle: (writes) =>
    writes === 0 ? 'No row can be written' : `Confirming writes ${rows(writes)}`,
  will: (added, changed, doubtful) =>
    `${[
      added > 0 ? `${n(added)} new` : '',
      changed > 0 ? `${n(changed)} changed` : '',
      doubtful > 0 ? `${n(doubtful)} doubtful` : '',
    ]
      .filter(Boolean)
      .join(', ')}.`,
  stayOut: (wrong) => `${rows(wrong)} with errors will stay out until mended.`,
  duplicatesLater: (duplicates) =>
    `${rows(duplicates)} about people known already will wait to be merged afterwards.`,
  duplicatesOut: (duplicates) => `${rows(duplicates)} that repeat others will stay out.`,
  leftOut: (count) => `You left out ${rows(count)}.`,
  untouched: (identical) => `${rows(identical)} without change will be left alone.`,
  undoLater: 'The whole batch can be undone later.',
  nothingToWrite:
    'Mend the rows below, or mend the file and upload it again, or discard this preview.',
  nothingNew: 'Everything in this file is in the data bank already. You can discard the preview.',
  confirm: 'Confirm and write',
  confirmDuplicates: 'Confirm, then compare the duplicates',
  discard: 'Discard this preview',
  discardRefused: 'Discard this file',
  unsaved: (count) => `${rows(count)} typed but not saved. Save them first, then confirm.`,
  unsavedLeave: (count) => `${rows(count)} typed but not saved will be lost. Leave the page?`,
  resultTitle: 'Written',
  result: (written) => `${rows(written)} written.`,
  resultWrong: (wrong) =>
    `${rows(wrong)} with errors stayed out. Download them, mend and upload again.`,
  resultDuplicates: (duplicates) =>
    `${rows(duplicates)} about people known already wait to be merged.`,
  mergedText: 'What was chosen went into the record; everything else stayed as it was.',
  toWrong: 'See the wrong rows',
  toPeople: 'See the people',
  toPositions: 'See the open positions',
  toOwnPositions: 'See our positions',
  another: 'Upload another file',
  undoTitle: 'Was this batch a mistake?',
  undoMergeTitle: 'Was this merge a mistake?',
  undoText:
    'It can be undone as a whole: what was added is taken out, what was changed goes back. Anything changed by somebody since then stays.',
  undo: 'Undo the whole batch',
  undoMerge: 'Undo this merge',
  undoAskTitle: (written) => `Undo all ${rows(written)} of this batch?`,
  undoAsk:
    'What this batch added is taken out, what it changed goes back. To write it again the file must be uploaded anew.',
  undoYes: 'Yes, undo the batch',
  undoNo: 'Keep it',
  discarded: 'Discarded; nothing was written.',
  emptyFile: 'No rows of people or positions were found in this file',
  emptyFileWhy:
    'The headings may not have been recognised, or the table is empty. Check the columns above, or discard it and check the file.',
  tables: {
    title: (tables, count) =>
      tables === 0
        ? 'No table recognised'
        : tables === 1
          ? `1 table recognised, ${rows(count)}`
          : `${n(tables)} tables recognised, ${rows(count)} in all`,
    columns: (known, unknown) =>
      unknown === 0
        ? `all ${columns(known)} understood`
        : `${columns(known)} understood, ${n(unknown)} not`,
    show: 'Which columns were recognised',
    where: (sheet, row, count) =>
      `${sheet === null ? '' : `Sheet “${sheet}”: `}headings in row ${n(row)}, ${rows(count)} below`,
    known: 'Understood',
    unknown: 'Not understood',
    unknownWhy: 'Columns not understood stay as text in each row and go into no record.',
    said: 'as you or a colleague said',
    hidden: 'hidden column',
    wrong: 'A column is wrong?',
    formTitle: 'What each column is',
    formNote:
      'Change only what is wrong. The file is then read again; corrections made in this preview have to be made anew.',
    remembered:
      'It is remembered: the next file with such headings from your station or employer is read the same way.',
    heading: 'Column in the file',
    meaning: 'Meaning',
    nothing: 'Leave this column out',
    save: 'Save and read again',
    unchanged: 'No column was changed.',
    saved: 'Remembered; the file is being read again.',
  },
};
