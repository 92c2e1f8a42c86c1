import * as contract from '@xincheng/api/contract';
import type { Role } from '@xincheng/db/vocabulary/roles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCaller, origin, type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { behind } from '../support/sql.ts';
import { areas, countyCode, makeWorld, password, type Post, type World } from '../support/world.ts';

let api: TestApi;
let world: World;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  world = await makeWorld(api);
  const made = await world.account('admin', { role: 'administrator', area: countyCode });
  admin = await api.signIn(made);
});
afterAll(() => api.close());

let made = 0;
const clerkPost: Post = { role: 'station_clerk', area: areas.qingshi };
async function newClerk(...posts: Post[]) {
  made += 1;
  const account = await world.account(`clerk${String(made)}`, ...[clerkPost, ...posts]);
  return { ...account, session: await api.signIn(account) };
}

const whoAmI = (caller: { headers: Record<string, string> }) =>
  makeCaller(api.app, caller.headers).ask(contract.getSession);
const statusOf = async (caller: { headers: Record<string, string> }) =>
  (await whoAmI(caller)).statusCode;

/** Renews with a refresh cookie; the status, and the new tokens where there are some. */
async function renew(refreshToken: string) {
  const reply = await api.visitor.send({
    method: 'POST',
    url: '/auth/refresh',
    headers: { cookie: `xc_refresh=${refreshToken}`, origin },
  });
  const cookie = (name: string) => reply.cookies.find((one) => one.name === name)?.value ?? '';
  return {
    status: reply.statusCode,
    access: cookie('xc_access'),
    refresh: cookie('xc_refresh'),
    bearer: { headers: { authorization: `Bearer ${cookie('xc_access')}` } },
  };
}

describe('an access token', () => {
  it('is taken as a bearer token and as a cookie', async () => {
    const { session } = await newClerk();
    expect(await statusOf(session)).toBe(200);
    expect(await statusOf({ headers: { cookie: session.cookie } })).toBe(200);
    expect(await statusOf({ headers: {} })).toBe(401);
  });

  it('runs out after fifteen minutes to the second', async () => {
    const { session } = await newClerk();
    api.clock.advance({ minutes: 14, seconds: 59 });
    expect(await statusOf(session)).toBe(200);
    api.clock.advance({ seconds: 1 });
    expect(await statusOf(session)).toBe(401);
    admin = await api.signIn({ account: 'admin', password });
  });
});

describe('a refresh token', () => {
  it('is exchanged for new tokens, both of which work', async () => {
    const { session } = await newClerk();
    api.clock.advance({ minutes: 20 });
    const next = await renew(session.refreshToken);
    expect(next.status).toBe(200);
    expect(next.refresh).not.toBe(session.refreshToken);
    expect(await statusOf(next.bearer)).toBe(200);
    expect((await renew(next.refresh)).status).toBe(200);
    admin = await api.signIn({ account: 'admin', password });
  });

  it('gives parallel page loads the very same next one, within ten seconds', async () => {
    const { session } = await newClerk();
    const loads = await Promise.all(Array.from({ length: 6 }, () => renew(session.refreshToken)));
    expect(loads.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(loads.map(({ refresh }) => refresh)).size).toBe(1);
    api.clock.advance({ seconds: 10 });
    const late = await renew(session.refreshToken);
    expect(late.refresh).toBe(loads[0]?.refresh);
    expect((await renew(late.refresh)).status).toBe(200);
  });

  it('used again after that ends the session for thief and owner', async () => {
    const { session } = await newClerk();
    const next = await renew(session.refreshToken);
    api.clock.advance({ seconds: 11 });
    expect((await renew(session.refreshToken)).status).toBe(401);
    expect((await renew(next.refresh)).status).toBe(401);
    expect(await statusOf(next.bearer)).toBe(401);
    expect(await statusOf(session)).toBe(401);
  });

  it('two generations old ends the session at once', async () => {
    const { session } = await newClerk();
    const second = await renew(session.refreshToken);
    const third = await renew(second.refresh);
    expect((await renew(session.refreshToken)).status).toBe(401);
    expect((await renew(third.refresh)).status).toBe(401);
  });

  it('is good for fourteen days, however often it is renewed', async () => {
    const { session } = await newClerk();
    api.clock.advance({ days: 13 });
    const next = await renew(session.refreshToken);
    expect(next.status).toBe(200);
    api.clock.advance({ days: 1 });
    expect((await renew(next.refresh)).status).toBe(401);
    admin = await api.signIn({ account: 'admin', password });
  });

  it('cannot be made up from another one', async () => {
    const { session } = await newClerk();
    const [id = '', , mac = ''] = session.refreshToken.split('.');
    for (const token of [
      `${id}.2.${mac}`,
      `${id}.1.${mac.slice(0, -1)}`,
      `${id}.1.`,
      id,
      `not-a-session.1.${mac}`,
      'x'.repeat(4000),
      '',
    ]) {
      const reply = await renew(token);
      expect(reply.status, token.slice(0, 60)).toBe(401);
    }
    expect(await statusOf(session)).toBe(200);
  });
});

