import { cpus } from 'node:os';
import { z } from 'zod';

import type { Sql } from './sql/scratch.ts';

/** What a bench ran on. */
export interface Machine {
  readonly cpus: number;
  readonly model: string;
  readonly node: string;
  readonly postgres: string;
}

/** This machine, and the server behind `sql`. */
export async function describeMachine(sql: Sql): Promise<Machine> {
  const found = await sql.unsafe('show server_version');
  const [version] = z.tuple([z.object({ server_version: z.string() })]).parse([...found]);
  const processors = cpus();
  return {
    cpus: processors.length,
    model: processors[0]?.model ?? '',
    node: process.version,
    postgres: version.server_version,
  };
}
