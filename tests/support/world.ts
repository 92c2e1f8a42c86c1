import { randomUUID } from 'node:crypto';
import { hashPassword } from '@xincheng/api/passwords';
import { writePlaces } from '@xincheng/api/places';
import { shippedData } from '@xincheng/api/reference';
import { giveConsent } from '@xincheng/db/consents';
import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import { insertPeople, type NewPerson } from '@xincheng/db/people';
import { insertEmployers, insertPositions, type NewPosition } from '@xincheng/db/positions';
import { seedReference } from '@xincheng/db/reference';
import type { Sealer } from '@xincheng/db/sealing';
import { insertCounty, insertStaffAccount } from '@xincheng/db/setup';
import type { Role } from '@xincheng/db/vocabulary/roles';

export const password = 'Ceshi-yong-2026';
/** One hash for all accounts of a test: hashing is slow on purpose. */
const passwordHash = hashPassword(password);

export const countyCode = '459921';
/** Two townships of the demo county, and a village of the first. */
export const areas = { qingshi: '459921101', nongyan: '459921101201', hekou: '459921102' } as const;

/** Writes what stands in a database before a test, as its owner. */
export interface World {
  countyId: string;
  /** An account with its posts, the first one being the one it signs in with. */
  account(
    name: string,
    ...posts: Post[]
  ): Promise<{ id: string; account: string; password: string }>;
  person(
    about?: Partial<NewPerson> & { idCardNo?: string; mobile?: string | null },
  ): Promise<Person>;
  employer(name: string): Promise<string>;
  position(employerId: string, about?: Partial<NewPosition>): Promise<string>;
  consent(personId: string, employerId: string): Promise<string>;
}
export interface Person {
  id: string;
  idCardNo: string;
  mobile: string | null;
}
type Place = { area: string } | { employerId: string } | { personId: string };
export type Post = { role: Role; validFrom?: string; validTo?: string } & Place;

interface County {
  code: string;
  name: string;
  /** Two townships and a village unless told. */
  places?: Parameters<typeof writePlaces>[2];
}

/** Makes a county with its places and the shipped reference data. */
export async function makeWorld(
  { owner, clock, sealer }: { owner: Pool; clock: Clock; sealer: Sealer },
  county: County = { code: countyCode, name: '云岭县' },
): Promise<World> {
  const countyId = await owner.transaction({}, async (db) => {
    await seedReference(db, { ...shippedData(), holidays: [] }, clock.now());
    const id = await insertCounty(db, { code: county.code, name: county.name });
    await writePlaces(db, id, county.places ?? placesOf(county.code));
    return id;
  });
  let made = 0;
  return {
    countyId,
    account: async (name, ...posts) => {
      const id = await owner.transaction({}, async (db) =>
        insertStaffAccount(
          db,
          {
            ...{ countyId, name, displayName: `${name}的账号` },
            passwordHash: await passwordHash,
            createdAt: clock.now(),
          },
          posts.map((post) => ({ validFrom: clock.today(), ...post })),
        ),
      );
      return { id, account: name, password };
    },
    person: async ({ idCardNo: givenId, mobile: givenMobile, ...about } = {}) => {
      made += 1;
      const id = randomUUID();
      const idCardNo = givenId ?? madeUpIdCard(made);
      const mobile =
        givenMobile === undefined ? `1380000${String(made).padStart(4, '0')}` : givenMobile;
      await owner.transaction({}, (db) =>
        insertPeople(db, [
          {
            ...{ id, countyId, kind: 'veteran', areaCode: areas.qingshi, sex: 1 },
            ...{
              fullName: `韦测${'甲乙丙丁戊己庚辛壬癸'[made % 10] ?? ''}`,
              birthDate: '1990-01-01',
            },
            ...identifiers(sealer, id, idCardNo, mobile),
            createdAt: clock.now(),
            updatedAt: clock.now(),
            ...about,
          },
        ]),
      );
      return { id, idCardNo, mobile };
    },
    employer: async (name) => {
      const id = randomUUID();
      const at = { createdAt: clock.now(), updatedAt: clock.now() };
      await owner.transaction({}, (db) => insertEmployers(db, [{ id, countyId, name, ...at }]));
      return id;
    },
    position: async (employerId, about = {}) => {
      const id = randomUUID();
      await owner.transaction({}, (db) =>
        insertPositions(db, [
          {
            ...{ id, countyId, employerId, title: '货车司机', status: 'open', headcount: 2 },
            ...{ townshipCode: areas.qingshi, salaryText: '5000-6000元/月' },
            ...{ salaryMin: 5000, salaryMax: 6000 },
            createdAt: clock.now(),
            updatedAt: clock.now(),
            ...about,
          },
        ]),
      );
      return id;
    },
    consent: async (personId, employerId) => {
      const consent = { countyId, personId, employerId, textVersion: '2026-11' };
      const given = await owner.transaction({}, (db) =>
        giveConsent(db, { ...consent, givenAt: clock.now() }),
      );
      if (given === null) throw new Error('the consent was not written');
      return given.id;
    },
  };
}

/** The sealed, indexed and masked columns as the product writes them. */
function identifiers(sealer: Sealer, row: string, idCardNo: string, mobile: string | null) {
  const seal = (column: string, value: string) =>
    sealer.seal(value, { table: 'people', row, column });
  return {
    idCardSealed: seal('idCardSealed', idCardNo),
    idCardIndex: sealer.blindIndex('idCard', idCardNo),
    idCardMasked: `${idCardNo.slice(0, 6)}********${idCardNo.slice(-4)}`,
    ...(mobile === null
      ? {}
      : {
          mobileSealed: seal('mobileSealed', mobile),
          mobileIndex: sealer.blindIndex('mobile', mobile),
          mobileMasked: `${mobile.slice(0, 3)}****${mobile.slice(-4)}`,
        }),
  };
}

/** A man's ID number of the fictional county 459921 with a right check character (GB 11643). */
export function madeUpIdCard(serial: number, birthDay = '19900101'): string {
  const body = `459921${birthDay}${String(serial * 2 - 1).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
}

function placesOf(county: string) {
  const at = { lat: 23.6, lng: 107.9 };
  const township = (code: string, name: string) => ({ code: `${county}${code}`, name, ...at });
  const station = (code: string, name: string, level: 'township' | 'village') => ({
    ...{ code: `${county}${code}`, townshipCode: `${county}${code.slice(0, 3)}`, name, level },
    ...at,
  });
  return {
    townships: [township('101', '青石镇'), township('102', '河口镇')],
    stations: [
      station('101000', '青石镇退役军人服务站', 'township'),
      station('101201', '弄岩村退役军人服务站', 'village'),
      station('102000', '河口镇退役军人服务站', 'township'),
    ],
  };
}
