import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the database as it is: nothing is migrated or seeded')
    .action(async () => {
      await withDatabase({ migrate: false }, async (database, config) => {
        const { serve } = await import('./serving.js');
        await serve(database, config);
      });
    });
}
