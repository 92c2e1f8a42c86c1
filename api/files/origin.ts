import type { Actor } from '../auth/actor.ts';

const clockOfCounty = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** Who took the data out, when and what for: it stands on every page of the file. */
export function originOf({ displayName, accountName }: Actor, now: Date, use: string): string {
  return `导出人：${displayName}（${accountName}）　导出时间：${clockOfCounty.format(now)}　用途：${use}`;
}
