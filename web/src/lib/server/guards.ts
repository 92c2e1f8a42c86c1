import { dashboard, seekerRoles, type Role, type Session } from '@xincheng/api/contract';
import { error } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';

/** Who may open the pages of a route group. Groups not named here are public. */
const groups: readonly { prefix: string; roles: readonly Role[] | 'signed_in' }[] = [
  { prefix: '/(veteran)', roles: seekerRoles },
  { prefix: '/(employer)', roles: ['employer_user'] },
  { prefix: '/(staff)', roles: dashboard.access },
  { prefix: '/(account)', roles: 'signed_in' },
];

/** Whether the visitor may open the route: `no` is for people signed in under another post. */
export const admits = (
  routeId: string | null,
  session: Session | null,
): 'yes' | 'no' | 'sign_in' => {
  const group = groups.find(({ prefix }) => routeId?.startsWith(prefix));
  if (!group) return 'yes';
  if (!session) return 'sign_in';
  if (group.roles === 'signed_in') return 'yes';
  return group.roles.includes(session.appointment.role) ? 'yes' : 'no';
};

/**
 * Whether somebody still signs in with the first password that staff handed out: whoever printed the
 * slip knows it too, so nothing but the account page opens before it is replaced.
 */
export const ownPasswordFirst = (routeId: string | null, session: Session | null): boolean =>
  session?.account.mustChangePassword === true &&
  groups.some(({ prefix }) => prefix !== '/(account)' && routeId?.startsWith(prefix));

/** For the layout of a guarded group: ends with the 403 or 503 page unless the visitor may enter. */
export const requireEntry = (locals: App.Locals, routeId: string | null): { session: Session } => {
  const { session, unavailable, preferences } = locals;
  const words = messagesOf(preferences.locale).errors;
  if (unavailable || !session) error(503, words.unavailable, { code: 'unavailable' });
  if (admits(routeId, session) !== 'yes') error(403, words.forbidden, { code: 'forbidden' });
  return { session };
};
