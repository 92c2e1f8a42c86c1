/** Loading and deciding on import batches: the same for staff and for an employer's clerk. */
import {
  confirmImport,
  discardImport,
  getImport,
  listDuplicates,
  listImportRows,
  listImports,
  listSpecialities,
  listStations,
  listTownships,
  undoImport,
  uploadImport,
} from '@xincheng/api/contract';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { offsetIn } from '#lib/form.ts';
import { rowStatuses, workOf, type BatchProgress } from '#lib/imports.ts';
import { messagesOf } from '#lib/messages/index.ts';
import type { CodeNames } from '#lib/record.ts';
import { call } from './api.ts';
import { setFlash } from './flash.ts';
import { failure, load as get, readForm, type FormFailure } from './respond.ts';

const fileKinds = ['roster', 'positions'] as const;
type FileKind = (typeof fileKinds)[number];
type Event = RequestEvent<{ id: string }>;

const page = 20;
/** Bytes; the API refuses more. */
const largestFile = 10 * 1024 * 1024;

/** What one's post may import: rosters belong to stations, forms to the bureau and to employers. */
const kindsFor = (event: RequestEvent): FileKind[] => {
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

const isEmployer = (event: RequestEvent): boolean =>
  event.locals.session?.appointment.role === 'employer_user';

export const loadImports = async (event: RequestEvent) => {
  const offset = offsetIn(event.url);
  const [batches, duplicates] = await Promise.all([
    get(event, listImports, { query: { limit: page, offset } }),
    isEmployer(event) ? null : get(event, listDuplicates, { query: { limit: 1 } }),
  ]);
  return {
    ...{ batches, kinds: kindsFor(event), limit: page, offset },
    duplicates: duplicates?.total ?? 0,
  };
};

/**
 * Uploads the posted files, each as a batch of its own. One leads to its preview under `base`,
 * several to the list; what was not taken is named with the reason.
 */
export const upload = async (event: RequestEvent, base: string) => {
  const { values, data } = await readForm(event);
  const words = messagesOf(event.locals.preferences.locale);
  const kind = fileKinds.find((known) => known === values['kind']);
  const files = data
    .getAll('file')
    .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''));

  const received: string[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const fault = faultOf(file, words);
    if (fault !== null) {
      refused.push(fault);
      continue;
    }
    const result = await call(event, uploadImport, {
      query: { fileName: file.name.slice(-200), ...(kind === undefined ? {} : { kind }) },
      body: new Uint8Array(await file.arrayBuffer()),
    });
    if (result.ok) {
      received.push(result.data.id);
      continue;
    }
    if (result.error.code === 'not_signed_in') return failure(event, result, values);
    const reason = Object.values(result.error.fields ?? {})[0] ?? words.errors[result.error.code];
    refused.push(files.length === 1 ? reason : words.imports.fileFailed(file.name, reason));
  }
  if (files.length === 0) refused.push(words.imports.fileMissing);
  if (refused.length > 0)
    return fail<FormFailure>(400, {
      values,
      errors: Object.fromEntries(refused.map((reason, at) => [`file.${String(at)}`, reason])),
      message: words.errors.invalid_input,
      code: 'invalid_input',
    });
  const [only, ...more] = received;
  if (only !== undefined && more.length === 0) redirect(303, `${base}/${only}`);
  setFlash(event.cookies, words.imports.receivedAll(received.length));
  redirect(303, base);
};

/** Why a file is not even sent on; null when it may be. */
const faultOf = ({ name, size }: File, { imports }: ReturnType<typeof messagesOf>) => {
  if (size === 0) return imports.fileEmpty(name);
  const kilobytes = Math.round(size / 1024);
  return size > largestFile ? imports.fileTooLarge(name, imports.bytes(kilobytes)) : null;
};

/** How far the work is: of the batch `id` of the query, or of all on that page of the list. */
export const progress = async (event: RequestEvent): Promise<Response> => {
  const id = event.url.searchParams.get('id');
  const batches =
    id === null
      ? (await get(event, listImports, { query: { limit: page, offset: offsetIn(event.url) } }))
          .items
      : [await get(event, getImport, { params: { id } })];
  return Response.json(
    batches.map(({ id: batch, status, progress: done }): BatchProgress => {
      return { id: batch, status, progress: done };
    }),
  );
};

export const loadImport = async (event: Event) => {
  const { id } = event.params;
  const asked = event.url.searchParams.get('status');
  const offset = offsetIn(event.url);
  const batch = await get(event, getImport, { params: { id } });
  // Without a choice the page opens where somebody is needed first.
  const status =
    asked === 'all'
      ? null
      : (rowStatuses.find((known) => known === asked) ??
        rowStatuses.find((known) => batch.counts[known] > 0) ??
        null);
  const resting = workOf(batch) === null && batch.kind !== 'merge';
  const [rows, names] = await Promise.all([
    resting
      ? get(event, listImportRows, {
          params: { id },
          query: { limit: page, offset, ...(status === null ? {} : { status }) },
        })
      : { items: [], total: 0 },
    codeNames(event),
  ]);
  const asksUndo = event.url.searchParams.get('ask') === 'undo';
  return { batch, rows, names, status, asksUndo, limit: page, offset };
};

/** Names of townships, specialities and, for staff, stations. */
export const codeNames = async (event: RequestEvent): Promise<CodeNames> => {
  const [townships, specialities, stations] = await Promise.all([
    get(event, listTownships),
    get(event, listSpecialities),
    isEmployer(event) ? { items: [] } : get(event, listStations),
  ]);
  return Object.fromEntries<string>([
    ...townships.items.map(({ code, name }) => [code, name] as const),
    ...specialities.items.map(({ key, name }) => [key, name] as const),
    ...stations.items.map(({ code, name }) => [code, name] as const),
  ]);
};

/** The writing goes on in the background: the page then shows how far it is. */
export const confirm = async (event: Event) => {
  await readForm(event);
  const result = await call(event, confirmImport, { params: { id: event.params.id } });
  if (!result.ok) return failure(event, result);
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
  redirect(303, event.url.pathname);
};
