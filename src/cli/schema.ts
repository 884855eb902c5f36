import type { Command } from 'commander';
import { writeGiven } from './files.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the GraphQL schema, sorted')
    .option('--mapping', 'print the JSON Schema of import mappings instead')
    .option('--records', 'print the JSON Schema of the files that "accord export" writes instead')
    .option('--out <file>', 'write it to a file instead')
    .action(async ({ out, mapping, records }: { out?: string; mapping?: true; records?: true }) => {
      const text = mapping ? await mappingSchema() : records ? await recordsSchema() : await graphqlSchema();
      if (out === undefined) process.stdout.write(text);
      else await writeGiven(out, text);
    });
}

async function graphqlSchema(): Promise<string> {
  const { printAppSchema } = await import('../schema.js');
  return printAppSchema();
}

async function mappingSchema(): Promise<string> {
  const { printMappingSchema } = await import('../exchange/import/mapping/json-schema.js');
  return printMappingSchema();
}

async function recordsSchema(): Promise<string> {
  // Drafts are declared by decorators, which need this first.
  await import('reflect-metadata');
  const { printRecordsSchema } = await import('../exchange/records/json-schema.js');
  return printRecordsSchema();
}
