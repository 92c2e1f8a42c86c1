import type { TestProject } from 'vitest/node';
import { removeApp, startApp } from './running-app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The product that the browser tests of this run share. */
    app: { url: string; apiUrl: string; dataDir: string };
  }
}

/** Starts the product with the demo county once for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const app = await startApp();
  project.provide('app', { url: app.url, apiUrl: app.apiUrl, dataDir: app.dataDir });
  return async () => {
    await app.stop();
    removeApp(app);
  };
}
