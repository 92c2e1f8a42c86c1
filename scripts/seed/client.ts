import type { buildApp } from '@xincheng/api/app';
import type { FileKind } from '@xincheng/db/vocabulary/records';

type App = Awaited<ReturnType<typeof buildApp>>;

interface Request {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  payload?: object | Buffer;
}

/** Somebody signed in, calling the API in process. */
export interface SignedIn {
  get<T>(url: string): Promise<T>;
  post<T>(url: string, body?: object): Promise<T>;
  /** Uploads and confirms; the number of records written. */
  importFile(kind: FileKind, name: string, bytes: Uint8Array): Promise<number>;
}

/** Throws with the API's own words when a call fails: a demo county that is half loaded is no demo. */
export function makeClient(app: App) {
  const call = async <T>(request: Request): Promise<T> => {
    const reply = await app.inject(request);
    if (reply.statusCode >= 300) throw new Error(`${request.method} ${request.url}: ${reply.body}`);
    return reply.json<T>();
  };
  return {
    signIn: async (credentials: { account: string; password: string }): Promise<SignedIn> => {
      const { accessToken } = await call<{ accessToken: string }>({
        method: 'POST',
        url: '/auth/sign-in',
        payload: credentials,
      });
      const headers = { authorization: `Bearer ${accessToken}` };
      return {
        get: (url) => call({ method: 'GET', url, headers }),
        post: (url, payload) =>
          call({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) }),
        importFile: async (kind, name, bytes) => {
          const batch = await call<{ id: string }>({
            method: 'POST',
            url: `/imports?kind=${kind}&fileName=${encodeURIComponent(name)}`,
            headers: { ...headers, 'content-type': 'application/octet-stream' },
            payload: Buffer.from(bytes),
          });
          await call({ method: 'POST', url: `/imports/${batch.id}/confirm`, headers });
          // In process, the work is done when the request is answered.
          const { status, written } = await call<{ status: string; written: number }>({
            method: 'GET',
            url: `/imports/${batch.id}`,
            headers,
          });
          if (status !== 'confirmed') throw new Error(`${name}: ${status}`);
          return written;
        },
      };
    },
  };
}
