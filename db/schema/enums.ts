import { pgEnum } from 'drizzle-orm/pg-core';
import {
  entityKinds,
  importKinds,
  importRowStatuses,
  importStatuses,
  personKinds,
  positionStatuses,
  sourceKinds,
  stationLevels,
} from '../vocabulary/records.ts';
import { roles } from '../vocabulary/roles.ts';

/** The vocabulary as database types: a misspelt state cannot be stored. */
export const roleEnum = pgEnum('role', roles);
export const personKindEnum = pgEnum('person_kind', personKinds);
export const positionStatusEnum = pgEnum('position_status', positionStatuses);
export const importKindEnum = pgEnum('import_kind', importKinds);
export const importStatusEnum = pgEnum('import_status', importStatuses);
export const importRowStatusEnum = pgEnum('import_row_status', importRowStatuses);
export const sourceKindEnum = pgEnum('source_kind', sourceKinds);
export const entityKindEnum = pgEnum('entity_kind', entityKinds);
export const stationLevelEnum = pgEnum('station_level', stationLevels);
