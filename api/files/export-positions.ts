import {
  type EmployerRow,
  findEmployersByName,
  listOpenPositions,
  listPositionsOfEmployer,
  type PositionWithNames,
} from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';
import type { FileReply } from '../contract/endpoint.ts';
import type { exportPositions as contract } from '../contract/files.ts';
import { AppError } from '../errors.ts';
import { openRecord } from '../records/position-record.ts';
import type { Context } from '../route.ts';
import {
  type PositionLine,
  templateTitle,
  workbookType,
  writePositions,
} from '../workbooks/index.ts';
import { originOf } from './origin.ts';
import { signaturesOf } from './signatures.ts';

/** A county has some hundreds; this only bounds what is held in memory. */
const mostPositions = 10_000;
const pageSize = 500;

/**
 * Positions as a 岗位汇总表, those of one employer together: for staff the open ones of the county; for
 * an employer its own that are open or wait for a correction. Leaves an audit entry with their number.
 */
export async function exportPositions(context: Context<typeof contract>): Promise<FileReply> {
  const { actor, body, deps, note, read, write } = context;
  const county = await deps.county();
  const today = deps.clock.today();
  const signatures = await read((db) => signaturesOf(db, actor, body, { county, today }));
  const rows = await readAll(context);
  const employers = await read((db) =>
    findEmployersByName(db, [...new Set(rows.map(({ employer }) => employer))]),
  );
  const byEmployer = [...Map.groupBy(rows, ({ employer }) => employer)].sort(([one], [other]) =>
    one.localeCompare(other, 'zh'),
  );
  const bytes = await writePositions({
    ...{ county: county?.name ?? '', signatures },
    origin: originOf(actor, deps.clock.now(), '招聘'),
    pages: byEmployer
      .values()
      .map(([, own]) => own.map((row) => lineOf(row, employers.get(row.employer), deps.sealer))),
  });
  note({ reason: `${String(rows.length)} 个岗位` });
  const name = `${templateTitle('summary')}-${today}.xlsx`;
  return write(() => Promise.resolve({ name, type: workbookType, bytes }));
}

/** One short transaction a page. */
async function readAll({ actor, read }: Context<typeof contract>): Promise<PositionWithNames[]> {
  const { employerId } = actor;
  const rows: PositionWithNames[] = [];
  for (let offset = 0; offset <= mostPositions; offset += pageSize) {
    const last = rows.at(-1)?.position.id ?? null;
    const page = await read(async (db) =>
      employerId === null
        ? listOpenPositions(db, last, pageSize)
        : (await listPositionsOfEmployer(db, employerId, { limit: pageSize, offset })).items,
    );
    rows.push(...page);
    if (page.length < pageSize) return rows.filter(({ position }) => position.status !== 'closed');
  }
  throw new AppError('invalid_input', {
    message: `岗位超过 ${String(mostPositions)} 个，请由各用人单位分别导出。`,
  });
}

function lineOf(
  row: PositionWithNames,
  employer: EmployerRow | undefined,
  sealer: Sealer,
): PositionLine {
  const { uscc = null, industry = null, nature = null, size = null } = employer ?? {};
  return {
    position: openRecord(row.position, sealer),
    employer: {
      ...{ name: row.employer, uscc, industry, nature, size },
      ...{ address: row.employerAddress, intro: row.employerIntro },
    },
  };
}
