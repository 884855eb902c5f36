import { type Command, Option } from 'commander';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of the database up to date')
    .addOption(new Option('--status', 'only say which migrations have run and which are pending').conflicts('down'))
    .addOption(new Option('--down', 'take the newest migration back; what only it could hold is lost'))
    .action(async ({ status, down }: { status?: true; down?: true }) => {
      const { readConfig } = await import('../config.js');
      const { databaseUrl } = readConfig();
      const { migrateDown, migrateUp, migrationStatus } = await import('../database/migrate.js');
      if (status) {
        const { applied, pending } = await migrationStatus(databaseUrl);
        for (const name of applied) console.log(`applied  ${name}`);
        for (const name of pending) console.log(`pending  ${name}`);
        console.log(
          pending.length === 0 ? 'The database is up to date.' : 'The database is behind: run npx accord migrate.',
        );
      } else if (down) {
        const undone = await migrateDown(databaseUrl);
        console.log(undone === undefined ? 'Nothing to take back.' : `Taken back: ${undone}`);
      } else {
        const done = await migrateUp(databaseUrl);
        const { withDatabase } = await import('./with-database.js');
        await withDatabase({ migrate: true }, async () => {});
        console.log(done.length === 0 ? 'The database is up to date.' : `Migrated: ${done.join(', ')}`);
      }
    });
}
