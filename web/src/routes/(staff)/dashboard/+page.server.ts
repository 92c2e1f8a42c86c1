import { caseRoles, dashboard } from '@xincheng/api/contract';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const role = event.locals.session?.appointment.role;
  return {
    figures: await get(event, dashboard),
    /** The auditor sees figures, never the names behind them. */
    seesNames: caseRoles.some((known) => known === role),
  };
};
