import { join } from 'node:path';
import { startEmbedded } from '@xincheng/db/embedded';
import { createDatabase } from '@xincheng/db/embedded/databases';
import { migrate } from '@xincheng/db/migrate';
import type { TestProject } from 'vitest/node';
import { makeDataDir, removeDataDir } from './data-dir.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL and its migrated template, on which nobody may connect. */
    postgres: {
      superuserUrl: string;
      template: string;
      secretsDir: string;
      urls: { ownerUrl: string; appUrl: string; workerUrl: string };
    };
  }
}

/** One PostgreSQL for the run in a folder of its own, with a database migrated once to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeDataDir();
  const problems: string[] = [];
  const log = (line: string): number => problems.push(line);
  const server = await startEmbedded({ dataDir, log });
  try {
    const template = 'template_xincheng';
    const adminUrl = await createDatabase(server.superuserUrl, template);
    const secretsDir = join(dataDir, 'secrets');
    const urls = await migrate({ adminUrl, secretsDir });
    project.provide('postgres', { superuserUrl: server.superuserUrl, template, secretsDir, urls });
  } catch (error) {
    await server.stop();
    throw new Error(`the test database could not be made:\n${problems.join('\n')}`, {
      cause: error,
    });
  }
  return async () => {
    await server.stop();
    removeDataDir(dataDir, server.cluster);
  };
}
