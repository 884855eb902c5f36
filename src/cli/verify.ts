import type { Command } from 'commander';
import type { Verification } from '../domain/source/verify.service.js';
import { readGiven } from './files.js';
import { withDatabase } from './with-database.js';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description(
      'check every pointer into a source against its text; exit code 1 when one does not hold, the text is another one, or nothing points into it',
    )
    .requiredOption('--source <slug>', 'the source, for example malikonews-2025-10-24')
    .requiredOption('--text <file>', 'a file with the text of the source, in UTF-8')
    .action(async ({ source, text }: { source: string; text: string }) => {
      const bytes = await readGiven(text);
      await withDatabase({ migrate: false }, async (database) => {
        const { verifySource } = await import('../domain/source/verify.service.js');
        const found = await verifySource(database, source, bytes);
        for (const line of linesOf(found, source)) console.log(line);
        const holds = found.mismatches.length === 0 && found.wholeTextMatches !== false;
        if (!holds || (found.checked === 0 && found.wholeTextMatches === null)) process.exitCode = 1;
      });
    });
}

function linesOf({ checked, mismatches, wholeTextMatches, savedWith }: Verification, source: string): string[] {
  const counted = `${checked} pointers checked, ${mismatches.length} do not hold.`;
  if (savedWith !== null)
    return [counted, `The text is the one that the source was read from, but saved with ${savedWith}.`];
  const lines = mismatches.map(({ claim, paragraph, reason }) =>
    paragraph === null ? `${claim}: ${reason}` : `${claim}, paragraph ${paragraph}: ${reason}`,
  );
  lines.push(checked === 0 ? `Nothing points at a passage of ${source}: there is nothing to check.` : counted);
  if (wholeTextMatches === false) lines.push('The text is not byte for byte the one that the source was read from.');
  return lines;
}
