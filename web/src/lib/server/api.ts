import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  errorBody,
  errorCodes,
  type Endpoint,
  type ErrorBody,
  type ErrorCode,
  type Response as Answer,
  type Sent,
} from '@xincheng/api/contract';
import type { RequestEvent } from '@sveltejs/kit';
import { env } from '../../../env.ts';
import { relayCookies, sessionCookies } from './cookies.ts';

/** What a call came to. A failure is a value, never an exception: the page decides what to do. */
export type Result<T> = { ok: true; data: T } | { ok: false; status: number; error: ErrorBody };

const base = `http://127.0.0.1:${String(env.API_PORT)}`;
const ownOrigin = `http://127.0.0.1:${String(env.PORT)}`;

/** Milliseconds; taking a large file in or making one takes the API longer than anything else. */
const patience = { usual: 15_000, file: 60_000, busy: 500 };

/** An endpoint that answers with bytes. */
export type FileEndpoint = Endpoint & { response: 'file' };

/**
 * Calls one endpoint of the API as the visitor: forwards the session cookies, relays new ones.
 *
 * A body is checked against the contract first, so that a form's faults come back without a request.
 * Changes carry an idempotency key made of the form's key and the content: the same form sent twice
 * has one effect, a corrected form is a new request. A lost connection is tried once more, and so is
 * an API that is too busy for a moment.
 */
export const call = async <E extends Endpoint>(
  event: RequestEvent,
  endpoint: E,
  sent: Sent<E> = {},
): Promise<Result<Answer<E>>> => {
  const asked = await ask(event, endpoint, sent);
  if (!asked.ok) return asked;
  try {
    // The API checks its own answers against the same schema before it sends them.
    return { ok: true, data: (await asked.data.json()) as Answer<E> };
  } catch {
    return failed('unavailable');
  }
};

/** The same for an endpoint that answers with a file: the API's response, its body not yet read. */
export const download = <E extends FileEndpoint>(
  event: RequestEvent,
  endpoint: E,
  sent: Sent<E> = {},
): Promise<Result<Response>> => ask(event, endpoint, sent);

const ask = async (
  event: RequestEvent,
  endpoint: Endpoint,
  sent: { params?: unknown; query?: unknown; body?: unknown },
): Promise<Result<Response>> => {
  const faults = bodyFaults(endpoint, sent.body);
  if (faults) return failed('invalid_input', faults);

  const url = base + fillPath(endpoint.path, sent.params) + queryString(sent.query);
  const init = request(event, endpoint, url, sent.body);

  let response: Response;
  try {
    response = await fetch(url, init()).catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'TimeoutError') throw cause;
      return fetch(url, init());
    });
    if (response.status === errorCodes.unavailable.status) {
      await sleep(patience.busy);
      response = await fetch(url, init());
    }
  } catch {
    return failed('unavailable');
  }
  relayCookies(event, response);
  if (response.ok) return { ok: true, data: response };

  const body: unknown = await response.json().catch(() => null);
  const known = errorBody.safeParse(body);
  if (known.success) return { ok: false, status: response.status, error: known.data };
  return failed(response.status === 503 ? 'unavailable' : 'internal');
};

/** A failure that did not come from the API. */
const failed = (code: ErrorCode, fields?: Record<string, string>) => ({
  ok: false as const,
  status: errorCodes[code].status,
  error: { code, message: errorCodes[code].message, requestId: '', ...(fields ? { fields } : {}) },
});

const bodyFaults = (endpoint: Endpoint, body: unknown): Record<string, string> | null => {
  if (endpoint.body === undefined || endpoint.body === 'file') return null;
  const parsed = endpoint.body.safeParse(body, { error: () => '这一项填得不对，请检查' });
  if (parsed.success) return null;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  return fields;
};

const request = (event: RequestEvent, endpoint: Endpoint, url: string, body: unknown) => {
  const file = body instanceof Uint8Array ? new Uint8Array(body) : null;
  const text = body === undefined || file ? null : JSON.stringify(body);
  const headers: Record<string, string> = {
    accept: endpoint.response === 'file' ? '*/*' : 'application/json',
    cookie: sessionCookies(event),
    // SvelteKit has checked the visitor's own origin; to the API this server is the browser.
    origin: ownOrigin,
    'x-forwarded-for': event.getClientAddress(),
    'x-forwarded-host': event.url.host,
    'x-forwarded-proto': event.url.protocol.replace(':', ''),
  };
  if (file) headers['content-type'] = 'application/octet-stream';
  if (text !== null) headers['content-type'] = 'application/json';
  if (endpoint.method !== 'GET') {
    headers['idempotency-key'] = idempotencyKey(
      event.locals.formKey,
      `${endpoint.method} ${url}`,
      file ?? text ?? '',
    );
  }
  return (): RequestInit => ({
    method: endpoint.method,
    headers,
    body: file ?? text,
    signal: AbortSignal.timeout(
      file || endpoint.response === 'file' ? patience.file : patience.usual,
    ),
  });
};

const idempotencyKey = (formKey: string | null, asked: string, content: string | Uint8Array) =>
  formKey === null
    ? randomUUID()
    : createHash('sha256').update(`${formKey}\n${asked}\n`).update(content).digest('hex');

const fillPath = (path: string, params: unknown): string => {
  const given = (params ?? {}) as Record<string, string | undefined>;
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
};

const queryString = (query: unknown): string => {
  const given = Object.entries((query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]): [string, string] => [name, String(value)]);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};
