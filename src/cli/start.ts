import type { Command } from 'commander';
import { SEEDS } from './seed.js';
import { withDatabase } from './with-database.js';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('migrate the database, seed it if it is empty, and serve it')
    .action(async () => {
      await withDatabase({ migrate: true }, async (database, config) => {
        const { isEmpty } = await import('../domain/record/record.service.js');
        if (await isEmpty(database)) {
          const { seedDatabase } = await import('../exchange/seed/seed.js');
          await seedDatabase(database, { folder: SEEDS });
        }
        const { serve } = await import('./serving.js');
        await serve(database, config);
      });
    });
}
