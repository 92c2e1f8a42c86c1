import { isIP } from 'node:net';
import type { Db, Scope } from '@xincheng/db/client';
import { insertAudit } from '@xincheng/db/audit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Endpoint, FileReply, Parsed, Response } from './contract/endpoint.ts';
import { errorBody, errorCodes } from './contract/errors.ts';
import { type Actor, scopeOf } from './auth/actor.ts';
import { admit } from './auth/admit.ts';
import { countyScope } from './county.ts';
import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';
import { claimKey, keepReply, Replayed, replayEarlier, requestFingerprint } from './idempotency.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
  }
  interface FastifyContextConfig {
    /** Set by `route()` alone: a route without it cannot pass the guard tests. */
    access?: Access;
    /** Names the route outside `route()` (documentation, health) in the guard's list. */
    endpoint?: Endpoint;
  }
}

type ActorOf<E extends Endpoint> = E['access'] extends 'public' ? Actor | null : Actor;

/** What a handler works with. */
export interface Context<E extends Endpoint> extends Parsed<E> {
  deps: Deps;
  actor: ActorOf<E>;
  request: FastifyRequest;
  reply: FastifyReply;
  /** A transaction under the actor's scope for reading; may be called several times. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * The one transaction that changes things. Its audit entry and its idempotency key are part of
   * it, and what it returns must be the endpoint's reply, because a repeated request gets it again.
   * `as` is for those who are nobody yet (sign-in).
   */
  write(work: (db: Db) => Promise<Response<E>>, as?: Scope): Promise<Response<E>>;
  /** Subject and reason for the audit entry, where they are not the `:id` of the path. */
  note(entry: { subject?: string; reason?: string }): void;
}

/**
 * The only way to register an endpoint: schema, types, authorisation, idempotency and audit come
 * with it, so that none can be forgotten.
 */
export function route<E extends Endpoint>(
  app: FastifyInstance,
  deps: Deps,
  endpoint: E,
  handler: (context: Context<E>) => Promise<Response<E>>,
): void {
  const status = endpoint.status ?? 200;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { access: endpoint.access, endpoint },
    ...(endpoint.body === 'file' ? { bodyLimit: 10 * 1024 * 1024 } : {}),
    schema: {
      summary: endpoint.summary,
      ...(endpoint.access === 'public' ? {} : { security: [{ cookie: [] }, { bearer: [] }] }),
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined || endpoint.body === 'file' ? {} : { body: endpoint.body }),
      ...(endpoint.body === 'file' ? { consumes: ['application/octet-stream'] } : {}),
      // Bytes have no schema: they are sent as they are.
      response: {
        ...(endpoint.response === 'file' ? {} : { [status]: endpoint.response }),
        ...errorResponses,
      },
    },
    // Before the body is read: nobody unknown makes the server parse anything.
    onRequest: async (request) => {
      request.actor = await admit(deps, endpoint, request);
    },
    handler: async (request, reply) => {
      const context = makeContext(deps, endpoint, request, reply);
      try {
        const { actor } = request;
        // Whatever else was sent has been parsed as something else, or not at all.
        if (endpoint.body === 'file' && !Buffer.isBuffer(request.body))
          throw new AppError('invalid_input', { fields: { file: '请选择要上传的文件' } });
        const key = keyOf(request, endpoint);
        if (key !== null && actor !== null)
          await context.read((db) => replayEarlier(db, deps.sealer, actor.accountId, key));
        const body = await handler(context);
        if (endpoint.response === 'file') return await sendFile(reply, body as FileReply);
        return await reply.status(status).send(body);
      } catch (error) {
        if (!(error instanceof Replayed)) throw error;
        return reply.status(status).header('idempotency-replayed', 'true').send(error.body);
      }
    },
  });
}

const errorResponses = Object.fromEntries(
  [...new Set(Object.values(errorCodes).map(({ status }) => status))].map((code) => [
    code,
    errorBody,
  ]),
);

function makeContext<E extends Endpoint>(
  deps: Deps,
  endpoint: E,
  request: FastifyRequest,
  reply: FastifyReply,
): Context<E> {
  const noted: { subject?: string; reason?: string } = {};
  let written = false;
  const ownScope = async (): Promise<Scope> =>
    request.actor === null ? countyScope(await deps.county()) : scopeOf(request.actor);
  return {
    deps,
    request,
    reply,
    // Fastify has parsed these with the endpoint's own schemas.
    params: request.params as Context<E>['params'],
    query: request.query as Context<E>['query'],
    body: request.body as Context<E>['body'],
    actor: request.actor as Context<E>['actor'],
    read: async (work) => deps.pool.transaction(await ownScope(), work),
    write: async (work, as) => {
      if (written) throw new Error('one write a request: the reply is kept with it');
      written = true;
      const scope = as ?? (await ownScope());
      const now = deps.clock.now();
      const key = keyOf(request, endpoint);
      return deps.pool.transaction(scope, async (db) => {
        if (key !== null) await claimKey(db, deps.sealer, scope, key, now);
        const result = await work(db);
        // Without a county (the very first administrator) the database function keeps the record.
        if (scope.countyId !== undefined)
          await insertAudit(db, {
            countyId: scope.countyId,
            at: now,
            accountId: scope.accountId ?? null,
            appointmentId: scope.appointmentId ?? null,
            role: scope.role ?? null,
            action: `${endpoint.method} ${endpoint.path}`,
            subject: noted.subject ?? idParam(request),
            reason: noted.reason ?? null,
            ip: isIP(request.ip) === 0 ? null : request.ip,
            requestId: request.id,
          });
        if (key !== null) await keepReply(db, deps.sealer, scope, key, result);
        return result;
      });
    },
    note: (entry) => Object.assign(noted, entry),
  };
}

/** A download may be repeated: it has no other effect than its audit entry, and is not kept. */
const keyOf = (request: FastifyRequest, endpoint: Endpoint) =>
  endpoint.response === 'file' ? null : requestFingerprint(request, endpoint);

/** Always as a download under its name (RFC 6266), never shown by the browser. */
function sendFile(reply: FastifyReply, { name, type, bytes }: FileReply): FastifyReply {
  const plain = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${plain}`)
    .type(type)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** The `:id` of the path; a number counts changes and names nobody's row. */
function idParam(request: FastifyRequest): string | null {
  const { params } = request;
  const id = typeof params === 'object' && params !== null && 'id' in params ? params.id : null;
  return typeof id === 'string' ? id : null;
}
