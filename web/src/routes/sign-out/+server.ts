import { signOut } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { call } from '#lib/server/api.ts';
import { forgetSession } from '#lib/server/cookies.ts';
import type { RequestHandler } from './$types';

/** Ends the session on both sides. The browser forgets it even when the API does not answer. */
export const POST: RequestHandler = async (event) => {
  await call(event, signOut);
  forgetSession(event);
  redirect(303, '/');
};
