import { randomUUID } from 'node:crypto';
import {
  disableAccount,
  endAppointment,
  findAccount,
  insertAccount,
  insertAppointment,
  listStaffAccounts,
  resetPassword,
} from '@xincheng/db/accounts';
import type { Db } from '@xincheng/db/client';
import { findEmployer } from '@xincheng/db/positions';
import { appointmentsByAccount } from '@xincheng/db/sessions';
import type { Role } from '@xincheng/db/vocabulary/roles';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Actor, areaOf } from '../auth/actor.ts';
import { hashPassword, newPassword } from '../auth/passwords.ts';
import * as contract from '../contract/bureau.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { route } from '../route.ts';

export function accountRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.listAccounts, async ({ query, read }) =>
    read(async (db) => {
      const { items, total } = await listStaffAccounts(db, query);
      const posts = await appointmentsByAccount(
        db,
        items.map(({ id }) => id),
        deps.clock.today(),
      );
      const accounts = items.map(({ disabledAt, ...account }) => ({
        ...account,
        disabled: disabledAt !== null,
        appointments: posts.get(account.id) ?? [],
      }));
      return { items: accounts, total };
    }),
  );

  route(app, deps, contract.createAccount, async ({ actor, body, write, note }) => {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    return write(async (db) => {
      const place = await placeOf(db, actor, body);
      const id = randomUUID();
      note({ subject: id });
      const now = deps.clock.now();
      const { name, displayName, role } = body;
      const made = await insertAccount(
        db,
        {
          ...{ id, countyId: actor.countyId, name, displayName, passwordHash },
          mustChangePassword: true,
          createdAt: now,
        },
        { role, ...place, validFrom: deps.clock.today() },
      );
      if (made === null)
        throw new AppError('invalid_input', { fields: { name: '这个账号已有人用，请换一个' } });
      return { id, password };
    });
  });

  route(app, deps, contract.addAppointment, async ({ actor, params, body, write }) =>
    write(async (db) => {
      const account = found(await findAccount(db, params.id));
      const place = await placeOf(db, actor, body);
      const id = await insertAppointment(db, {
        ...place,
        accountId: account.id,
        countyId: actor.countyId,
        role: body.role,
        validFrom: body.validFrom ?? deps.clock.today(),
        validTo: body.validTo ?? null,
      });
      return { id: found(id) };
    }),
  );

  route(app, deps, contract.endAppointment, async ({ actor, params, write }) => {
    if (params.id === actor.appointmentId)
      throw new AppError('conflict', {
        message: '不能结束自己正在用的岗位，请由另一位管理员操作。',
      });
    return write(async (db) => {
      found(await endAppointment(db, params.id, deps.clock.now()));
      return { ok: true } as const;
    });
  });

  route(app, deps, contract.resetPassword, async ({ actor, params, write }) => {
    if (params.id === actor.accountId)
      throw new AppError('conflict', { message: '自己的密码请在“账号”里修改。' });
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    return write(async (db) => {
      const account = found(await resetPassword(db, params.id, passwordHash));
      return { account, password };
    });
  });

  route(app, deps, contract.disableAccount, async ({ actor, params, write }) => {
    if (params.id === actor.accountId)
      throw new AppError('conflict', { message: '不能停用自己的账号，请由另一位管理员操作。' });
    return write(async (db) => {
      found(await disableAccount(db, params.id, deps.clock.now()));
      return { ok: true } as const;
    });
  });
}

/** The area or employer that a post is tied to; it must lie in the administrator's own area. */
async function placeOf(
  db: Db,
  actor: Actor,
  { role, place }: { role: Role; place: string },
): Promise<{ area: string } | { employerId: string }> {
  const wrong = (message: string) => new AppError('invalid_input', { fields: { place: message } });
  if (role === 'employer_user') {
    const isId = z.uuid().safeParse(place).success;
    const employer = isId ? await findEmployer(db, place) : null;
    if (employer === null) throw wrong('请选择用人单位');
    return { employerId: employer.id };
  }
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(place) || !place.startsWith(areaOf(actor)))
    throw wrong('请填本县的区划代码：县 6 位，乡镇 9 位，村 12 位');
  // Accounts belong to the whole county, and so does whoever looks after them.
  if (role === 'administrator' && place.length !== 6)
    throw wrong('管理员只能设在县一级，请填六位代码');
  return { area: place };
}
