/** Correcting an import in its preview: one row, the meaning of columns; taking rows away as a file. */
import {
  correctImportRow,
  downloadImportRows,
  getImport,
  setImportColumns,
  type Sent,
} from '@xincheng/api/contract';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { rowStatuses } from '#lib/imports.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from './api.ts';
import { setFlash } from './flash.ts';
import { failure, readForm, sendFile, type FormFailure } from './respond.ts';

type Event = RequestEvent<{ id: string }>;
type Correction = NonNullable<Sent<typeof correctImportRow>['body']>;

/** Corrects one row; the answer is the row as it is read now and the new counts of the batch. */
export const correct = async (event: Event) => {
  const { values, data } = await readForm(event);
  const { id } = event.params;
  const body = correctionOf(values, data);
  if (body === null) return unchanged(event, values, (words) => words.importRows.unchanged);

  const params = { id, rowId: values['row'] ?? '' };
  const result = await call(event, correctImportRow, { params, body });
  if (!result.ok) return failure(event, result, values);
  const batch = await call(event, getImport, { params: { id } });
  return { corrected: result.data, counts: batch.ok ? batch.data.counts : null };
};

/**
 * The form of a row has, per column, `was.` (what stood there), `cell.` (what stands there now),
 * `clear.` (a masked cell to be emptied) and `proposal.`; `adopt` is the column whose proposal was
 * taken; `field` and `take` the fields of the known record and those among them to be updated.
 * Null when nothing is different.
 */
const correctionOf = (values: Record<string, string>, data: FormData): Correction | null => {
  const texts = (name: string): string[] => data.getAll(name).filter(isText);
  if (values['leave_out'] !== undefined) return { leaveOut: values['leave_out'] === 'yes' };

  const fields = texts('field');
  if (fields.length > 0) {
    const taken = texts('take');
    return { take: Object.fromEntries(fields.map((field) => [field, taken.includes(field)])) };
  }
  const cells = texts('column').flatMap((column) => {
    const was = lines(values[`was.${column}`]);
    const now = lines(values[`cell.${column}`]);
    if (values['adopt'] === column) return [{ column, text: values[`proposal.${column}`] ?? '' }];
    if (values[`clear.${column}`] === 'yes') return [{ column, text: '' }];
    return now === was ? [] : [{ column, text: now }];
  });
  return cells.length === 0 ? null : { cells };
};

/** A form sends every line break as CRLF. */
const lines = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n');
const isText = (value: FormDataEntryValue): value is string => typeof value === 'string';

/** Says what columns mean; the file is then read again. Only what differs is sent. */
export const setColumns = async (event: Event) => {
  const { values, data } = await readForm(event);
  const [headings = [], columns = [], before = []] = ['heading', 'column', 'was'].map((name) =>
    data.getAll(name).filter(isText),
  );
  const changed = new Map(
    headings.flatMap((heading, at) =>
      columns[at] === before[at] ? [] : [[heading, columns[at] || null] as const],
    ),
  );
  if (changed.size === 0)
    return unchanged(event, values, (words) => words.imports.tables.unchanged);

  const result = await call(event, setImportColumns, {
    params: { id: event.params.id },
    body: { columns: [...changed].map(([heading, column]) => ({ heading, column })) },
  });
  if (!result.ok) return failure(event, result, values);
  setFlash(event.cookies, messagesOf(event.locals.preferences.locale).imports.tables.saved);
  redirect(303, event.url.pathname);
};

const unchanged = (
  event: Event,
  values: Record<string, string>,
  say: (words: ReturnType<typeof messagesOf>) => string,
) => {
  const message = say(messagesOf(event.locals.preferences.locale));
  return fail<FormFailure>(400, { values, errors: {}, message, code: 'invalid_input' });
};

/** The rows of the chosen states as a workbook to mend; `base` is the list of batches. */
export const sendRows = async (event: Event, base: string): Promise<Response> => {
  const { data } = await readForm(event);
  const chosen = data.getAll('status');
  const statuses = rowStatuses.filter((status) => chosen.includes(status));
  const { id } = event.params;
  return sendFile(
    event,
    downloadImportRows,
    { params: { id }, body: { statuses } },
    `${base}/${id}`,
  );
};
