import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check every pointer into a source against its text; exit code 1 when one does not hold')
    .requiredOption('--source <slug>', 'the source, for example malikonews-2025-10-24')
    .requiredOption('--text <file>', 'a file with the text of the source, in UTF-8')
    .action(async ({ source, text }: { source: string; text: string }) => {
      const bytes = await readFile(text);
      await withDatabase({ migrate: false }, async (database) => {
        const { verifySource } = await import('../domain/source/verify.service.js');
        const { checked, mismatches, wholeTextMatches } = await verifySource(database, source, bytes);
        for (const { claim, reason } of mismatches) console.log(`${claim}: ${reason}`);
        console.log(`${checked} pointers checked, ${mismatches.length} do not hold.`);
        if (wholeTextMatches === false)
          console.log('The text is not byte for byte the one that the source was read from.');
        if (mismatches.length > 0 || wholeTextMatches === false) process.exitCode = 1;
      });
    });
}
