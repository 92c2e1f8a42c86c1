export type ImportFileErrorCode =
  | 'empty_file'
  | 'too_large'
  | 'wrong_type'
  | 'damaged'
  | 'zip_bomb'
  | 'encrypted'
  | 'macros'
  | 'too_many_rows'
  | 'no_table';

/** A file that is refused as a whole; `message` is in Chinese, for the person who sent it. */
export class ImportFileError extends Error {
  readonly code: ImportFileErrorCode;

  constructor(code: ImportFileErrorCode, message: string) {
    super(message);
    this.name = 'ImportFileError';
    this.code = code;
  }
}
