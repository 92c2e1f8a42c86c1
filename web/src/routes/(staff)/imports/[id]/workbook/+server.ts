import { sendRows } from '#lib/server/import-rows.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => sendRows(event, '/imports');
