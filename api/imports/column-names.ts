import { positionColumns, type PositionColumn } from './position-columns.ts';
import { rosterColumns, type RosterColumn } from './roster-columns.ts';

/** A column that a heading can mean, with the name that people see. */
export interface ColumnName {
  readonly column: string;
  readonly name: string;
}

const namesOf = (specs: readonly { field: string; names: readonly string[] }[]): ColumnName[] =>
  specs.map(({ field, names }) => ({ column: field, name: names[0] ?? field }));

export const rosterColumnNames: readonly ColumnName[] = namesOf(rosterColumns);
export const positionColumnNames: readonly ColumnName[] = namesOf(positionColumns);

/** Fields of people and positions whose column is called otherwise; null: no column holds it. */
const rosterFields: Readonly<Record<string, RosterColumn | null>> = {
  recordType: null,
  ethnicityCode: 'ethnicity',
  politicalCode: 'political',
  educationText: 'education',
  educationCode: 'education',
  educationGroup: 'education',
  educationStatus: 'education',
  educationMode: 'education',
  townshipCode: 'household',
  stationCode: 'household',
  village: 'household',
  householdText: 'household',
  enlistPrecision: 'enlistDate',
  dischargePrecision: 'dischargeDate',
  specialityText: 'speciality',
  specialityKey: 'speciality',
  licenceMilitaryExchange: 'licences',
  salaryText: 'intentSalary',
  salaryMin: 'intentSalary',
  salaryMax: 'intentSalary',
  trainingWilling: 'training',
  trainingIntent: 'training',
  disabilityGrade: 'disability',
};

const positionFields: Readonly<Record<string, PositionColumn | null>> = {
  sexText: 'sex',
  ageMin: 'age',
  ageMax: 'age',
  veteranAgeMax: 'age',
  educationMin: 'education',
  certificates: 'skills',
  preferredCertificates: 'skills',
  skillsText: 'skills',
  townshipCode: 'workplace',
  salaryText: 'salary',
  salaryMin: 'salary',
  salaryMax: 'salary',
  salaryUnit: 'salary',
  salaryDay: 'salary',
  usccValid: 'uscc',
};

/**
 * The column to correct for an issue at a field of a parsed record; null when no single one is meant
 * (`*`).
 */
export function columnOf(kind: 'roster' | 'positions', field: string): string | null {
  const [fields, columns] =
    kind === 'roster' ? [rosterFields, rosterColumnNames] : [positionFields, positionColumnNames];
  if (Object.hasOwn(fields, field)) return fields[field] ?? null;
  return columns.some(({ column }) => column === field) ? field : null;
}

/** The field at which a mark on a cell of a column is noted; `*` when no field takes it. */
export function fieldOfColumn(kind: 'roster' | 'positions', column: string | null): string {
  if (column === null) return '*';
  const fields = kind === 'roster' ? rosterMarks : positionMarks;
  return fields[column] ?? column;
}

const rosterMarks: Readonly<Record<string, string>> = {
  serial: '*',
  political: 'politicalCode',
  education: 'educationText',
  household: 'householdText',
  township: 'townshipCode',
  servicePeriod: 'enlistDate',
  speciality: 'specialityText',
  intentJobs: 'intent',
  intentArea: 'intent',
  intentSalary: 'intent',
  training: 'trainingIntent',
  disability: 'disabilityGrade',
};

const positionMarks: Readonly<Record<string, string>> = {
  serial: '*',
  booth: '*',
  sex: 'sexText',
  age: 'ageMax',
  education: 'educationMin',
  skills: 'skillsText',
  salary: 'salaryText',
  contactAndPhone: 'contact',
};
