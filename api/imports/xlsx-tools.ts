import * as xlsx from '@e965/xlsx';

/** A zip or OLE container, as the spreadsheet library reads it. */
interface Container {
  readonly FullPaths: string[];
  readonly FileIndex: { name: string; content: Uint8Array; size: number }[];
}

interface ContainerTools {
  read(bytes: Uint8Array, options: { type: 'array' }): Container;
  write(container: Container, options: { type: 'buffer'; fileType: 'zip' }): Uint8Array;
}

interface FormatTools {
  is_date(format: string): boolean;
  parse_date_code(
    serial: number,
    options: { date1904: boolean },
  ): { y: number; m: number; d: number } | null;
}

/** The library's container and number-format tools, which its own types leave open. */
export const containers: ContainerTools = checked(xlsx.CFB, isContainerTools);
export const formats: FormatTools = checked(xlsx.SSF, isFormatTools);

function checked<Tools>(tools: unknown, isComplete: (value: unknown) => value is Tools): Tools {
  if (!isComplete(tools)) throw new TypeError('the spreadsheet library lacks a tool');
  return tools;
}

function isContainerTools(value: unknown): value is ContainerTools {
  return hasFunctions(value, ['read', 'write']);
}

function isFormatTools(value: unknown): value is FormatTools {
  return hasFunctions(value, ['is_date', 'parse_date_code']);
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}
