import { runTool } from './lib/tools.ts';

// `npm test [-- file …]`: vitest with the closing line of tests/support/reporter.ts.
process.exitCode = await runTool({ package: 'vitest', args: ['run', ...process.argv.slice(2)] });
