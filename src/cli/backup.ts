import type { Command } from 'commander';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the database into a file, checked and whole, while the server goes on')
    .argument('<file>', 'the file to write, for example accord-2026-01-31.db')
    .option('--force', 'replace the file if there is one')
    .action(async (file: string, { force = false }: { force?: boolean }) => {
      const { readConfig } = await import('../config.js');
      const { backUp } = await import('../database/backup.js');
      const { bytes, version } = await backUp(readConfig().databaseUrl, file, { force });
      console.log(`${file}: ${(bytes / 1_048_576).toFixed(1)} MB, data version ${version}, checked.`);
    });
}
