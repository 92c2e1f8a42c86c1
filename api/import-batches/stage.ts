import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { insertImport, type NewImportRow } from '@xincheng/db/imports';
import { findIdCardsElsewhere } from '@xincheng/db/people';
import { listStations, listTownships } from '@xincheng/db/places';
import { listSpecialities } from '@xincheng/db/reference';
import type { ImportKind, ImportRowStatus } from '@xincheng/db/vocabulary/records';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import type { ImportContext } from '../imports/index.ts';
import { idCardIndex } from '../records/person-record.ts';
import type { Draft, RowIssue } from './parse-file.ts';
import { parseInThread } from './parse-in-thread.ts';
import { planPeople, planPositions, recognisePositions } from './plan.ts';
import { sealStaged, type StagedPerson } from './staged.ts';

type Transaction = <T>(work: (db: Db) => Promise<T>) => Promise<T>;
/**
 * Reads a file and compares it with the data bank. `read` gives the reference data and runs before
 * the parsing, so that no transaction waits for it; the returned function stores the preview.
 * Throws `unreadable_file` with what to do about it.
 */
export async function prepareImport(
  deps: Deps,
  actor: Actor,
  read: Transaction,
  file: { kind: ImportKind; name: string; bytes: Uint8Array },
): Promise<(db: Db) => Promise<string>> {
  const context = await read((db) => importContext(db, actor, deps.clock.today()));
  const drafts = await parseInThread({ ...file, context });
  return async (db) => {
    const rows =
      file.kind === 'roster'
        ? await judgePeople(db, deps, actor, drafts)
        : await judgePositions(db, deps, actor, drafts);
    const batchId = randomUUID();
    await insertImport(
      db,
      {
        id: batchId,
        countyId: actor.countyId,
        kind: file.kind,
        status: 'preview',
        fileName: file.name,
        fileHash: createHash('sha256').update(file.bytes).digest('base64url'),
        area: actor.area,
        employerId: actor.employerId,
        uploadedBy: actor.accountId,
        uploaderName: actor.displayName,
        uploadedAt: deps.clock.now(),
      },
      rows.map((row, order) => toRow(deps, actor, batchId, row, order)),
    );
    return batchId;
  };
}

async function importContext(db: Db, actor: Actor, today: string): Promise<ImportContext> {
  const townships = await listTownships(db);
  const county = (townships[0]?.code ?? '').slice(0, 6);
  const stations = await listStations(db, county);
  const specialities = await listSpecialities(db);
  // Places without coordinates still have names and codes to be recognised by.
  const located = <T extends { lat: number | null; lng: number | null }>(place: T) => ({
    ...place,
    lat: place.lat ?? 0,
    lng: place.lng ?? 0,
  });
  return {
    gazetteer: {
      county: { code: actor.area?.slice(0, 6) ?? county, name: '', lat: 0, lng: 0 },
      townships: townships.map(located),
      stations: stations.map(located),
    },
    specialities: specialities.map(({ key, name }) => ({ key, name })),
    today,
  };
}

type Judged = Draft & {
  status: ImportRowStatus;
  entityId: string | null;
  entityVersion: number | null;
};

async function judgePeople(db: Db, deps: Deps, actor: Actor, drafts: Draft[]): Promise<Judged[]> {
  const { sealer } = deps;
  const people = drafts.flatMap(({ staged }) => (staged.kind === 'person' ? [staged] : []));
  const indexOf = ({ record }: StagedPerson) => idCardIndex(sealer, record.idCardNo ?? '');
  const elsewhere = await findIdCardsElsewhere(db, [...new Set(people.map(indexOf))]);
  const plans = await planPeople(db, sealer, people);
  const firstRow = new Map<string, number>();
  return drafts.map((draft, at) => {
    const staged = people[at];
    const plan = plans[at];
    if (staged === undefined || plan === undefined) throw new Error('drafts and plans differ');
    const issues = [...draft.issues];
    const { record } = staged;
    const index = indexOf(staged);
    if (!issues.some(isReject)) {
      const refuse = (field: string, kind: string, reason: string) =>
        issues.push({ field, kind, action: 'reject', reason });
      const area = record.areaCode;
      if (record.fullName === undefined) refuse('fullName', 'name_missing', '没有姓名，请补上');
      else if (record.idCardNo === undefined || record.sex === undefined)
        refuse('idCardNo', 'id_missing', '没有身份证号，请补上');
      else if (elsewhere.has(index))
        refuse('idCardNo', 'person_elsewhere', '这个人登记在别的站点，请联系县局核对后由县局处理');
      else if (area === undefined)
        refuse(
          'townshipCode',
          'place_unknown',
          '认不出户籍地是哪个乡镇、哪个村，请写明，如“青石镇弄岩村”',
        );
      else if (!area.startsWith(actor.area ?? '*'))
        refuse('townshipCode', 'outside_area', '户籍地不在您的管辖范围，请交给那个站点或县局导入');
      else if (firstRow.has(index))
        refuse(
          'idCardNo',
          'duplicate_row',
          `与第 ${String(firstRow.get(index))} 行是同一个人，已取前一行`,
        );
      else firstRow.set(index, draft.row);
    }
    return judged({ ...draft, issues }, plan);
  });
}

async function judgePositions(
  db: Db,
  deps: Deps,
  actor: Actor,
  drafts: Draft[],
): Promise<Judged[]> {
  const positions = drafts.flatMap(({ staged }) => (staged.kind === 'position' ? [staged] : []));
  const ids = await recognisePositions(db, positions);
  const known = positions.map((staged, at) => ({ staged, entityId: ids[at] ?? null }));
  const plans = await planPositions(db, deps.sealer, known);
  return drafts.map((draft, at) => {
    const staged = positions[at];
    const plan = plans[at];
    if (staged === undefined || plan === undefined) throw new Error('drafts and plans differ');
    // An unlawful condition holds the position for correction; it does not keep it out.
    const issues: RowIssue[] = draft.issues.map((issue) =>
      issue.kind === 'discriminatory' ? { ...issue, action: 'flag' } : issue,
    );
    const refuse = (field: string, kind: string, reason: string) =>
      issues.push({ field, kind, action: 'reject', reason });
    if (staged.employer.name === '')
      refuse('employer', 'employer_missing', '没有写企业名称，请补上');
    else if (actor.employerId !== null && plan.employer?.id !== actor.employerId)
      refuse('employer', 'other_employer', '这一行是别的单位的岗位，您只能导入本单位的');
    if (staged.record.title === '') refuse('title', 'title_missing', '没有岗位名称，请补上');
    return judged({ ...draft, issues }, plan);
  });
}

const isReject = ({ action }: RowIssue) => action === 'reject';

function judged(
  draft: Draft,
  {
    current,
    changes,
  }: {
    current: { id: string; version: number; removedAt: Date | null } | null;
    changes: unknown[];
  },
): Judged {
  const known = current !== null && current.removedAt === null;
  const status: ImportRowStatus = draft.issues.some(isReject)
    ? 'wrong'
    : known && changes.length === 0
      ? 'identical'
      : draft.issues.length > 0
        ? 'doubtful'
        : known
          ? 'changed'
          : 'new';
  return {
    ...draft,
    status,
    entityId: current?.id ?? null,
    entityVersion: current?.version ?? null,
  };
}

function toRow(
  deps: Deps,
  actor: Actor,
  batchId: string,
  { staged, ...row }: Judged,
  order: number,
): NewImportRow {
  const id = randomUUID();
  return {
    ...row,
    id,
    countyId: actor.countyId,
    batchId,
    order,
    recordSealed: sealStaged(deps.sealer, id, staged),
  };
}
