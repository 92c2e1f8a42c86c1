import { roles } from '@xincheng/db/vocabulary/roles';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { day, done, id, requiredText } from './shared.ts';

const password = z
  .string()
  .min(8, { error: '密码至少 8 位' })
  .max(128, { error: '密码最多 128 位' });

/** A dated post of the account. `place` is the area, employer or person it is tied to, in words. */
export const appointment = z.strictObject({
  id,
  role: z.enum(roles),
  place: z.string(),
  /** Area code of staff posts: 6, 9 or 12 digits. */
  area: z.string().nullable(),
  validFrom: day,
  validTo: day.nullable(),
});

export const session = z.strictObject({
  account: z.strictObject({
    id,
    name: z.string(),
    displayName: z.string(),
    /** A first password handed out by staff is still in use. */
    mustChangePassword: z.boolean(),
  }),
  appointment,
  appointments: z.array(appointment),
});
export type Session = z.infer<typeof session>;

export const signIn = {
  method: 'POST',
  path: '/auth/sign-in',
  summary: '登录：设置会话 Cookie，并返回访问令牌',
  access: 'public',
  body: z.strictObject({
    account: requiredText(64),
    password: z.string().min(1, { error: '请填写' }).max(128),
  }),
  response: z.strictObject({ accessToken: z.string() }),
} as const satisfies Endpoint;

export const refresh = {
  method: 'POST',
  path: '/auth/refresh',
  summary: '用刷新令牌换新的访问令牌（刷新令牌同时轮换）',
  access: 'public',
  response: z.strictObject({ accessToken: z.string() }),
} as const satisfies Endpoint;

export const signOut = {
  method: 'POST',
  path: '/auth/sign-out',
  summary: '退出登录，作废本次会话',
  access: 'public',
  response: done,
} as const satisfies Endpoint;

export const getSession = {
  method: 'GET',
  path: '/auth/session',
  summary: '当前账号、当前岗位和可切换的岗位',
  access: 'signed_in',
  response: session,
} as const satisfies Endpoint;

export const switchAppointment = {
  method: 'POST',
  path: '/auth/switch',
  summary: '切换到本人的另一个岗位',
  access: 'signed_in',
  body: z.strictObject({ appointmentId: id }),
  response: z.strictObject({ accessToken: z.string() }),
} as const satisfies Endpoint;

export const changePassword = {
  method: 'POST',
  path: '/auth/password',
  summary: '修改密码；其他设备上的会话随之作废',
  access: 'signed_in',
  body: z.strictObject({
    current: z.string().min(1, { error: '请填写' }).max(128),
    next: password,
  }),
  response: z.strictObject({ accessToken: z.string() }),
} as const satisfies Endpoint;

export const setupState = {
  method: 'GET',
  path: '/setup',
  summary: '是否还没有任何账号（空县首次启动）',
  access: 'public',
  response: z.strictObject({ needsAdministrator: z.boolean() }),
} as const satisfies Endpoint;

export const createFirstAdministrator = {
  method: 'POST',
  path: '/setup/first-administrator',
  summary: '空县首次启动：凭控制台的一次性口令建立县和首位管理员',
  access: 'public',
  status: 201,
  body: z.strictObject({
    code: requiredText(32),
    countyCode: z
      .string()
      .trim()
      .regex(/^\d{6}$/, { error: '请填六位县级行政区划代码' }),
    countyName: requiredText(40),
    account: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, {
        error: '账号用 3 到 32 位小写字母、数字、点或短横线',
      }),
    displayName: requiredText(20),
    password,
  }),
  response: done,
} as const satisfies Endpoint;
