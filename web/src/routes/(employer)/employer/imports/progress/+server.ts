import { progress } from '#lib/server/imports.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = progress;