describe('the next request is refused', () => {
  it('after signing out; cookies are cleared', async () => {
    const { session } = await newClerk();
    const reply = await session.ask(contract.signOut);
    expect(reply.statusCode).toBe(200);
    expect(reply.cookies.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'xc_access=',
      'xc_refresh=',
    ]);
    expect(await statusOf(session)).toBe(401);
    expect((await renew(session.refreshToken)).status).toBe(401);
    expect((await session.ask(contract.signOut)).statusCode).toBe(200);
  });

  it('after the account was disabled', async () => {
    const { id, session, account } = await newClerk();
    await admin.call(contract.disableAccount, { params: { id } });
    expect(await statusOf(session)).toBe(401);
    expect((await renew(session.refreshToken)).status).toBe(401);
    await expect(api.signIn({ account, password })).rejects.toThrow(/sign_in_failed/);
  });

  it('after the post was ended, or ran out', async () => {
    const { session } = await newClerk();
    const { appointment } = await session.call(contract.getSession);
    await admin.call(contract.endAppointment, { params: { id: appointment.id } });
    expect(await statusOf(session)).toBe(401);
    expect((await renew(session.refreshToken)).status).toBe(401);

    const temporary = await world.account('temporary', { ...clerkPost, validTo: api.clock.day(1) });
    const visitor = await api.signIn(temporary);
    api.clock.advance({ days: 1 });
    const renewed = await renew(visitor.refreshToken);
    expect(renewed.status).toBe(200);
    api.clock.advance({ days: 1 });
    expect(await statusOf(renewed.bearer)).toBe(401);
    expect((await renew(renewed.refresh)).status).toBe(401);
    admin = await api.signIn({ account: 'admin', password });
  });

  it('after the administrator gave out a new first password: on every device', async () => {
    const { id, session, account } = await newClerk();
    const reset = await admin.call(contract.resetPassword, { params: { id } });
    expect(reset.account).toBe(account);
    expect(await statusOf(session)).toBe(401);
    expect((await renew(session.refreshToken)).status).toBe(401);
    await expect(api.signIn({ account, password })).rejects.toThrow(/sign_in_failed/);
    const again = await api.signIn(reset);
    expect((await again.call(contract.getSession)).account.mustChangePassword).toBe(true);
  });

  it('after a station gave a person a new first password: on every device', async () => {
    const person = await world.person();
    const veteran = await world.account('veteran', { role: 'veteran', personId: person.id });
    const session = await api.signIn(veteran);
    const { session: clerk } = await newClerk();
    await clerk.call(contract.resetPersonPassword, { params: { id: person.id } });
    expect(await statusOf(session)).toBe(401);
    expect((await renew(session.refreshToken)).status).toBe(401);
  });

  it('for a session that another account’s token names', async () => {
    const one = await newClerk();
    const two = await newClerk();
    const [, body = ''] = one.session.accessToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { sid: string };
    const mixed = api.app.jwt.sign({
      ...claims,
      sub: two.id,
      iss: 'xincheng',
      aud: 'xincheng-api',
    });
    expect(await statusOf({ headers: { authorization: `Bearer ${mixed}` } })).toBe(401);
  });
});

