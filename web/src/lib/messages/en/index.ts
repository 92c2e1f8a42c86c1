import type { Messages } from '../zh/index.ts';
import { account } from './account.ts';
import { admin } from './admin.ts';
import { codes } from './codes.ts';
import { columns } from './columns.ts';
import { common, components, errors, nav } from './common.ts';
import { duplicates } from './duplicates.ts';
import { employer } from './employer.ts';
import { fields } from './fields.ts';
import { files } from './files.ts';
import { importRows } from './import-rows.ts';
import { imports } from './imports.ts';
import { portal } from './portal.ts';
import { ranking } from './ranking.ts';
import { reference } from './reference.ts';
import { search } from './search.ts';
import { searchIndex } from './search-index.ts';
import { seeker } from './seeker.ts';
import { staff } from './staff.ts';

export const en: Messages = {
  account,
  admin,
  codes,
  columns,
  common,
  components,
  duplicates,
  employer,
  errors,
  fields,
  files,
  importRows,
  imports,
  nav,
  portal,
  ranking,
  reference,
  search,
  searchIndex,
  seeker,
  staff,
};
