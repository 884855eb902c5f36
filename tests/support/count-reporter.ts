import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the output with `N passed, N failed, N skipped`: the tests that really ran, on every database they ran on. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    // An error outside every test, such as a rejection that nobody awaited, fails the run and so must count.
    count.failed += errors.length;
    for (const module of modules) {
      const failedBefore = count.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // A test that the run never came to has not passed, unless its whole file was left out on purpose.
        const unreached = module.state() === 'skipped' ? 'skipped' : 'failed';
        count[state === 'pending' ? unreached : state] += 1;
      }
      // A file that cannot be loaded has no tests, and a hook that fails may leave none that failed.
      if (module.state() === 'failed' && count.failed === failedBefore) count.failed += 1;
    }
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  }
}
