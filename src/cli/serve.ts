import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('migrate the database and serve what is in it; it is never seeded')
    .action(async () => {
      await withDatabase({ migrate: true }, async (database, config) => {
        const { serve } = await import('./serving.js');
        await serve(database, config);
      });
    });
}
