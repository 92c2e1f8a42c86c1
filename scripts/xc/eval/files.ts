import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../lib/console.ts';

/** One line that is not blank, with its number in the file from 1. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** The file's lines that are not blank. Throws a Fault naming the file when it cannot be read. */
export function readLines(file: string): Line[] {
  return readText(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, at) => ({ text, number: at + 1 }))
    .filter(({ text }) => text.trim() !== '');
}

/** One object a line, each checked by `schema`; a Fault names file and line of the first bad one. */
export function readJsonLines<T extends { id: string }>(file: string, schema: z.ZodType<T>): T[] {
  const seen = new Set<string>();
  return readLines(file).map(({ text, number }) => {
    const parsed = schema.safeParse(parseJson(text, file, number), { error: inChinese });
    if (!parsed.success) throw faultAt(file, number, describe(parsed.error));
    if (seen.has(parsed.data.id)) throw faultAt(file, number, `编号 ${parsed.data.id} 重复`);
    seen.add(parsed.data.id);
    return parsed.data;
  });
}

/** Tab separated cells, at least `columns` a line. */
export function readTable(file: string, columns: number): { cells: string[]; number: number }[] {
  return readLines(file).map(({ text, number }) => {
    const cells = text.split('\t').map((cell) => cell.trim());
    if (cells.length < columns || cells.slice(0, columns).includes(''))
      throw faultAt(file, number, `应有 ${columns} 列，以制表符分隔，前 ${columns} 列不能空`);
    return { cells, number };
  });
}

/** Writes `text`; a Fault says so when the place is not there or not writable. */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Fault(`不能写入 ${file}（${codeOf(error)}），请检查文件夹是否存在、是否可写。`);
  }
}

export function faultAt(file: string, line: number, what: string): Fault {
  return new Fault(`${basename(file)} 第 ${line} 行：${what}。`);
}

/** An id as it stands in a run, where blanks separate columns. */
export const idSchema = z.string().regex(/^\S+$/);

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? '找不到文件' : `不能读取（${codeOf(error)}）`;
    throw new Fault(`${why} ${file}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function parseJson(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw faultAt(file, line, '不是完整的 JSON 对象');
  }
}

function describe(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}`))
    .join('，');
}

const inChinese: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少' : '类型不对';
    case 'invalid_format':
      return '格式不对';
    case 'too_small':
    case 'too_big':
      return '超出范围';
    default:
      return '不是允许的值';
  }
};
