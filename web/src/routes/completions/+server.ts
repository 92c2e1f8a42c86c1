import { complete, completionKinds } from '@xincheng/api/contract';
import { call } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** Names for what is being typed; the browser asks here, never an engine. Without an answer: none. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url;
  const q = (searchParams.get('q') ?? '').trim().slice(0, 40);
  const asked = (searchParams.get('kinds') ?? '').split(',');
  const kinds = completionKinds.filter((kind) => asked.includes(kind)).join(',');
  const result = await call(event, complete, { query: { q, kinds } });
  return Response.json({ items: result.ok ? result.data.items : [] });
};
