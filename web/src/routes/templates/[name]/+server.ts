import { getTemplate } from '@xincheng/api/contract';
import { error } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { sendFile } from '#lib/server/respond.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
  const params = getTemplate.params.safeParse(event.params);
  if (!params.success)
    error(404, messagesOf(event.locals.preferences.locale).errors.not_found, { code: 'not_found' });
  return sendFile(event, getTemplate, { params: params.data }, '/');
};