describe('changing the password', () => {
  const next = 'a-new-long-password';

  it('goes on here and ends every other device', async () => {
    const { account, session } = await newClerk();
    const elsewhere = await api.signIn({ account, password });
    const { accessToken } = await session.call(contract.changePassword, {
      body: { current: password, next },
    });
    expect(await statusOf({ headers: { authorization: `Bearer ${accessToken}` } })).toBe(200);
    expect(await statusOf(session)).toBe(401);
    expect(await statusOf(elsewhere)).toBe(401);
    expect((await renew(elsewhere.refreshToken)).status).toBe(401);
    await expect(api.signIn({ account, password })).rejects.toThrow(/sign_in_failed/);
    const again = await api.signIn({ account, password: next });
    expect((await again.call(contract.getSession)).account.mustChangePassword).toBe(false);
  });

  it('needs the present one, and a new one of eight characters', async () => {
    const { session } = await newClerk();
    const wrong = await session.ask(contract.changePassword, {
      body: { current: 'not this', next },
    });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json<contract.ErrorBody>().fields).toEqual({
      current: '当前密码不对，请重新输入',
    });
    const short = await session.ask(contract.changePassword, {
      body: { current: password, next: 'short' },
    });
    expect(short.statusCode).toBe(400);
    expect(Object.keys(short.json<contract.ErrorBody>().fields ?? {})).toEqual(['next']);
    expect(await statusOf(session)).toBe(200);
  });

  it('cannot be guessed by whoever found a device signed in', async () => {
    const { session } = await newClerk();
    const statuses: number[] = [];
    for (let tries = 1; tries <= 6; tries += 1) {
      const reply = await session.ask(contract.changePassword, {
        body: { current: `guess-${String(tries)}`, next },
      });
      statuses.push(reply.statusCode);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
  });

  it('leaves an audit entry without either password', async () => {
    const { id, session } = await newClerk();
    await session.call(contract.changePassword, { body: { current: password, next } });
    const rows = await behind(
      api.database.adminUrl,
      (sql) => sql<{ action: string; text: string }[]>`
        select action, a::text as text from audit_entries a where account_id = ${id} order by id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['POST /auth/sign-in', 'POST /auth/password']);
    for (const { text } of rows) expect(text).not.toMatch(new RegExp(`${next}|${password}`));
  });
});

describe('several posts', () => {
  const roleOf = async (caller: SignedIn): Promise<{ role: Role; place: string }> => {
    const { appointment } = await caller.call(contract.getSession);
    return { role: appointment.role, place: appointment.place };
  };

  it('one signs in with the first and switches to another of one’s own', async () => {
    const person = await world.person({ fullName: '韦两职' });
    const { session } = await newClerk({ role: 'veteran', personId: person.id });
    const { appointments } = await session.call(contract.getSession);
    expect(appointments.map(({ role }) => role)).toEqual(['station_clerk', 'veteran']);
    expect(await roleOf(session)).toEqual({
      ...{ role: 'station_clerk', place: '青石镇' },
    });
    expect((await session.ask(contract.getOwnProfile)).statusCode).toBe(403);

    const veteranPost = appointments[1]?.id ?? '';
    const { accessToken } = await session.call(contract.switchAppointment, {
      body: { appointmentId: veteranPost },
    });
    const asVeteran = makeCaller(api.app, { authorization: `Bearer ${accessToken}` });
    expect((await asVeteran.call(contract.getOwnProfile)).fullName).toBe('韦两职');
    expect((await asVeteran.ask(contract.listPeople)).statusCode).toBe(403);
    // The session has moved, so a token handed out before acts from the new post as well.
    expect((await session.ask(contract.listPeople)).statusCode).toBe(403);
  });

  it('but not to somebody else’s, an ended one or one to come', async () => {
    const { session } = await newClerk(
      { role: 'bureau_staff', area: countyCode, validFrom: api.clock.day(1) },
      { role: 'auditor', area: countyCode, validFrom: '2020-01-01', validTo: '2021-01-01' },
    );
    const other = await newClerk();
    const theirs = (await other.session.call(contract.getSession)).appointment.id;
    const all = await behind(
      api.database.adminUrl,
      (sql) => sql<{ id: string }[]>`
        select id from appointments where role in ('bureau_staff', 'auditor')`,
    );
    expect(all).toHaveLength(2);
    const random = '0190163d-8694-739b-aea5-966c26f8ad91';
    for (const appointmentId of [theirs, random, ...all.map(({ id }) => id)]) {
      const reply = await session.ask(contract.switchAppointment, { body: { appointmentId } });
      expect(reply.statusCode).toBe(404);
    }
    expect((await roleOf(session)).role).toBe('station_clerk');
  });
});
