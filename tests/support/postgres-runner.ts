import { inject, type RunnerTestFile, TestRunner } from 'vitest';

/** Skips what cannot run: on Postgres without a server. */
export default class PostgresRunner extends TestRunner {
  onCollected(files: RunnerTestFile[]): void {
    if (process.env['TEST_DATABASE'] !== 'postgres' || inject('postgresUrl') !== null) return;
    const skip = (task: RunnerTestFile['tasks'][number] | RunnerTestFile) => {
      task.mode = 'skip';
      if ('tasks' in task) task.tasks.forEach(skip);
    };
    files.forEach(skip);
  }
}
