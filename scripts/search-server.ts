import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs a search server in the folder for as long as the launcher lives, which is told by the channel to
 * it: another program would stay behind when the launcher is killed. Its settings are in the environment.
 */
const [program = '', folder = '.'] = process.argv.slice(2);
const GRACE_MS = 700;
const pidFile = join(folder, 'server.pid');

await endLeftover();
const server = spawn(program, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
server.once('exit', (code) => {
  rmSync(pidFile, { force: true });
  process.exit(code ?? 1);
});
if (server.pid !== undefined) writeFileSync(pidFile, String(server.pid));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, end);
process.once('disconnect', end);

function end(): void {
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), GRACE_MS).unref();
}

/** Ends the server that a killed predecessor of ours left on these files. */
async function endLeftover(): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  while (commandOf(pid).startsWith(program)) {
    process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

/** The command of a running process, empty when there is none. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
