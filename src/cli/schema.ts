import type { Command } from 'commander';
import { writeGiven } from './files.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the GraphQL schema, sorted')
    .option('--out <file>', 'write it to a file instead')
    .action(async ({ out }: { out?: string }) => {
      const { printAppSchema } = await import('../schema.js');
      const text = await printAppSchema();
      if (out === undefined) process.stdout.write(text);
      else await writeGiven(out, text);
    });
}
