import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Prints `N passed, N failed` (`, N skipped` where there are any) as the very last line of a run.
 * A file that fails to load, a hook that throws and an error outside any test count as failed, and
 * a run that ended before any test counts as one failure.
 */
export default class ClosingLine implements Reporter {
  #counts: Counts = { passed: 0, failed: 1, skipped: 0 };

  onInit(): void {
    // Servers that were started for the run speak while they stop: the line waits for the exit.
    process.once('exit', () => process.stdout.write(`${closingLine(this.#counts)}\n`));
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      counts.failed += brokenSuites(module);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    const isUnexplained = reason !== 'passed' && counts.failed === 0;
    this.#counts = isUnexplained ? { ...counts, failed: 1 } : counts;
  }
}

/** Files and describe blocks that failed as such: at import, or in a hook. */
function brokenSuites(module: TestModule): number {
  const suites = [module, ...module.children.allSuites()];
  return suites.filter((suite) => suite.errors().length > 0).length;
}

function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
