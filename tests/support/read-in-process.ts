import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = `
  const { readFileSync } = require('node:fs');
  import(process.argv[1]).then(({ readWorkbook, ImportFileError }) => {
    const bytes = readFileSync(process.argv[2]);
    const before = process.resourceUsage().maxRSS;
    const start = performance.now();
    const outcome = { code: 'read', rows: 0, cells: 0 };
    try {
      for (const { rows } of readWorkbook(bytes, 'a.xlsx')) {
        outcome.rows += rows.length;
        for (const { cells } of rows) outcome.cells += cells.filter(Boolean).length;
      }
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      outcome.code = error.code;
    }
    const milliseconds = performance.now() - start;
    const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
    process.stdout.write(JSON.stringify({ ...outcome, milliseconds, megabytes }));
  });
`;

export interface ReadOutcome {
  /** `read`, or the code of the refusal. */
  readonly code: string;
  readonly rows: number;
  readonly cells: number;
  readonly milliseconds: number;
  /** By how much the process grew at its largest. */
  readonly megabytes: number;
}

/**
 * Reads a file in a process of its own, so that its memory can be measured, with a heap of `heap`
 * megabytes. Throws when the process dies.
 */
export function readInProcess(bytes: Uint8Array, heap = 128): ReadOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'xincheng-read-'));
  try {
    const file = join(folder, 'file');
    writeFileSync(file, bytes);
    const reader = import.meta.resolve('@xincheng/api/imports');
    const options = [`--max-old-space-size=${String(heap)}`, '-e', program, reader, file];
    const outcome: unknown = JSON.parse(
      execFileSync(process.execPath, options, { encoding: 'utf8', timeout: 60_000 }),
    );
    if (!isOutcome(outcome)) throw new Error('the reader said nothing');
    return outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isOutcome(value: unknown): value is ReadOutcome {
  return typeof value === 'object' && value !== null && 'megabytes' in value;
}
