import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the GraphQL schema, sorted')
    .option('--out <file>', 'write it to a file instead')
    .action(async ({ out }: { out?: string }) => {
      const [{ buildAppSchema }, { lexicographicSortSchema, printSchema }] = await Promise.all([
        import('../schema.js'),
        import('graphql'),
      ]);
      const text = `${printSchema(lexicographicSortSchema(await buildAppSchema()))}\n`;
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
    });
}
