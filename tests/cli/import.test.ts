import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { accord } from '../support/accord.js';
import { dialect, openTestDatabase, type TestDatabase } from '../support/database.js';

const MAPPING = `source: { slug: my-ministry-list, kind: DATASET, names: List of the ministry }
queries:
  - reader: { format: csv, delimiter: ';' }
    entities:
      agreement:
        schema: Agreement
        keys: [id]
        properties:
          names: { column: title, lang: en }
          instrument: { literal: LOAN }
          status: { literal: SIGNED }
          signedOn: { column: signed, format: DD/MM/YYYY }
          parties: { actor: { column: partner }, role: { literal: RECIPIENT } }
`;
const ROWS = `id;title;signed;partner
1;Road loan;24/10/2025;Mali
2;Grain;12 Foo 2025;Mali
3;Rail loan;25/10/2025;Senegall
`;

let folder: string;
let opened: TestDatabase;
const at = (name: string) => path.join(folder, name);
const run = (...args: string[]) =>
  accord(['import', at('list.yaml'), at('list.csv'), '--quarantine', at('aside.jsonl'), ...args], {
    DATABASE_URL: opened.url,
  });

beforeEach(async () => {
  opened = await openTestDatabase({ seeded: true });
  folder = await mkdtemp(path.join(tmpdir(), 'accord-import-'));
  await writeFile(at('list.yaml'), MAPPING);
  await writeFile(at('list.csv'), ROWS);
});
afterEach(async () => {
  await opened.dispose();
  await rm(folder, { recursive: true });
});

