import type { Command } from 'commander';
import { writeGiven } from './files.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the GraphQL schema, sorted')
    .option('--mapping', 'print the JSON Schema of import mappings instead')
    .option('--out <file>', 'write it to a file instead')
    .action(async ({ out, mapping }: { out?: string; mapping?: true }) => {
      const text = mapping
        ? (await import('../exchange/import/mapping/json-schema.js')).printMappingSchema()
        : await (await import('../schema.js')).printAppSchema();
      if (out === undefined) process.stdout.write(text);
      else await writeGiven(out, text);
    });
}
