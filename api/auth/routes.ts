import { createFirstAdministrator, findPasswordHash, hasAccounts } from '@xincheng/db/accounts';
import {
  findSession,
  listAppointments,
  revokeSession,
  setPassword,
  switchSession,
} from '@xincheng/db/sessions';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/auth.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { route } from '../route.ts';
import { guarded } from './password-tries.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { handleRefresh } from './refresh.ts';
import { handleSignIn } from './sign-in.ts';
import { hashSetupCode } from './setup-code.ts';
import { clearCookies, refreshToken, setCookies, signAccess } from './tokens.ts';

export function authRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.signIn, handleSignIn);
  route(app, deps, contract.refresh, handleRefresh);

  route(app, deps, contract.signOut, async ({ actor, reply, write, note }) => {
    clearCookies(reply);
    if (actor === null) return { ok: true } as const;
    note({ subject: actor.sessionId });
    return write(async (db) => {
      await revokeSession(db, actor.sessionId, deps.clock.now());
      return { ok: true } as const;
    });
  });

  route(app, deps, contract.getSession, async ({ actor, read }) => {
    const appointments = await read((db) =>
      listAppointments(db, actor.accountId, deps.clock.today()),
    );
    return {
      account: {
        id: actor.accountId,
        name: actor.accountName,
        displayName: actor.displayName,
        mustChangePassword: actor.mustChangePassword,
      },
      appointment: found(appointments.find((post) => post.id === actor.appointmentId)),
      appointments,
    };
  });

  route(app, deps, contract.switchAppointment, async ({ actor, body, request, write }) =>
    write(async (db) => {
      const posts = await listAppointments(db, actor.accountId, deps.clock.today());
      const post = found(posts.find(({ id }) => id === body.appointmentId));
      await switchSession(db, actor.sessionId, post.id);
      const claims = { sid: actor.sessionId, sub: actor.accountId, ver: actor.sessionVersion };
      return { accessToken: signAccess(request.server, deps.clock, claims) };
    }),
  );

  route(app, deps, contract.changePassword, async (context) => {
    const { actor, body, request, reply, read, write } = context;
    const fits = await guarded(deps, { account: actor.accountId }, async () => {
      const current = await read((db) => findPasswordHash(db, actor.accountId));
      return (await passwordFits(current, body.current)) ? true : null;
    });
    if (fits === null)
      throw new AppError('invalid_input', { fields: { current: '当前密码不对，请重新输入' } });
    const hashed = await hashPassword(body.next);
    return write(async (db) => {
      await setPassword(db, actor.accountId, hashed, actor.sessionId);
      const session = found(await findSession(db, actor.sessionId));
      const claims = { sid: actor.sessionId, sub: actor.accountId, ver: session.sessionVersion };
      const access = signAccess(request.server, deps.clock, claims);
      const refresh = refreshToken(deps.secrets, actor.sessionId, session.generation);
      setCookies(reply, { access, refresh }, request.protocol === 'https');
      return { accessToken: access };
    });
  });

  route(app, deps, contract.setupState, async ({ read }) => ({
    needsAdministrator: !(await read(hasAccounts)),
  }));

  route(app, deps, contract.createFirstAdministrator, async ({ body, write }) => {
    const passwordHash = await hashPassword(body.password);
    return write(async (db) => {
      const made = await createFirstAdministrator(db, {
        codeHash: hashSetupCode(body.code),
        countyCode: body.countyCode,
        countyName: body.countyName,
        name: body.account,
        displayName: body.displayName,
        passwordHash,
        now: deps.clock.now(),
        today: deps.clock.today(),
      });
      if (!made)
        throw new AppError('invalid_input', {
          fields: { code: '口令不对或已用过，请看启动程序的窗口里最近一次显示的口令' },
        });
      return { ok: true } as const;
    });
  });
}
