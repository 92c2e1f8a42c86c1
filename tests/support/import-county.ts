import * as contract from '@xincheng/api/contract';
import type { Role } from '@xincheng/db/vocabulary/roles';
import { type SignedIn, startTestApi, type TestApi } from './api.ts';
import { demoCounty, rowsOf } from './demo.ts';
import { areas, countyCode, madeUpIdCard, makeWorld, type World } from './world.ts';

/** The demo county with everybody who brings in files: the bureau, two stations, two firms. */
export interface ImportCounty {
  api: TestApi;
  world: World;
  bureau: SignedIn;
  qingshi: SignedIn;
  hekou: SignedIn;
  sugar: SignedIn;
  freight: SignedIn;
  employers: { sugar: string; freight: string };
  /** An ID number that nobody has yet. */
  newId(): string;
}

export const firms = {
  sugar: '云岭县桂源糖业有限公司',
  freight: '云岭县顺安物流有限公司',
} as const;
export const places = { qingshi: '青石镇那马村', hekou: '河口镇平用村' } as const;

export async function startImportCounty(): Promise<ImportCounty> {
  const api = await startTestApi();
  const world = await makeWorld(api, demoCounty());
  const staff = async (name: string, role: Role, area: string) =>
    api.signIn(await world.account(name, { role, area }));
  const user = async (name: string, employerId: string) =>
    api.signIn(await world.account(name, { role: 'employer_user', employerId }));
  const employers = {
    sugar: await world.employer(firms.sugar),
    freight: await world.employer(firms.freight),
  };
  let serial = 0;
  return {
    ...{ api, world, employers },
    bureau: await staff('bureau', 'bureau_staff', countyCode),
    qingshi: await staff('qingshi', 'station_clerk', areas.qingshi),
    hekou: await staff('hekou', 'station_clerk', areas.hekou),
    sugar: await user('sugar', employers.sugar),
    freight: await user('freight', employers.freight),
    newId: () => {
      serial += 1;
      return madeUpIdCard(1 + (serial % 400), birthDay(Math.floor(serial / 400)));
    },
  };
}

/** Days of one month, then of the next year: a day has room for 500 men. */
const birthDay = (nth: number) =>
  `${String(1970 + Math.floor(nth / 28))}03${String(1 + (nth % 28)).padStart(2, '0')}`;

/** A sheet of texts as CSV; blanks and commas stay in their cells. */
export function csv(...rows: readonly (readonly string[])[]): Buffer {
  const quoted = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return Buffer.from(rows.map((cells) => cells.map(quoted).join(',')).join('\r\n'));
}

/** A roster with 备注; columns that a row does not give are blank. */
export function people(...rows: RosterRow[]): Buffer {
  return csv(
    rosterHeadings,
    ...rows.map((row) => rosterHeadings.map((heading) => row[heading] ?? '')),
  );
}
const rosterHeadings = [
  ...(['姓名', '性别', '公民身份号码', '联系电话', '户籍地'] as const),
  ...(['专业技能', '工作经历', '备注'] as const),
] as const;
export type RosterRow = Partial<Record<(typeof rosterHeadings)[number], string>>;

/** A list of positions of one firm or several. */
export function positions(...rows: PositionRow[]): Buffer {
  return csv(
    positionHeadings,
    ...rows.map((row) => positionHeadings.map((heading) => row[heading] ?? '')),
  );
}
const positionHeadings = [
  ...(['企业名称', '统一社会信用代码', '岗位名称', '招聘人数', '性别要求'] as const),
  ...(['岗位职责', '工作地点', '薪资待遇（元/月）'] as const),
] as const;
export type PositionRow = Partial<Record<(typeof positionHeadings)[number], string>>;

type Correction = NonNullable<contract.Sent<typeof contract.correctImportRow>['body']>;

/** Corrects the n-th row of a preview (from 0), giving the answer whatever it is. */
export async function correct(by: SignedIn, id: string, nth: number, body: Correction) {
  const rowId = (await rowsOf(by, id))[nth]?.id ?? '';
  return by.ask(contract.correctImportRow, { params: { id, rowId }, body });
}

/** The same; throws unless it is taken. */
export async function mend(
  by: SignedIn,
  id: string,
  nth: number,
  body: Correction,
): Promise<contract.ImportRow> {
  const reply = await correct(by, id, nth, body);
  if (reply.statusCode !== 200) throw new Error(`${String(reply.statusCode)} ${reply.body}`);
  return reply.json<contract.ImportRow>();
}

/** Status of each row in file order. */
export const statuses = async (by: SignedIn, id: string) =>
  (await rowsOf(by, id)).map(({ status }) => status);

export const batchOf = (by: SignedIn, id: string) =>
  by.call(contract.getImport, { params: { id } });

export async function confirm(by: SignedIn, id: string): Promise<contract.ImportDetail> {
  await by.call(contract.confirmImport, { params: { id } });
  return batchOf(by, id);
}

export async function undo(by: SignedIn, id: string): Promise<contract.ImportDetail> {
  await by.call(contract.undoImport, { params: { id } });
  return batchOf(by, id);
}

/** The person of that name in the reader's sight. */
export async function personNamed(
  by: SignedIn,
  name: string,
): Promise<contract.PersonDetail | null> {
  const { items } = await by.call(contract.listPeople, { query: { q: name } });
  const id = items[0]?.id;
  return id === undefined ? null : by.call(contract.getPerson, { params: { id } });
}
