import type { Db } from '@xincheng/db/client';
import type { ImportBatchRow } from '@xincheng/db/imports';
import { type ImportRowRow, listRowEntities, listRowsAbout } from '@xincheng/db/import-rows';
import { findIdCardsElsewhere, type PersonRow } from '@xincheng/db/people';
import type { Sealer } from '@xincheng/db/sealing';
import type { ImportRowStatus } from '@xincheng/db/vocabulary/records';
import { idCardIndex, type PersonRecord } from '../records/person-record.ts';
import type { Draft, RowIssue } from './parse-file.ts';
import { type Plan, planPeople, planPositions, recognisePositions, takenOf } from './plan.ts';
import type { StagedPerson, StagedPosition } from './staged.ts';

/** A draft held against the data bank. */
export interface Judged extends Draft {
  status: ImportRowStatus;
  personIndex: string | null;
  entityId: string | null;
  entityVersion: number | null;
}

/** A draft with what is known about its row already, when it is judged once more. */
export interface ToJudge extends Draft {
  /** The staged row, when there is one, and the record that it was recognised as. */
  id?: string;
  entityId?: string | null;
  choices: Readonly<Record<string, boolean>>;
}

/** Issues that send a row to be brought together with another report of the same person. */
const duplicateKinds = ['duplicate_person', 'person_elsewhere', 'person_differs'];
/** Issues that are found here alone, anew each time; the parser's own word on duplicates included. */
const judgedKinds = [...duplicateKinds, 'outside_area', 'other_employer'];

/** Said of somebody in another station's care, and no more than this. */
export const elsewhereIssue: RowIssue = {
  field: 'idCardNo',
  kind: 'person_elsewhere',
  action: 'flag',
  reason: '这个人登记在别的站点，这里不写入。请联系县局核对。',
};

/** What each draft means against the data bank and the rows of the batch before it. */
export async function judgeRows(
  db: Db,
  sealer: Sealer,
  batch: ImportBatchRow,
  drafts: readonly ToJudge[],
): Promise<Judged[]> {
  return batch.kind === 'positions'
    ? judgePositions(db, sealer, batch, drafts)
    : judgePeople(db, sealer, batch, drafts);
}

async function judgePeople(
  db: Db,
  sealer: Sealer,
  batch: ImportBatchRow,
  drafts: readonly ToJudge[],
): Promise<Judged[]> {
  const rows = drafts.map((draft) => {
    const { staged } = draft;
    if (staged.kind !== 'person') throw new Error('a position in a roster');
    const { idCardNo } = staged.record;
    return {
      draft,
      staged,
      choices: draft.choices,
      index: idCardNo === undefined ? null : idCardIndex(sealer, idCardNo),
    };
  });
  const indexes = [...new Set(rows.flatMap(({ index }) => index ?? []))];
  const elsewhere =
    indexes.length === 0 ? new Set<string>() : await findIdCardsElsewhere(db, indexes);
  const plans = await planPeople(db, sealer, rows);
  const judgedIds = new Set(drafts.flatMap(({ id }) => id ?? []));
  const first = firstRows(await listRowsAbout(db, batch.id, indexes), judgedIds);
  return rows.map(({ draft, staged, index }, at) => {
    const plan = plans[at] ?? { current: null, changes: [] };
    const issues = draft.issues.filter(({ kind }) => !judgedKinds.includes(kind));
    const found = issues.some(isReject)
      ? null
      : (faultOf(staged, batch) ??
        duplicateOf(staged, plan, index !== null && elsewhere.has(index), first.get(index ?? '')));
    if (found !== null) issues.push(found);
    const status = statusOf(issues, plan);
    if (index !== null && status !== 'wrong' && status !== 'duplicate' && !first.has(index))
      first.set(index, { sheet: draft.sheet, row: draft.row });
    return judged(draft, issues, status, plan, index);
  });
}

type At = Pick<Draft, 'sheet' | 'row'>;

/** The row of the batch that stands for each person. */
function firstRows(rows: readonly ImportRowRow[], except: ReadonlySet<string>): Map<string, At> {
  const first = new Map<string, At>();
  for (const { id, personIndex, status, sheet, row } of rows)
    if (personIndex !== null && !except.has(id) && status !== 'wrong' && status !== 'duplicate')
      if (!first.has(personIndex)) first.set(personIndex, { sheet, row });
  return first;
}

const reject = (field: string, kind: string, reason: string): RowIssue => ({
  ...{ field, kind, action: 'reject', reason },
});

