import { addStations, listStations } from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import { readStations, type LineFault, type PastedStations } from '#lib/server/station-rows.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  stations: (await get(event, listStations)).items,
});

export const actions: Actions = {
  default: async (event) => {
    const { values } = await readForm(event);
    const words = messagesOf(event.locals.preferences.locale);
    const pasted = readStations(values['rows'] ?? '', words.admin);
    const refuse = (faults: LineFault[], rows: string) =>
      fail(400, {
        ...{ values, faults, code: 'invalid_input' },
        errors: { rows },
        message: words.errors.invalid_input,
      });
    if (pasted.rows.length === 0) return refuse([], words.admin.nothingPasted);
    if (pasted.faults.length > 0)
      return refuse(pasted.faults, words.admin.rowsWrong(pasted.faults.length));

    const result = await call(event, addStations, { body: { rows: pasted.rows } });
    if (!result.ok) {
      const faults = lineFaults(result.error.fields ?? {}, pasted);
      if (faults.length > 0) return refuse(faults, words.admin.rowsWrong(faults.length));
      return failure(event, result, values);
    }
    setFlash(event.cookies, words.admin.written(result.data.written));
    redirect(303, '/stations');
  },
};

/** `rows.3.code` of the API as the line that the fourth row was pasted in. */
const lineFaults = (fields: Record<string, string>, { rows, lines }: PastedStations): LineFault[] =>
  Object.entries(fields).flatMap(([path, text]) => {
    const [, index = '', column = ''] = /^rows\.(\d+)\.(\w+)$/.exec(path) ?? [];
    const line = lines[Number(index)];
    const known = (Object.keys(rows[0] ?? {}) as LineFault['column'][]).find(
      (name) => name === column,
    );
    return line === undefined || known === undefined ? [] : [{ line, column: known, text }];
  });
