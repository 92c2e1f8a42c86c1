import type { Role } from '@xincheng/db/vocabulary/roles';
import type { SignedIn, TestApi } from './api.ts';
import { areas, countyCode, makeWorld, type Person, type World } from './world.ts';

/** Everybody a permission test needs: somebody of each role, and a second one with rows of its own. */
export interface Cast {
  world: World;
  people: { qingshi: Person; nongyan: Person; hekou: Person; family: Person };
  employers: { sugar: string; freight: string };
  /** Of the sugar mill: one open, one held for correction; of the freight firm: one open. */
  positions: { open: string; held: string; freight: string };
  /** The veteran of 青石 lets the sugar mill see the summary. */
  consent: string;
  /** One of each role; area roles at 青石 or at the county. */
  as: Record<Role, SignedIn>;
  /** The other ones: another township's clerk, another firm's user, another veteran, a village's clerk. */
  others: Record<'hekouClerk' | 'freightUser' | 'hekouVeteran' | 'nongyanClerk', SignedIn>;
  accounts: Record<string, string>;
}

/** Fills a county and signs everybody in. */
export async function castOf(api: TestApi): Promise<Cast> {
  const world = await makeWorld(api);
  const people = {
    qingshi: await world.person({ fullName: '韦青石', areaCode: areas.qingshi }),
    nongyan: await world.person({ fullName: '韦弄岩', areaCode: areas.nongyan }),
    hekou: await world.person({ fullName: '韦河口', areaCode: areas.hekou }),
    family: await world.person({ fullName: '韦家属', kind: 'family', sex: 2 }),
  };
  const employers = {
    sugar: await world.employer('云岭县桂源糖业有限公司'),
    freight: await world.employer('云岭县顺安物流有限公司'),
  };
  const positions = {
    open: await world.position(employers.sugar),
    held: await world.position(employers.sugar, {
      title: '保安员',
      status: 'held',
      sexText: '限男性',
      holdReasons: [
        {
          ...{ field: 'sexText', words: '限男性', reason: '请去掉' },
          ...{ rule: 'position.discrimination', proposal: '' },
        },
      ],
    }),
    freight: await world.position(employers.freight, { title: '装卸工' }),
  };
  const consent = await world.consent(people.qingshi.id, employers.sugar);

  const accounts: Record<string, string> = {};
  const signIn = async (name: string, ...posts: Parameters<World['account']>[1][]) => {
    const made = await world.account(name, ...posts);
    accounts[name] = made.id;
    return api.signIn(made);
  };
  const { qingshi, nongyan, hekou } = areas;
  return {
    world,
    people,
    employers,
    positions,
    consent,
    accounts,
    as: {
      veteran: await signIn('veteran', { role: 'veteran', personId: people.qingshi.id }),
      family_member: await signIn('family', { role: 'family_member', personId: people.family.id }),
      employer_user: await signIn('sugar', { role: 'employer_user', employerId: employers.sugar }),
      station_clerk: await signIn('clerk', { role: 'station_clerk', area: qingshi }),
      station_head: await signIn('head', { role: 'station_head', area: qingshi }),
      bureau_staff: await signIn('bureau', { role: 'bureau_staff', area: countyCode }),
      administrator: await signIn('admin', { role: 'administrator', area: countyCode }),
      auditor: await signIn('auditor', { role: 'auditor', area: countyCode }),
    },
    others: {
      hekouClerk: await signIn('hekou', { role: 'station_clerk', area: hekou }),
      freightUser: await signIn('freight', {
        role: 'employer_user',
        employerId: employers.freight,
      }),
      hekouVeteran: await signIn('veteran2', { role: 'veteran', personId: people.hekou.id }),
      nongyanClerk: await signIn('village', { role: 'station_clerk', area: nongyan }),
    },
  };
}