/** What keeps a row out by itself; the parser has its say first. */
function faultOf({ record }: StagedPerson, batch: ImportBatchRow): RowIssue | null {
  if (record.fullName === undefined)
    return reject('fullName', 'name_missing', '没有姓名，请补上。');
  if (record.idCardNo === undefined || record.sex === undefined)
    return reject('idCardNo', 'id_missing', '没有身份证号，请补上。');
  if (record.areaCode === undefined)
    return reject(
      'townshipCode',
      'place_unknown',
      '认不出户籍地是哪个乡镇、哪个村，请写明，如“青石镇弄岩村”。',
    );
  if (!record.areaCode.startsWith(batch.area ?? '*'))
    return reject(
      'townshipCode',
      'outside_area',
      '户籍地不在您的管辖范围，请交给那个站点或县局导入。',
    );
  return null;
}

/** Why a row is another report of somebody who is known. */
function duplicateOf(
  { record }: StagedPerson,
  { current }: Plan<PersonRow>,
  isElsewhere: boolean,
  first: At | undefined,
): RowIssue | null {
  const flag = (kind: string, reason: string): RowIssue => ({
    ...{ field: 'idCardNo', kind, action: 'flag', reason },
  });
  if (isElsewhere) return elsewhereIssue;
  if (first !== undefined) {
    const place = `${first.sheet === null ? '' : `${first.sheet} `}第 ${String(first.row)} 行`;
    return flag(
      'duplicate_person',
      `与${place}是同一个身份证号，先写入那一行；写入后到“重复核对”里逐项核对这一行。`,
    );
  }
  return differsIssue(record, current);
}

/** Said when the ID number is known, but not with this name, standing or township. */
export function differsIssue(
  record: Partial<PersonRecord>,
  current: PersonRow | null,
): RowIssue | null {
  if (current === null || current.removedAt !== null) return null;
  const other = differs(record, current);
  if (other === null) return null;
  const reason = `库里已有这个身份证号，但${other}不一样，先不写入；写入这一批后到“重复核对”里逐项核对。`;
  return { field: 'idCardNo', kind: 'person_differs', action: 'flag', reason };
}

/** What makes it doubtful that two reports with one ID number are about one person in one place. */
function differs(record: Partial<PersonRecord>, current: PersonRow): string | null {
  const parts = [
    record.fullName === current.fullName ? null : '姓名',
    record.kind === current.kind ? null : '身份（退役军人或军属）',
    record.areaCode?.slice(0, 9) === current.areaCode.slice(0, 9) ? null : '乡镇',
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('、');
}

async function judgePositions(
  db: Db,
  sealer: Sealer,
  batch: ImportBatchRow,
  drafts: readonly ToJudge[],
): Promise<Judged[]> {
  const staged = drafts.map((draft): StagedPosition => {
    if (draft.staged.kind !== 'position') throw new Error('a person in a list of positions');
    return draft.staged;
  });
  const taken = await listRowEntities(db, batch.id);
  for (const { entityId } of drafts) taken.delete(entityId ?? '');
  const ids = await recognisePositions(db, staged, taken);
  const known = staged.map((row, at) => ({
    staged: row,
    choices: drafts[at]?.choices ?? {},
    entityId: ids[at] ?? null,
  }));
  const plans = await planPositions(db, sealer, known);
  return drafts.map((draft, at) => {
    const row = staged[at];
    const plan = plans[at];
    if (row === undefined || plan === undefined) throw new Error('drafts and plans differ');
    const issues = draft.issues.filter(({ kind }) => !judgedKinds.includes(kind));
    if (row.employer.name === '' && !issues.some(({ kind }) => kind === 'employer_missing'))
      issues.push(reject('employer', 'employer_missing', '没有写企业名称，请补上。'));
    else if (batch.employerId !== null && plan.employer?.id !== batch.employerId)
      issues.push(
        reject('employer', 'other_employer', '这一行是别的单位的岗位，您只能导入本单位的。'),
      );
    if (row.record.title === '' && !issues.some(({ kind }) => kind === 'title_missing'))
      issues.push(reject('title', 'title_missing', '没有岗位名称，请补上。'));
    return judged(draft, issues, statusOf(issues, plan), plan, null);
  });
}

const isReject = ({ action }: RowIssue) => action === 'reject';

function statusOf(
  issues: readonly RowIssue[],
  plan: Plan<{ removedAt: Date | null }>,
): ImportRowStatus {
  const known = plan.current !== null && plan.current.removedAt === null;
  if (issues.some(isReject)) return 'wrong';
  if (issues.some(({ kind }) => duplicateKinds.includes(kind))) return 'duplicate';
  if (known && takenOf(plan).length === 0) return 'identical';
  if (issues.length > 0) return 'doubtful';
  return known ? 'changed' : 'new';
}

function judged(
  draft: ToJudge,
  issues: RowIssue[],
  status: ImportRowStatus,
  { current }: Plan<{ id: string; version: number }>,
  personIndex: string | null,
): Judged {
  const { sheet, row, staged, note } = draft;
  return {
    ...{ sheet, row, staged, note, issues, status, personIndex },
    entityId: current?.id ?? null,
    entityVersion: current?.version ?? null,
  };
}
