import type { Messages } from '../zh/index.ts';
import { account } from './account.ts';
import { admin } from './admin.ts';
import { codes } from './codes.ts';
import { common, components, errors, nav } from './common.ts';
import { employer } from './employer.ts';
import { fields } from './fields.ts';
import { imports } from './imports.ts';
import { portal } from './portal.ts';
import { seeker } from './seeker.ts';
import { staff } from './staff.ts';

export const en: Messages = {
  account,
  admin,
  codes,
  common,
  components,
  employer,
  errors,
  fields,
  imports,
  nav,
  portal,
  seeker,
  staff,
};
