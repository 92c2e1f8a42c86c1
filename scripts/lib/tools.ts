import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** The project's root folder. */
export const ROOT = dirname(dirname(import.meta.dirname));

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command that an installed package offers. */
export interface Tool {
  package: string;
  /** Its name where the package offers several; otherwise that of the package. */
  command?: string;
  args: string[];
  /** The workspace folder that depends on the package; the tool works there. */
  folder?: string;
}

/** Runs a tool to its end on our console; its exit code, 128 + n when signal n ended it. */
export function runTool(tool: Tool): Promise<number> {
  return runToEnd(spawnTool(tool, 'inherit'));
}

/** The same, keeping what it prints. */
export async function captureTool(tool: Tool): Promise<{ code: number; output: string }> {
  const child = spawnTool(tool, ['ignore', 'pipe', 'pipe']);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  }
  const code = await runToEnd(child);
  return { code, output: Buffer.concat(chunks).toString('utf8').trim() };
}

function spawnTool(tool: Tool, stdio: StdioOptions): ChildProcess {
  const folder = join(ROOT, tool.folder ?? '.');
  const script = toolScript(join(folder, 'node_modules', tool.package), tool);
  return spawn(process.execPath, [script, ...tool.args], { cwd: folder, stdio });
}

function toolScript(home: string, tool: Tool): string {
  const manifest: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const bin: unknown = Reflect.get(Object(manifest), 'bin');
  const command = tool.command ?? tool.package;
  const script: unknown = typeof bin === 'string' ? bin : Reflect.get(Object(bin), command);
  if (typeof script !== 'string') throw new Error(`${tool.package} has no command ${command}`);
  return join(home, script);
}

function runToEnd(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const forward = (signal: NodeJS.Signals): boolean => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  child.once('error', reject);
  child.once('close', (code, signal) => {
    for (const name of SIGNALS) process.off(name, forward);
    resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
  });
  return promise;
}
