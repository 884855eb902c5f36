import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration of the test's own, by its statements. */
export function migration(
  name: string,
  up: readonly string[],
  down: readonly string[] = [],
): new () => MigrationInterface {
  const run = async (runner: QueryRunner, statements: readonly string[]) => {
    for (const statement of statements) await runner.query(statement);
  };
  const made = class {
    up = (runner: QueryRunner) => run(runner, up);
    down = (runner: QueryRunner) => run(runner, down);
  };
  Object.defineProperty(made, 'name', { value: name });
  return made;
}
