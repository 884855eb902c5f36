import type { Command } from 'commander';
import type { Finding } from '../domain/doctor/doctor.service.js';

interface Options {
  readonly json?: true;
  readonly repair?: true;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'look for damage, drift and what no longer agrees in the database; exit code 1 when something is wrong',
    )
    .option('--json', 'print the findings as JSON')
    .option('--repair', 'make right what follows from the facts: labels, keys, word index, tree, counts, encounters')
    .action(async ({ json, repair: wanted }: Options) => {
      const { withDatabase } = await import('./with-database.js');
      await withDatabase({ migrate: false, readLimit: HOUR }, async (database, { databaseUrl }) => {
        const { examine, repair } = await import('../domain/doctor/doctor.service.js');
        let findings = await examine(database, databaseUrl);
        if (wanted && findings.some(({ isRepairable }) => isRepairable)) {
          await repair(database, findings);
          const left = await examine(database, databaseUrl);
          const repaired = findings.filter(({ code }) => !left.some((finding) => finding.code === code));
          if (!json) for (const { code, count } of repaired) console.log(`repaired  ${code} (${count})`);
          findings = left;
        }
        if (json) console.log(JSON.stringify({ healthy: !findings.some(isWrong), findings }, null, 2));
        else for (const line of linesOf(findings)) console.log(line);
        if (findings.some(isWrong)) process.exitCode = 1;
      });
    });
}

const HOUR = 3_600_000;

const isWrong = ({ isNote }: Finding) => !isNote;

function linesOf(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['Nothing is wrong.'];
  return findings.flatMap(({ code, problem, advice, count, examples, isNote }) => [
    `${isNote ? 'note' : 'wrong'}  ${code} (${count}): ${problem}`,
    ...examples.map((example) => `    ${example}`),
    ...(count > examples.length ? [`    and ${count - examples.length} more`] : []),
    `    → ${advice}`,
  ]);
}
