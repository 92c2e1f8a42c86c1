import type { getReferenceNames, ReferenceEntry, Response } from '@xincheng/api/contract';

export type Kind = ReferenceEntry['kind'];
/** What the fields of an entry may refer to, by key and name. */
export type Names = Response<typeof getReferenceNames>;
/** The fields of an entry's form. */
export type Values = Record<string, string>;
