/** Loading and deciding on import batches: the same for staff and for an employer's clerk. */
import {
  confirmImport,
  discardImport,
  getImport,
  listImportRows,
  listImports,
  listSpecialities,
  listStations,
  listTownships,
  undoImport,
  uploadImport,
  type ImportBatch,
} from '@xincheng/api/contract';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { offsetIn } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import type { CodeNames } from '#lib/record.ts';
import { call } from './api.ts';
import { setFlash } from './flash.ts';
import { failure, load as get, readForm, type FormFailure } from './respond.ts';

type Kind = ImportBatch['kind'];
type Event = RequestEvent<{ id: string }>;

const page = 20;
/** Bytes; the API refuses more. */
const largestFile = 10 * 1024 * 1024;

/** What one's post may import: rosters belong to stations, forms to the bureau and to employers. */
const kindsFor = (event: RequestEvent): Kind[] => {
  switch (event.locals.session?.appointment.role) {
    case 'employer_user':
      return ['positions'];
    case 'bureau_staff':
    case 'administrator':
      return ['roster', 'positions'];
    default:
      return ['roster'];
  }
};

export const loadImports = async (event: RequestEvent) => {
  const offset = offsetIn(event.url);
  const batches = await get(event, listImports, { query: { limit: page, offset } });
  return { batches, kinds: kindsFor(event), limit: page, offset };
};

/** Uploads the posted file and leads to its preview under `base`. */
export const upload = async (event: RequestEvent, base: string) => {
  const { values, data } = await readForm(event);
  const words = messagesOf(event.locals.preferences.locale);
  const kinds = kindsFor(event);
  const kind = kinds.find((known) => known === values['kind']) ?? kinds[0] ?? 'roster';
  const file = data.get('file');

  const refuse = (message: string) =>
    fail<FormFailure>(400, {
      values,
      errors: { file: message },
      message: words.errors.invalid_input,
      code: 'invalid_input',
    });
  if (!(file instanceof File) || file.size === 0) return refuse(words.imports.fileMissing);
  if (file.size > largestFile) return refuse(words.imports.fileTooLarge);

  const result = await call(event, uploadImport, {
    query: { kind, fileName: file.name.slice(-200) },
    body: new Uint8Array(await file.arrayBuffer()),
  });
  if (!result.ok) return failure(event, result, values);
  redirect(303, `${base}/${result.data.id}`);
};

const rowStatuses = ['new', 'changed', 'identical', 'doubtful', 'wrong'] as const;

export const loadImport = async (event: Event) => {
  const { id } = event.params;
  const asked = event.url.searchParams.get('status');
  const status = rowStatuses.find((known) => known === asked) ?? null;
  const offset = offsetIn(event.url);
  const batch = await get(event, getImport, { params: { id } });
  const [rows, names] = await Promise.all([
    get(event, listImportRows, {
      params: { id },
      query: { limit: page, offset, ...(status === null ? {} : { status }) },
    }),
    codeNames(event),
  ]);
  const asksUndo = event.url.searchParams.get('ask') === 'undo';
  return { batch, rows, names, status, asksUndo, limit: page, offset };
};

/** Names of townships, specialities and, for staff, stations. */
export const codeNames = async (event: RequestEvent): Promise<CodeNames> => {
  const staff = event.locals.session?.appointment.role !== 'employer_user';
  const [townships, specialities, stations] = await Promise.all([
    get(event, listTownships),
    get(event, listSpecialities),
    staff ? get(event, listStations) : { items: [] },
  ]);
  return Object.fromEntries<string>([
    ...townships.items.map(({ code, name }) => [code, name] as const),
    ...specialities.items.map(({ key, name }) => [key, name] as const),
    ...stations.items.map(({ code, name }) => [code, name] as const),
  ]);
};

export const confirm = async (event: Event) => {
  await readForm(event);
  const result = await call(event, confirmImport, { params: { id: event.params.id } });
  if (!result.ok) return failure(event, result);
  const words = messagesOf(event.locals.preferences.locale).imports;
  setFlash(event.cookies, words.confirmed(result.data.written));
  redirect(303, event.url.pathname);
};

export const discard = async (event: Event, base: string) => {
  await readForm(event);
  const result = await call(event, discardImport, { params: { id: event.params.id } });
  if (!result.ok) return failure(event, result);
  setFlash(event.cookies, messagesOf(event.locals.preferences.locale).imports.discarded);
  redirect(303, base);
};

export const undo = async (event: Event) => {
  await readForm(event);
  const result = await call(event, undoImport, { params: { id: event.params.id } });
  if (!result.ok) return failure(event, result);
  setFlash(event.cookies, messagesOf(event.locals.preferences.locale).imports.undone);
  redirect(303, event.url.pathname);
};
