import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

export function addConflicts(program: Command): void {
  program
    .command('conflicts')
    .description('list what sources disagree about and nobody has decided; exit code 1 where there is something')
    .action(async () => {
      await withDatabase({ migrate: false }, async (database) => {
        const { openConflicts } = await import('../domain/claim/conflict-report.service.js');
        let count = 0;
        for await (const line of openConflicts(database)) {
          console.log(line);
          count += 1;
        }
        if (count > 0) process.exitCode = 1;
        else console.log('No open disagreements.');
      });
    });
}
