import { z } from 'zod';

/** Every error the API answers with: code → HTTP status and the words for the person who caused it. */
export const errorCodes = {
  invalid_input: { status: 400, message: '有内容填得不对，请按提示改正后再提交。' },
  unreadable_file: { status: 400, message: '这个文件读不了，请按提示换一个文件。' },
  sign_in_failed: { status: 401, message: '账号或密码不对，请重新输入。' },
  not_signed_in: { status: 401, message: '请先登录。' },
  forbidden: { status: 403, message: '您现在的岗位没有这项权限。' },
  forbidden_origin: { status: 403, message: '请求来源不对，请从本网站的页面上操作。' },
  not_found: { status: 404, message: '没有找到，可能已被删除，或不在您的管辖范围内。' },
  conflict: { status: 409, message: '内容已被别人改过，请刷新后再试。' },
  illegal_transition: { status: 409, message: '当前状态下不能做这一步，请刷新页面查看最新状态。' },
  duplicate: { status: 409, message: '已经有相同的记录。' },
  payload_too_large: { status: 413, message: '文件太大，最多 10 MB。请拆成几个文件再上传。' },
  unsupported_media_type: { status: 415, message: '不支持这种内容格式。' },
  idempotency_mismatch: {
    status: 422,
    message: '这次提交与上次同一编号的内容不同，请刷新页面后重新提交。',
  },
  too_many_requests: { status: 429, message: '试得太频繁了，请过几分钟再试。' },
  internal: { status: 500, message: '系统出了点问题，您的数据没有改动。请稍后再试。' },
  unavailable: { status: 503, message: '系统正在恢复，请过几秒再试。' },
} as const;
export type ErrorCode = keyof typeof errorCodes;

/** The one shape of an error body. `fields` maps a field's path to what to do about it. */
export const errorBody = z.strictObject({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string(),
});
export type ErrorBody = z.infer<typeof errorBody>;
