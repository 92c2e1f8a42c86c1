import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from '../env.ts';
import { say } from '../lib/console.ts';

interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}

/** Looks at the machine and at a running installation; exit code 1 when something needs attention. */
export async function doctor({ json }: { json: boolean }): Promise<number> {
  const env = readEnv();
  const secrets = join(env.DATA_DIR, 'secrets', 'secrets.json');
  const hasData = existsSync(secrets);
  const findings: Finding[] = [
    {
      check: 'Node',
      ok: true,
      detail: `${process.version}（${process.platform} ${process.arch}）`,
    },
    {
      check: '数据目录',
      ok: true,
      detail: hasData ? env.DATA_DIR : `${env.DATA_DIR} 还没有数据，首次 npm start 时建立`,
    },
  ];
  if (hasData) {
    // Readable by others, the keys would open every sealed field of a stolen backup.
    const isPrivate = (statSync(secrets).mode & 0o077) === 0;
    findings.push({
      check: '密钥',
      ok: isPrivate,
      detail: isPrivate ? '只有本用户能读' : `请执行 chmod 600 ${secrets}`,
    });
  }
  findings.push(await answers('接口', `http://127.0.0.1:${String(env.API_PORT)}/ready`));
  findings.push(await answers('网页', `http://127.0.0.1:${String(env.PORT)}/`));
  if (json) say(JSON.stringify(findings));
  else for (const { check, ok, detail } of findings) say(`${ok ? '✓' : '✗'} ${check}：${detail}`);
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

async function answers(check: string, url: string): Promise<Finding> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(3000) });
    await reply.body?.cancel();
    const ok = reply.status < 500;
    return {
      check,
      ok,
      detail: ok ? '正常' : `${url} 返回 ${String(reply.status)}，请看数据目录下的 logs`,
    };
  } catch {
    return { check, ok: false, detail: `${url} 没有回应，请先运行 npm start` };
  }
}
