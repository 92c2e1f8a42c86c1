import { parsePositions, type ImportIssue, type PositionFields } from '@xincheng/api/imports';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';

const context = sampleContext();

/** A lawful position but for the one text, as a form with this one row would bring it. */
export function lint(
  heading: string,
  text: string,
  title = '电工',
): { fields: PositionFields | undefined; rejects: ImportIssue[] } {
  const texts: Record<string, string> = {
    岗位名称: title,
    招聘人数: '2',
    薪资待遇: '3000-4000',
    学历要求: '不限',
    性别要求: '不限',
    [heading]: text,
  };
  const rows = [['企业名称', '某公司'], Object.keys(texts), Object.values(texts)];
  const { records, issues } = parsePositions([sheetOf(rows)], context);
  return {
    fields: records[0]?.fields,
    rejects: issues.filter(({ action }) => action === 'reject'),
  };
}

/** The text of a field of a position. */
export function textOf(fields: PositionFields | undefined, field: string): string {
  const value: unknown = Object.entries(fields ?? {}).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : '';
}
