import { listPeople, type PeopleFilter, type PersonWithPlace } from '@xincheng/db/people';
import type { Sealer } from '@xincheng/db/sealing';
import type { Actor } from '../auth/actor.ts';
import type { FileReply } from '../contract/endpoint.ts';
import type { exportPeople as contract } from '../contract/files.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { maskNumbersIn } from '../records/masking.ts';
import { idCardIndex, mobileIndex, openRecord } from '../records/person-record.ts';
import type { Context } from '../route.ts';
import { type PersonLine, templateTitle, workbookType, writePeople } from '../workbooks/index.ts';
import { originOf } from './origin.ts';
import { placeText } from './place-text.ts';
import { signaturesOf } from './signatures.ts';

/** People in one file: more are exported township by township. */
const mostPeople = 20_000;
/** Each page is a search of its own, so a few long ones are faster than many short ones. */
const pageSize = 2000;
const shortestReason = 4;

type Exported = Pick<Context<typeof contract>, 'body' | 'deps' | 'read'> & { actor: Actor };

/**
 * People in the caller's scope as a roster. Masked unless `whole`, which needs a head of station or
 * the county and a reason; both leave an audit entry with the number of people.
 */
export async function exportPeople(context: Context<typeof contract>): Promise<FileReply> {
  const { actor, body, deps, note, read, write } = context;
  if (body.whole) checkMayTakeWhole(actor, body.reason);
  const filter = filterOf(deps, body);
  const county = await deps.county();
  const today = deps.clock.today();
  const { total, signatures } = await read(async (db) => ({
    total: (await listPeople(db, filter, { limit: 1, offset: 0 })).total,
    signatures: await signaturesOf(db, actor, body, { county, today }),
  }));
  if (total > mostPeople)
    throw new AppError('invalid_input', {
      message: `符合条件的有 ${String(total)} 人，一次最多导出 ${String(mostPeople)} 人，请按乡镇分几次导出。`,
      fields: { area: '请选一个乡镇' },
    });
  let count = 0;
  const bytes = await writePeople({
    ...{ kind: body.kind, masked: !body.whole, county: county?.name ?? '', signatures },
    origin: originOf(actor, deps.clock.now(), body.whole ? (body.reason ?? '') : '脱敏名单'),
    pages: pagesOf(context, filter, (lines) => (count += lines)),
  });
  const kept = body.whole ? `完整 ${String(count)} 人：${body.reason ?? ''}` : `脱敏 ${String(count)} 人`;
  // The audit keeps why, never values, not even ones that were typed into the reason.
  note({ reason: maskNumbersIn(kept) });
  return write(() => Promise.resolve({ name: nameOf(body, today), type: workbookType, bytes }));
} // prettier-ignore

function checkMayTakeWhole({ role }: Actor, reason = ''): void {
  if (role === 'station_clerk')
    throw new AppError('forbidden', { message: '完整号码由站长或县局导出；您可以导出脱敏名单。' });
  if (reason.length < shortestReason)
    throw new AppError('invalid_input', {
      fields: { reason: `请写明导出完整号码的用途，至少 ${String(shortestReason)} 个字` },
    });
}

function filterOf({ sealer }: Deps, { kind, area, q }: Exported['body']): PeopleFilter {
  const term = q?.replace(/\s/g, '') ?? '';
  return {
    kind,
    ...(area === undefined ? {} : { areaPrefix: area.replace(/(?<=^\d{9})000$/, '') }),
    ...(term === ''
      ? {}
      : {
          name: term,
          blindIndex: { idCard: idCardIndex(sealer, term), mobile: mobileIndex(sealer, term) },
        }),
  };
}

/**
 * One short transaction a page, none while a page is written. Somebody who is registered meanwhile may
 * push another one onto the next page: nobody is written twice.
 */
async function* pagesOf(
  { body, deps, read }: Exported,
  filter: PeopleFilter,
  counted: (lines: number) => void,
): AsyncGenerator<Iterable<PersonLine>> {
  const seen = new Set<string>();
  for (let offset = 0; offset < mostPeople; offset += pageSize) {
    const { items } = await read((db) => listPeople(db, filter, { limit: pageSize, offset }));
    const fresh = items.filter(({ person }) => !seen.has(person.id));
    for (const { person } of fresh) seen.add(person.id);
    counted(fresh.length);
    // Opened one by one as they are written: the thread is free in between.
    yield fresh.values().map((row) => lineOf(row, body.whole, deps.sealer));
    if (items.length < pageSize) return;
  }
}

function lineOf(row: PersonWithPlace, whole: boolean, sealer: Sealer): PersonLine {
  const place = placeText(row);
  if (whole) return { ...openRecord(row.person, sealer), place };
  const { idCardMasked: idCardNo, mobileMasked: mobile, ...plain } = row.person;
  const hidden = { residence: null, disability: null, family: null, remark: null };
  return { ...plain, ...hidden, idCardNo, mobile, place };
}

function nameOf({ kind, whole }: Exported['body'], today: string): string {
  const roster = templateTitle(kind === 'family' ? 'families' : 'veterans');
  return `${roster}${whole ? '' : '（脱敏）'}-${today}.xlsx`;
}
