import { deserialize } from '$app/forms';
import type { FormFailure } from '#lib/server/respond.ts';

export interface ChosenFile {
  file: File;
  state: 'waiting' | 'received' | 'refused';
  /** Why it was refused. */
  reason: string;
  /** Page of its batch. */
  href: string | null;
}

export const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));

/** What became of one file: the page of its batch, or why it was not taken; `lost`: no answer. */
export type Outcome =
  | { kind: 'received'; href: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'signed_out'; href: string }
  | { kind: 'lost' };

/**
 * Sends one file to the form's action as Kit's `enhance` does, but by XMLHttpRequest: `fetch` cannot
 * tell how much of a file has gone out, and on a village line a roster takes its time.
 */
export const sendFile = (
  action: string,
  content: FormData,
  sent: (bytes: number) => void,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', action);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-sveltekit-action', 'true');
    request.upload.onprogress = ({ loaded }) => sent(loaded);
    request.onload = () => resolve(outcomeOf(request.responseText));
    request.onerror = () => resolve({ kind: 'lost' });
    request.send(content);
  });

const outcomeOf = (answer: string): Outcome => {
  try {
    const result = deserialize(answer);
    if (result.type === 'redirect') {
      const kind = result.location.startsWith('/sign-in') ? 'signed_out' : 'received';
      return { kind, href: result.location };
    }
    if (result.type === 'failure') {
      const { errors = {}, message = '' } = (result.data ?? {}) as Partial<FormFailure>;
      return { kind: 'refused', reason: Object.values(errors)[0] ?? message };
    }
    if (result.type === 'error') return { kind: 'refused', reason: result.error.message };
  } catch {
    // A proxy's own page, say.
  }
  return { kind: 'lost' };
};