describe('import', () => {
  test('says what became of the rows, puts aside what cannot be taken, and tells by its exit code', async () => {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(3);
    expect(stdout).toContain('Imported: 2 created, 0 updated, 0 unchanged, 1 quarantined, 1 values or links left out.');
    expect(stdout).toContain('1 × agreement signedOn: "12 Foo 2025" ');
    expect(stdout).not.toMatch(/parties.*Senegall/);
    expect(stdout).toMatch(/1 × Senegall \(first in list\.csv: .*; near: .*senegal/);
    expect(stderr).toMatch(/^accord: reading: \d+ of \d+ bytes/);
    const lines = (await readFile(at('aside.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { kind: 'row', row: { id: '2', signed: '12 Foo 2025' }, place: { file: 'list.csv' } },
      { kind: 'value', record: 'agreement', key: '3', problems: [{ path: 'parties[0].actor' }] },
    ]);
  });

  test('tells the same before, with --dry-run, and writes nothing', async () => {
    const dry = await run('--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({
      dryRun: true,
      created: 2,
      quarantined: 1,
      leftOut: 1,
      quarantine: null,
      reasons: [{ count: 1, record: 'agreement', property: 'signedOn', first: 'list.csv: row 3' }],
    });
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({ created: 2, quarantined: 1, leftOut: 1 });
  });

  // A PostgreSQL database cannot be copied for it.
  test.runIf(dialect === 'sqlite')('waits with --dry-run for nobody who writes, and leaves no copy', async () => {
    const told = await opened.database.write(async (tx) => {
      await tx.run(sql`UPDATE registry SET version = version WHERE slug = 'mali'`);
      return run('--dry-run', '--json', '--work-dir', folder);
    });
    expect(JSON.parse(told.stdout)).toMatchObject({ created: 2, quarantined: 1 });
    expect((await readdir(folder)).sort()).toEqual(['list.csv', 'list.yaml']);
  });

  test('settles names by aliases in YAML or CSV, and is silent when all is taken', async () => {
    await writeFile(at('list.csv'), ROWS.replace('12 Foo 2025', '12/01/2025'));
    await writeFile(at('names.csv'), 'text,ref,type\nSenegall,SN,ORGANIZATION\n');
    await writeFile(at('names.yaml'), 'ORGANIZATION: { Senegall: SN }\n');
    expect(await run('--quiet', '--aliases', at('names.csv'))).toEqual({ code: 0, stdout: '', stderr: '' });
    const again = await run('--aliases', at('names.yaml'));
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toBe('Imported: 0 created, 0 updated, 3 unchanged, 0 quarantined.\n');
  });

  test('lists what is no longer in the files, and takes it back when asked to', async () => {
    await writeFile(at('list.csv'), ROWS.split('\n').slice(0, 2).join('\n'));
    await run();
    await writeFile(
      at('list.csv'),
      ROWS.split('\n')
        .filter((_, line) => [0, 3].includes(line))
        .join('\n'),
    );
    const { stdout } = await run();
    expect(stdout).toContain(
      '1 records of an earlier run are no longer in these files; they stay (see --retract-missing):',
    );
    expect(stdout).toMatch(/^ {2}agreement 1 \(my-ministry-list-agreement-1\)$/m);
    const taken = await run('--retract-missing');
    expect(taken.stdout).toContain('Imported: 0 created, 0 updated, 1 unchanged, 1 taken back, 0 quarantined');
  });

  test('tells of rows that make no record', async () => {
    await writeFile(at('list.csv'), `${ROWS.split('\n').slice(0, 2).join('\n')}\n;Nameless;;\n;;;\n`);
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toContain('\n2 rows made no record: the keys of their entities are empty, or filters');
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({ unchanged: 1, emptyRows: 2 });
  });

  test('counts mistakes of one kind together, and says how the rows of a record differ', async () => {
    await writeFile(at('list.csv'), `${ROWS}4;Road;13 Foo 2025;Mali\n1;Road loan;26/10/2025;Mali\n`);
    const { stdout } = await run();
    expect(stdout).toMatch(/\n {2}2 × agreement signedOn: "12 Foo 2025" .*\(first in list\.csv: row 3\)/);
    expect(stdout).toContain('list.csv: row 6: agreement 1, signedOn: says "2025-10-26"; "2025-10-24" was first');
  });

  test('leaves out what the mapping lets it, with its reason, also with --strict', async () => {
    const lenient = MAPPING.replace('format: DD/MM/YYYY', 'format: DD/MM/YYYY, on_error: leave_out');
    await writeFile(at('list.yaml'), lenient.replace('partner }', 'id, lookup: { 1: Mali, 2: Mali, 3: Mali } }'));
    expect((await run('--strict', '--dry-run')).code).toBe(3);
    const { code, stdout } = await run();
    expect(code).toBe(3);
    expect(stdout).toContain('Imported: 3 created, 0 updated, 0 unchanged, 0 quarantined, 1 values or links left out.');
    expect(stdout).toContain('1 × agreement signedOn: "12 Foo 2025" ');
    expect(stdout).not.toContain('look impossible');
    expect(JSON.parse(await readFile(at('aside.jsonl'), 'utf8'))).toMatchObject({
      kind: 'value',
      record: 'agreement',
      key: '2',
    });
  });

  test('names the line and column of everything that is wrong with a mapping', async () => {
    await writeFile(at('list.yaml'), MAPPING.replace('keys: [id]', 'keyes: [id]').replace('delimiter', 'delimeter'));
    expect(await run()).toMatchObject({
      code: 1,
      stderr: `accord: list.yaml, line 3, column 28: queries.0.reader.delimeter: "delimeter" is not known here; did you mean delimiter?
accord: list.yaml, line 7, column 9: queries.0.entities.agreement.keyes: "keyes" is not known here; did you mean keys?
`,
    });
  });

  test('takes the name of its source with a language', async () => {
    const named = MAPPING.replace('names: List of the ministry }', 'names: { text: Liste, lang: fr } }');
    await writeFile(at('list.yaml'), named);
    expect((await run('--dry-run')).code).toBe(3);
  });

  test('stops with --strict, and writes nothing', async () => {
    const { code, stderr } = await run('--strict', '--quiet');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: list\.csv: /);
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({ created: 2 });
  });
});
