import type { Role } from '@xincheng/db/vocabulary/roles';
import type { z } from 'zod';

/** Who may call: everybody, everybody signed in, or the holders of one of these posts. */
export type Access = 'public' | 'signed_in' | readonly Role[];

/**
 * One endpoint of the API. Routes, types, authorisation, the OpenAPI document and the guard tests are
 * all made from these objects; nothing about an endpoint is declared twice.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Fastify path, e.g. `/people/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON body, or `'file'` for raw bytes (`application/octet-stream`). */
  readonly body?: z.ZodType | 'file';
  /** `'file'`: bytes to download, as `FileReply`. */
  readonly response: z.ZodType | 'file';
  /** Status of a success; 200 unless told. */
  readonly status?: 200 | 201;
  /** POST that changes nothing (a reveal, a preview): it still leaves an audit entry. */
  readonly audit?: boolean;
}

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What the handler of an endpoint is given. */
export interface Parsed<E extends Endpoint> {
  params: Output<E['params']>;
  query: Output<E['query']>;
  body: E['body'] extends 'file' ? Uint8Array : Output<E['body']>;
}

/** What a caller of an endpoint sends. */
export interface Sent<E extends Endpoint> {
  params?: Input<E['params']>;
  query?: Input<E['query']>;
  body?: E['body'] extends 'file' ? Uint8Array : Input<E['body']>;
}

/** A file to download; `type` is its media type. */
export interface FileReply {
  name: string;
  type: string;
  bytes: Uint8Array;
}

export type Response<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.output<E['response']>
  : FileReply;
