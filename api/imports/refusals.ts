import { ImportFileError } from './import-file-error.ts';

/** Why a file is refused as a whole, each with what to do about it. */

export const notReadable = (what: string) =>
  new ImportFileError(
    'wrong_type',
    `${what}请在 Excel 或 WPS 里把表格另存为 .xlsx，再上传那一份。`,
  );

export const wrongType = () => notReadable('这不是能读取的表格文件。');

export const damaged = () =>
  new ImportFileError(
    'damaged',
    '文件已损坏或没有传完整，请用 Excel 或 WPS 打开后另存一份再上传。',
  );

export const foreignDefinitions = () =>
  new ImportFileError(
    'damaged',
    '文件里夹带了表格不该有的定义，为安全起见不予读取。请用 Excel 或 WPS 打开后另存一份再上传。',
  );

export const encrypted = () =>
  new ImportFileError('encrypted', '文件设有密码，请取消密码后另存一份再上传。');

export const macros = () =>
  new ImportFileError('macros', '文件带有宏，不予读取。请另存为不带宏的 .xlsx 再上传。');

export const zipBomb = () =>
  new ImportFileError(
    'zip_bomb',
    '文件解压后过大，已停止读取。请删去多余的工作表和空白格式后另存一份再上传。',
  );

export const tooManyRows = (most: number) =>
  new ImportFileError('too_many_rows', `表格超过 ${most} 行，请按乡镇或年份分成几个文件再上传。`);

export const tooManyCells = () =>
  new ImportFileError('too_large', '表格里的内容太多，请按乡镇或年份分成几个文件再上传。');

export const cellTooLong = (row: number) =>
  new ImportFileError(
    'damaged',
    `第 ${row} 行有一格的内容长得不像表格，请用 Excel 或 WPS 打开检查，另存为 .xlsx 再上传。`,
  );
