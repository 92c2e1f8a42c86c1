import { say } from './lib/console.ts';
import { captureTool, type Tool } from './lib/tools.ts';

/** The types of the pages, which svelte-check and eslint read. */
const SYNC: Tool = {
  package: '@sveltejs/kit',
  command: 'svelte-kit',
  args: ['sync'],
  folder: 'web',
};

/** The longest first: two run at a time. */
const CHECKS: Record<string, Tool> = {
  eslint: { package: 'eslint', args: ['--max-warnings=0', '.'] },
  tsc: { package: 'typescript', command: 'tsc', args: ['--project', '.'] },
  'svelte-check': {
    package: 'svelte-check',
    args: ['--tsconfig', 'tsconfig.json', '--fail-on-warnings'],
    folder: 'web',
  },
  prettier: { package: 'prettier', args: ['--check', '--log-level=warn', '.'] },
  knip: { package: 'knip', args: [] },
  guards: { package: 'vitest', args: ['run', '--project=guards', '--reporter=default'] },
};

const sync = await captureTool(SYNC);
if (sync.code !== 0) say(sync.output);
const queue = Object.entries(CHECKS);
const failed: string[] = [];
await Promise.all([work(), work()]);
say(failed.length === 0 ? '全部检查通过' : `未通过：${failed.join('、')}`);
process.exitCode = failed.length === 0 && sync.code === 0 ? 0 : 1;

/** Takes checks from the queue until it is empty, reporting each with its seconds. */
async function work(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [title, tool] = next;
    const started = performance.now();
    const { code, output } = await captureTool(tool);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${code === 0 ? '✓' : '✗'} ${title}（${seconds} 秒）`);
    if (code === 0) continue;
    failed.push(title);
    say(`${output}\n`);
  }
}
