import { exportPeople } from '@xincheng/api/contract';
import { readForm, sendFile } from '#lib/server/respond.ts';
import { signaturesIn } from '#lib/server/signatures.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { values } = await readForm(event);
  const { station = '', q = '', reason = '' } = values;
  const whole = values['whole'] === 'yes';
  const body = {
    ...signaturesIn(values),
    kind: values['kind'] === 'family' ? ('family' as const) : ('veteran' as const),
    ...(station === '' ? {} : { area: station }),
    ...(q === '' ? {} : { q }),
    whole,
    ...(whole ? { reason } : {}),
  };
  return sendFile(event, exportPeople, { body }, '/people');
};
