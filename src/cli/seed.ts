import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

/** The facts that come with the product. */
export const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));

export function addSeed(program: Command): void {
  program
    .command('seed')
    .description('migrate the database and bring its seeds up to date; what others have added stays')
    .option('--folder <folder>', 'where the seed files are', SEEDS)
    .action(async ({ folder }: { folder: string }) => {
      await withDatabase({ migrate: true }, async (database) => {
        const { seedDatabase } = await import('../exchange/seed/seed.js');
        const { created, updated, unchanged, kept } = await seedDatabase(database, { folder });
        console.log(`Seeds: ${created} created, ${updated} updated, ${unchanged} unchanged, ${kept} kept.`);
      });
    });
}
