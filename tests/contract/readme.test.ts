import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocksIn, codeBlocksOf, operationsOf, programsOf } from '../support/markdown.js';
import { emptyPlaces, type SeededServer, serveSeeds } from '../support/serving.js';

const run = promisify(execFile);
const PAGES = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)].filter((file) =>
  file.endsWith('.md'),
);

describe('questions that are shown to readers', () => {
  let server: SeededServer;
  beforeAll(async () => {
    server = await serveSeeds();
  });
  afterAll(() => server.close());

  const operations = PAGES.flatMap((page) => operationsOf(codeBlocksOf(page)));

  it('stand in the README', () => {
    expect(operations.filter(({ place }) => place.startsWith('README.md'))).not.toEqual([]);
  });

  it.each(operations.map((operation) => [operation.place, operation] as const))(
    '%s is answered',
    async (_place, { query, variables }) => {
      expect(emptyPlaces(await server.dataOf(query, variables))).toEqual([]);
    },
  );

  it.each(PAGES.map((page) => [page, programsOf(codeBlocksOf(page))] as const).filter(([, some]) => some.length > 0))(
    'the programs of %s print what is shown below them',
    async (_page, programs) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'accord-page-'));
      await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
      for (const { name, text } of programs)
        await writeFile(path.join(folder, name), text.replaceAll('http://127.0.0.1:4000', server.origin));
      for (const { place, name, output } of programs) {
        const { stdout } = await run(process.execPath, [name], { cwd: folder });
        expect(`${place}\n${stdout}`).toBe(`${place}\n${output ?? stdout}`);
      }
      await rm(folder, { recursive: true });
    },
  );
});

describe('code blocks', () => {
  const read = (...lines: string[]) => codeBlocksIn(lines.join('\n'), 'PAGE.md');

  it('are found with language and line', () => {
    expect(read('# Title', '```graphql', '{', '  a', '}', '```', 'text', '~~~', 'b', '~~~')).toEqual([
      { place: 'PAGE.md:2', info: 'graphql', text: '{\n  a\n}\n' },
      { place: 'PAGE.md:8', info: '', text: 'b\n' },
    ]);
  });

  it('are found in lists, and where one holds the fence of another', () => {
    expect(read('- item', '  ```js', '  f({', '    a })', '  ```').map(({ text }) => text)).toEqual(['f({\n  a })\n']);
    expect(read('````md', '```graphql', '{ a }', '```', '````').map(({ info }) => info)).toEqual(['md']);
  });

  it('have to end', () => {
    expect(() => read('', '```graphql', '{ a }')).toThrow('PAGE.md:2: the code block has no end');
  });

  it('are questions where they are GraphQL, with the variables that they name', () => {
    const blocks = read(
      '```graphql',
      '# Variables: {"ref": "mali"}',
      'query ($ref: Ref!) { a }',
      '```',
      '```json',
      '{}',
      '```',
    );
    expect(operationsOf(blocks).map(({ variables }) => variables)).toEqual([{ ref: 'mali' }]);
  });

  it('are programs where they are JavaScript, with the output that follows', () => {
    const blocks = read('```js', '// one.js', '```', '```text', '1', '```', '```js', 'two()', '```', '```ts', '```');
    expect(programsOf(blocks)).toEqual([
      { place: 'PAGE.md:1', name: 'one.js', text: '// one.js\n', output: '1\n' },
      { place: 'PAGE.md:7', name: 'block-2.js', text: 'two()\n', output: undefined },
    ]);
  });
});
