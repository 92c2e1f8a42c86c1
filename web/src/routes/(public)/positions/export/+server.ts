import { exportPositions } from '@xincheng/api/contract';
import { localPath, readForm, sendFile } from '#lib/server/respond.ts';
import { signaturesIn } from '#lib/server/signatures.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { values } = await readForm(event);
  const back = localPath(values['back'] ?? null, '/positions');
  return sendFile(event, exportPositions, { body: signaturesIn(values) }, back);
};
