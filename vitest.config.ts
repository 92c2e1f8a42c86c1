import { defineConfig } from 'vitest/config';

/** Pure tests: no database, no server. */
const UNIT = [
  'tests/search/**/*.test.ts',
  'tests/api/imports/**/*.test.ts',
  'tests/**/*.unit.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/reporter.ts'],
    projects: [
      {
        test: { name: 'unit', include: UNIT, setupFiles: ['./tests/support/fast-check.ts'] },
      },
      {
        // The API and its queries on a real PostgreSQL; each file works on a database of its own.
        test: {
          name: 'api',
          include: ['tests/{api,db,security}/**/*.test.ts'],
          exclude: UNIT,
          globalSetup: './tests/support/postgres-setup.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Rules of the code base itself: boundaries, circles, migrations = schema.
        test: { name: 'guards', include: ['tests/guards/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        // Starts and kills real servers, one file at a time.
        test: {
          name: 'launcher',
          include: ['tests/launcher/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The whole product in a browser; it is started once for the run.
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          globalSetup: './tests/support/app-setup.ts',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
