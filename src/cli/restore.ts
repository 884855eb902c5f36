import type { Command } from 'commander';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of the database; the server has to be stopped')
    .argument('<file>', 'what "accord backup" has written')
    .option('--force', 'also where another program has the database open, or it is damaged')
    .action(async (file: string, { force = false }: { force?: boolean }) => {
      const { readConfig } = await import('../config.js');
      const { databaseUrl } = readConfig();
      const { restore } = await import('../database/backup.js');
      const pending = await restore(databaseUrl, file, { force });
      const { parseDatabaseUrl } = await import('../database/url.js');
      console.log(`${parseDatabaseUrl(databaseUrl).shown} is now what ${file} holds.`);
      if (pending.length > 0) console.log(`${pending.length} newer migration(s) will run at the next start.`);
    });
}
