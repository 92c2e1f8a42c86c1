import { getSession, setupState, signIn } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/navigation.ts';
import { call } from '#lib/server/api.ts';
import { failure, load as get, localPath, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { session } = event.locals;
  const next = event.url.searchParams.get('next');
  if (session) redirect(303, localPath(next, homeOf(session.appointment.role)));
  if ((await get(event, setupState)).needsAdministrator) redirect(303, '/setup');
  return { asked: next !== null };
};

export const actions: Actions = {
  default: async (event) => {
    const { values } = await readForm(event);
    const { account = '', password = '' } = values;
    const result = await call(event, signIn, { body: { account, password } });
    if (!result.ok) return failure(event, result, { account });

    const session = await call(event, getSession);
    const home = session.ok ? homeOf(session.data.appointment.role) : '/';
    redirect(303, localPath(event.url.searchParams.get('next'), home));
  },
};
