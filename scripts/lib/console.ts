// Whoever read our output may be gone (a closed terminal, a killed npm): that must not end us before
// the servers are stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** A fault the person at the console can mend: its message says how, and no stack is shown. */
export class Fault extends Error {
  override name = 'Fault';
}

/** Prints a line for the person at the console. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs one step of the start and says how many seconds it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  say(`  ✓ ${title}（${((performance.now() - started) / 1000).toFixed(1)} 秒）`);
  return result;
}
