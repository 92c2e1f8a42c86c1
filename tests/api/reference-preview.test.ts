/** What an edit of the reference data would change, before anybody saves it. */
import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { fingerprint } from '../support/sql.ts';

let api: TestApi;
let cast: Cast;
let bureau: SignedIn;
let driver: string;
let job: string;

beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  bureau = cast.as.bureau_staff;
  ({ id: driver } = await cast.world.person({
    ...{ fullName: '韦开车', specialityKey: 'mil.drive.wheeled', jobs: ['货车司机'] },
    ...{ licences: ['B2'], skills: ['货车驾驶'], birthDate: '1992-05-01' },
  }));
  job = await cast.world.position(cast.employers.freight, {
    ...{ title: '货车司机', description: '开大车送货', skillsText: '会开货车', licences: ['B2'] },
  });
});
afterAll(() => api.close());

type Body = NonNullable<contract.Sent<typeof contract.previewReferenceChange>['body']>;
type Kind = contract.ReferenceEntry['kind'];

const entryOf = async (kind: Kind, key: string) =>
  (await bureau.call(contract.getReferenceEntry, { params: { kind, key } })).entry;
const preview = async (kind: Kind, key: string, to: object | null) => {
  const { name, value } = await entryOf(kind, key);
  const body: Body = { name, value: to === null ? null : { ...value, ...to } };
  return bureau.call(contract.previewReferenceChange, { params: { kind, key }, body });
};

describe('a preview', () => {
  it('of what touches nobody is all noughts', async () => {
    expect(await preview('skill', 'care.elder', {})).toEqual({
      ...{ positionsTouched: 0, peopleTouched: 0, peopleListsChanged: 0 },
      ...{ gainsMatches: 0, losesMatches: 0, samples: [] },
    });
  });

  it('of the weights names the pairs that change most, and changes nothing', async () => {
    const tables = ['reference_entries', 'reference_changes', 'audit_entries'];
    const before = await fingerprint(api.database.adminUrl, tables);
    const { value } = await entryOf('weights', 'weights');
    const weights = value as contract.WeightsValue;
    const effect = await preview('weights', 'weights', {
      distance: { ...weights.distance, max: weights.distance.max + 50 },
      // A person without a wish has no full points for the pay.
      terms: { ...weights.terms, pay: weights.terms.pay - 50 },
    });
    const pair = effect.samples.find((one) => one.personId === driver && one.positionId === job);
    expect(pair).toMatchObject({ personName: '韦开车', positionTitle: '货车司机' });
    expect(pair?.before).not.toBe(pair?.after);
    expect(effect.samples.length).toBeLessThanOrEqual(20);
    expect(await fingerprint(api.database.adminUrl, tables)).toBe(before);
  });

  it('of a gate of law says who loses matches by it', async () => {
    const effect = await preview('occupation', '道路货运汽车驾驶员', {
      gates: [
        { kind: 'certificate', anyOf: ['低压电工作业证'], rule: 'certificate.hazardous-work' },
      ],
    });
    expect(effect.losesMatches).toBeGreaterThan(0);
    expect(effect.gainsMatches).toBe(0);
    expect(effect.positionsTouched).toBeGreaterThan(0);
    const pair = effect.samples.find((one) => one.personId === driver && one.positionId === job);
    expect(pair?.before).toBeTypeOf('number');
    expect(pair?.after).toBeNull();
  });

  it('comes true when the edit is saved', async () => {
    const key = '道路货运汽车驾驶员';
    const { name, value, version } = await entryOf('occupation', key);
    const gates = [
      { kind: 'certificate', anyOf: ['低压电工作业证'], rule: 'certificate.hazardous-work' },
    ];
    const expected = await preview('occupation', key, { gates });
    await bureau.call(contract.changeReferenceEntry, {
      params: { kind: 'occupation', key },
      body: { version, name, value: { ...value, gates }, reason: '试验准入条件' },
    });
    // Back again is the same the other way round, once the edit has come to the matching.
    await expect
      .poll(async () => {
        const back = await preview('occupation', key, { gates: [] });
        return [back.gainsMatches, back.losesMatches];
      })
      .toEqual([expected.losesMatches, expected.gainsMatches]);
    expect(expected.losesMatches).toBeGreaterThan(0);
  });

  it('refuses what saving would refuse, at the same field', async () => {
    const { name, value } = await entryOf('speciality', 'mil.drive.wheeled');
    const reply = await bureau.ask(contract.previewReferenceChange, {
      params: { kind: 'speciality', key: 'mil.drive.wheeled' },
      body: { name, value: { ...value, occupations: ['飞船驾驶员'] } },
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<ErrorBody>().fields).toHaveProperty(['value.occupations.0']);
  });

  it('of a removal, of an addition, and of the removal of what is not there', async () => {
    const params = { kind: 'skill' as const, key: 'farm.no-such' };
    const gone = await bureau.ask(contract.previewReferenceChange, {
      params,
      body: { name: '没有', value: null },
    });
    expect(gone.statusCode).toBe(404);
    const added = await bureau.ask(contract.previewReferenceChange, {
      params,
      body: { name: '全新的技能', value: { words: ['从来没有人说过的话'], weight: 1 } },
    });
    expect(added.json()).toMatchObject({ positionsTouched: 0, samples: [] });
    expect((await preview('speciality', 'mil.drive.wheeled', null)).peopleTouched).toBeGreaterThan(
      0,
    );
  });
});
