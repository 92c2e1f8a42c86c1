/** Shapes that the readers and parsers of uploaded files share. Leaf file: it imports nothing. */

/** Where a merged area starts and how far it reaches; rows 1-based, columns 0-based. */
export interface MergedArea {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** One cell: what a reader sees (`text`, '' when empty) and what the file stores. */
export interface Cell {
  readonly text: string;
  readonly kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error';
  /** The stored number of a `number` cell. */
  readonly number?: number;
  /** `YYYY-MM-DD` of a `date` cell (a number with a date format), 1904 calendar considered. */
  readonly date?: string;
  /** Text of a real formula ('' in an .xls, which holds none); `text` is then its stored result. Never evaluated here. */
  readonly formula?: string;
  /** The merged area that the cell belongs to. */
  readonly merged?: MergedArea;
  /** Text of a comment (批注) on the cell, without its author's name. */
  readonly comment?: string;
  /** The whole text is struck through. */
  readonly struck?: true;
}

/** A row with its 1-based number in the file (in a CSV: the number of the record). */
export interface SheetRow {
  readonly row: number;
  /** Sparse: a missing index is an empty cell. */
  readonly cells: readonly (Cell | undefined)[];
  /** The row is hidden, by hand or by a filter. */
  readonly hidden?: true;
}

export interface Sheet {
  /** `null` for a CSV. */
  readonly name: string | null;
  /** Rows that hold at least one cell, in file order. */
  readonly rows: readonly SheetRow[];
  /** 0-based indexes of hidden columns. */
  readonly hiddenColumns?: readonly number[];
  /** The sheet itself is hidden. */
  readonly hidden?: true;
}

export interface Place {
  readonly code: string;
  readonly name: string;
  /** Null where nobody has entered it. */
  readonly lat: number | null;
  readonly lng: number | null;
}

export interface StationPlace extends Place {
  readonly level: 'township' | 'village';
  readonly townshipCode: string;
}

/** The county's townships and service stations, as in the county's master data. */
export interface Gazetteer {
  readonly county: Place;
  readonly townships: readonly Place[];
  readonly stations: readonly StationPlace[];
}

export interface ImportContext {
  readonly gazetteer: Gazetteer;
  /** The military specialities that a text may be mapped to. */
  readonly specialities: readonly { readonly key: string; readonly name: string }[];
  /** `YYYY-MM-DD` in the county; dates after it are rejected. */
  readonly today: string;
  /**
   * What the sender's headings mean, as somebody has said before, by plain heading (`plainHeading`);
   * null: no field. It goes before our own synonyms.
   */
  readonly headings?: Readonly<Record<string, string | null>>;
}

/** A column of a recognised table. */
export interface ColumnReport {
  readonly heading: string;
  /** The field of `rosterColumns` or `positionColumns` that takes it; null: none. */
  readonly column: string | null;
  /** `said`: somebody told the meaning of this heading before. */
  readonly by: 'synonym' | 'said' | 'none';
  readonly hidden: boolean;
}

/** What was recognised in a sheet, for the clerk to check. */
export interface TableReport {
  readonly sheet: string | null;
  /** 1-based row of the heading. */
  readonly row: number;
  /** Rows of data. */
  readonly rows: number;
  readonly columns: readonly ColumnReport[];
  /** Sentences about the whole table, in Chinese: hidden columns, swapped columns. */
  readonly notices: readonly string[];
}

/** A cell of a record as it stood in the file: enough to read the row again. */
export interface SourceCell extends Omit<Cell, 'merged'> {
  readonly heading: string;
  /** The field of the columns that takes it; null: none, it is kept as text only. */
  readonly column: string | null;
}

/** `reject`: not to be imported before someone has mended it. `flag`: importable, to be checked. */
export type IssueAction = 'reject' | 'flag';

export interface ImportIssue {
  readonly sheet: string | null;
  readonly row: number;
  /** A key of the record's fields; `*` when the whole row is meant. */
  readonly field: string;
  readonly kind: string;
  readonly action: IssueAction;
  /** What is wrong and what to do, in Chinese. */
  readonly reason: string;
  /** The words of the cell that are meant, exactly as they stand there. */
  readonly words?: string;
  /** Key of the rule of law behind it. */
  readonly rule?: string;
  /** What the cell might say instead; '' for nothing. */
  readonly proposal?: string;
}

export interface ParsedRecord<F> {
  readonly sheet: string | null;
  readonly row: number;
  readonly fields: F;
  /**
   * Every filled cell as it stood in the file, in order: nothing is lost by parsing. Blank cells of
   * known columns too, for a column that says nothing is not the same as no column.
   */
  readonly source: readonly SourceCell[];
}

export interface ParsedFile<F> {
  readonly records: readonly ParsedRecord<F>[];
  readonly issues: readonly ImportIssue[];
  readonly employers?: readonly EmployerFields[];
  readonly tables: readonly TableReport[];
  /** Sentences about the whole file, in Chinese: sheets that were not read, and why. */
  readonly notices: readonly string[];
}

export type DatePrecision = 'day' | 'month';

/** Wishes for work. A part is absent when the file has no place for it. */
export interface Intent {
  jobs: string[];
  area?: string | null;
  salaryText?: string | null;
  /** Yuan a month. */
  salaryMin?: number | null;
  salaryMax?: number | null;
}

/**
 * A person of a roster. A key is absent when the file has no such column, and null or empty when the
 * column is there and says nothing: an import must not blank what a file does not speak about.
 */
export interface PersonFields {
  recordType?: 'family_seeker';
  idCardNo?: string | null;
  fullName?: string | null;
  /** GB/T 2261.1: 1 male, 2 female. The ID number wins over the column. */
  sex?: 1 | 2 | null;
  birthDate?: string | null;
  ethnicity?: string | null;
  /** GB/T 3304. */
  ethnicityCode?: string | null;
  /** GB/T 4762. */
  politicalCode?: string | null;
  educationText?: string | null;
  /** GB/T 4658. */
  educationCode?: string | null;
  educationGroup?: string | null;
  educationStatus?: string | null;
  educationMode?: string | null;
  townshipCode?: string | null;
  stationCode?: string | null;
  village?: string | null;
  /** The household address as written. */
  householdText?: string | null;
  residence?: string | null;
  /** Township (9 digits) or village (12) of this county that the residence names; null: the household's. */
  residenceCode?: string | null;
  mobile?: string | null;
  /** `YYYY-MM-DD`, or `YYYY-MM` when the precision is `month`. */
  enlistDate?: string | null;
  enlistPrecision?: DatePrecision | null;
  dischargeDate?: string | null;
  dischargePrecision?: DatePrecision | null;
  serviceYears?: number | null;
  rank?: string | null;
  branch?: string | null;
  specialityText?: string | null;
  specialityKey?: string | null;
  awards?: string[];
  licences?: string[];
  licenceMilitaryExchange?: boolean;
  certificates?: string[];
  skills?: string[];
  hobby?: string | null;
  experience?: string | null;
  intent?: Intent;
  intentIndustry?: string | null;
  trainingWilling?: boolean | null;
  trainingIntent?: string | null;
  startup?: string | null;
  placementMode?: string | null;
  /** 1 (gravest) to 10. */
  disabilityGrade?: number | null;
  family?: string | null;
  remark?: string | null;
  relation?: string | null;
  familyCategory?: string | null;
  soldierName?: string | null;
}

export type DiscriminationKind =
  'sex' | 'marital' | 'ethnicity' | 'religion' | 'household' | 'health' | 'disability' | 'deposit';

export interface PositionFields {
  title: string | null;
  /** `null` for 若干. */
  headcount: number | null;
  sexText: string | null;
  ageMin: number | null;
  ageMax: number | null;
  /** The relaxed limit for veterans. */
  veteranAgeMax: number | null;
  /** A group of GB/T 4658; `null`: no demand. */
  educationMin: string | null;
  licences: string[];
  certificates: string[];
  /** Certificates that are an advantage only; absent when none is named. */
  preferredCertificates?: string[];
  skillsText: string | null;
  description: string | null;
  townshipCode: string | null;
  workplace: string | null;
  /** The village (12 digits) that the workplace names. */
  placeCode: string | null;
  /** Of the village that the workplace names; null: not below the township. */
  lat: number | null;
  lng: number | null;
  salaryText: string | null;
  /** Yuan a month. */
  salaryMin: number | null;
  salaryMax: number | null;
  salaryUnit: SalaryUnit | null;
  /** Yuan a day, lowest and highest, when the pay is by the day. */
  salaryDay: [number, number] | null;
  shift: string | null;
  lodging: string | null;
  insurance: string | null;
  acceptsFamily: boolean | null;
  veteranPriority: string | null;
  discriminatory: boolean;
  discriminatoryReasons: DiscriminationKind[];
  contact: string | null;
  phone: string | null;
  /** Name of the employer, key into `employers` of the file. */
  employer: string | null;
}

export type SalaryUnit = 'month' | 'day' | 'hour';

export interface EmployerFields {
  name: string;
  /** 统一社会信用代码 as written. */
  uscc: string | null;
  /** GB 32100 check. A false one is a warning only: some early real codes fail. */
  usccValid: boolean;
  industry: string | null;
  nature: string | null;
  size: string | null;
  township: string | null;
  townshipCode: string | null;
  address: string | null;
  contact: string | null;
  phone: string | null;
  intro: string | null;
  sheet: string | null;
  /** Row in which the employer is named. */
  row: number;
  /** Row of its first position: there what is wrong with the employer is noted. */
  firstRow?: number;
}
