/** Everything a client of the API needs: one object per endpoint, the error shape, the wire types. */
import * as auth from './auth.ts';
import * as bureau from './bureau.ts';
import * as duplicates from './duplicates.ts';
import type { Endpoint } from './endpoint.ts';
import * as files from './files.ts';
import * as imports from './imports.ts';
import * as me from './me.ts';
import * as people from './people.ts';
import * as positions from './positions.ts';
import * as reference from './reference.ts';
import * as search from './search.ts';
import * as searchIndex from './search-index.ts';
import * as system from './system.ts';

export * from './auth.ts';
export * from './bureau.ts';
export type { Access, Endpoint, FileReply, Parsed, Response, Sent } from './endpoint.ts';
export * from './errors.ts';
export * from './duplicates.ts';
export * from './files.ts';
export * from './imports.ts';
export * from './me.ts';
export * from './people.ts';
export * from './positions.ts';
export * from './reference.ts';
export * from './reference-values.ts';
export * from './search.ts';
export * from './search-index.ts';
export * from './system.ts';
export { roles, seekerRoles, caseRoles, type Role } from '@xincheng/db/vocabulary/roles';
export { educationCodes, licenceClasses, sexes } from '@xincheng/db/vocabulary/codes';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'access' in value && 'path' in value;

/** All endpoints, for the OpenAPI document and the guard tests. */
export const endpoints: readonly Endpoint[] = [
  system, auth, positions, search, searchIndex, me, people, imports, duplicates, files, bureau, reference,
].flatMap((module) => Object.values(module).filter(isEndpoint)); // prettier-ignore
