/**
 * One column of a roster or list: how it is headed, printed, filled in and read out of a record.
 * Templates and exports are made from the same columns, and `heading` is one that the importer knows,
 * so that what was exported or filled in reads back as it was.
 */
export interface LayoutColumn<Line> {
  readonly heading: string;
  /** In characters of the body font. */
  readonly width: number;
  /** The record's value as it is written; '' for none. */
  readonly text: (line: Line) => string;
  /** How to fill it in: shown beside the cell and in the example. */
  readonly hint: string;
  /** A made-up value in the right form. */
  readonly example: string;
  readonly choices?: Choices;
  /** The number of characters that it must have. */
  readonly length?: number;
  /** A row without it cannot be imported. */
  readonly required?: true;
  readonly centred?: true;
  /** Left out of a masked export. */
  readonly sensitive?: true;
  /** Free text, in which a masked export masks long numbers. */
  readonly free?: true;
}

/** Values to choose from; `places` are the county's townships and villages. Other values are taken too, unless `only`. */
interface Choices {
  readonly of: readonly string[] | 'places';
  readonly only?: true;
}

export interface Layout<Line> {
  /** Name of the sheet and of the file. */
  readonly name: string;
  /** Title over the table, after the county's name. */
  readonly title: string;
  readonly columns: readonly LayoutColumn<Line>[];
  /** What to know before filling it in, a sentence each. */
  readonly instructions: readonly string[];
  /** Labels of the employer's block above the table of a form, in pairs side by side. */
  readonly block?: readonly BlockLabel[];
}

export interface BlockLabel {
  readonly label: string;
  readonly example: string;
  readonly hint: string;
  /** The form cannot be imported without it. */
  readonly required?: true;
  /** Stands alone over the whole width. */
  readonly wide?: true;
}

/** Who fills in and who checks: the head of every sheet. */
export interface Signatures {
  readonly unit: string;
  readonly filledBy: string;
  readonly checkedBy: string;
  /** `YYYY-MM-DD`; '' where somebody will write it. */
  readonly date: string;
}

export const blankSignatures: Signatures = { unit: '', filledBy: '', checkedBy: '', date: '' };
