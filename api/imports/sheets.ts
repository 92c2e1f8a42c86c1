import type { SourceTable } from './source-tables.ts';
import type { ImportIssue, Sheet, TableReport } from './types.ts';

/** Sheets that tell how to fill in the others, or hold their drop-down lists. */
const helpers =
  /示例|样例|范例|样表|填表说明|填写说明|填报说明|使用说明|填表须知|填写须知|注意事项|字典|选项|下拉|数据源|代码表|枚举|^说明$|^参数$/;

/** The sheets to read, and a sentence about each one that is not. */
export function readableSheets(sheets: readonly Sheet[]): { sheets: Sheet[]; notices: string[] } {
  const notices: string[] = [];
  const readable = sheets.filter(({ name, hidden, rows }) => {
    if (rows.length === 0) return false;
    if (hidden === true) {
      notices.push(`“${name ?? ''}”是隐藏的工作表，没有读入；要读入请先取消隐藏。`);
      return false;
    }
    if (name === null || !helpers.test(name)) return true;
    notices.push(`“${name}”看名称是示例或说明，没有读入；要读入请先给工作表改名。`);
    return false;
  });
  return { sheets: readable, notices };
}

export const unreadSheet = ({ name }: Sheet) => `“${name ?? '这张表'}”里没有认出表头，没有读入。`;

/** Row numbers that are named one by one. */
const mostNamed = 10;

/** A table's report with a sentence about the rows in it that became no record. */
export function withUnread(
  { sheet, rows, report }: SourceTable,
  issues: readonly ImportIssue[],
): TableReport {
  const own = new Set(rows.map(({ row }) => row));
  const unread = issues
    .filter((issue) => issue.kind === 'row_unread' && issue.sheet === sheet && own.has(issue.row))
    .map(({ row }) => String(row));
  if (unread.length === 0) return report;
  const named = unread.slice(0, mostNamed).join('、');
  const which = unread.length > mostNamed ? `${named} 等 ${String(unread.length)}` : named;
  const notice = `第 ${which} 行看不出是一条记录，没有读入，请核对。`;
  return { ...report, notices: [...report.notices, notice] };
}
