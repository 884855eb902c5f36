import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accord } from '../support/accord.js';
import { emptyPlace, type TestPlace } from '../support/database.js';

const TEXT = 'Title of a letter\nThe Mill of Bamako – a fine mill 🎉 – opened.\n';
const MILL = 'Mill of Bamako';

let folder: string;
let place: TestPlace;

const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
const run = (...args: string[]) => accord(args, { DATABASE_URL: place.url });

beforeEach(async () => {
  place = await emptyPlace();
  folder = await mkdtemp(path.join(tmpdir(), 'accord-seeds-'));
  const files = ['sources', 'organizations', 'places', 'people', 'commodities', 'agreements', 'meetings'];
  await Promise.all(files.map((name) => write(`${name}.yaml`, '[]\n')));
  const start = [...TEXT.slice(0, TEXT.indexOf(MILL))].length;
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  await write('letter.txt', TEXT);
  await write(
    'sources.yaml',
    `- slug: letter
  names: [{ text: A letter, lang: en }]
  kind: OTHER
  contentHash: ${hash(TEXT)}
  spans:
    mill: { paragraph: 2, start: ${start}, end: ${start + MILL.length}, hash: ${hash(MILL)} }
# the countries, which come with every folder, are said to be in this one
- slug: iso-3166
  names: [{ text: ISO 3166, lang: en }]
  kind: DATASET
`,
  );
  await write(
    'organizations.yaml',
    `- slug: bamako-mill
  names: [{ text: Mill of Bamako, lang: en }]
  kind: COMPANY
  evidence: [letter#mill]
`,
  );
});
afterEach(async () => {
  await place.remove();
  await rm(folder, { recursive: true });
});

describe('seed', () => {
  test('loads a folder, once; the second time nothing changes', async () => {
    const first = await run('seed', '--folder', folder);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^Migrated .+\nSeeds: (\d+) created, 0 updated, 0 unchanged, 0 kept\.\n$/);
    const again = await run('seed', '--folder', folder);
    const created = /(\d+) created/.exec(first.stdout)?.[1];
    expect(again).toEqual({
      code: 0,
      stdout: `Seeds: 0 created, 0 updated, ${created} unchanged, 0 kept.\n`,
      stderr: '',
    });
  });

  test('names everything that is wrong with the files, one line each', async () => {
    const wrong = (slug: string, span: string) =>
      `- { slug: ${slug}, names: [{ text: ${slug}, lang: en }], kind: COMPANY, evidence: [letter#${span}] }\n`;
    await write('organizations.yaml', wrong('one', 'gone') + wrong('two', 'lost'));
    const { code, stdout, stderr } = await run('seed', '--folder', folder);
    expect([code, stdout.includes('Seeds')]).toEqual([1, false]);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^accord: organizations\.yaml: one: .*letter#gone/),
      expect.stringMatching(/^accord: organizations\.yaml: two: .*letter#lost/),
    ]);
  });

  test('a folder that is not there is one clear line', async () => {
    const { code, stderr } = await run('seed', '--folder', path.join(folder, 'nowhere'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: .*nowhere.*\n$/);
  });
});

describe('verify', () => {
  const verify = (text: string, source = 'letter') =>
    run('verify', '--source', source, '--text', path.join(folder, text));

  beforeEach(async () => {
    await run('seed', '--folder', folder);
  });

  test('finds that every pointer holds', async () => {
    const { code, stdout, stderr } = await verify('letter.txt');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[1-9]\d* pointers checked, 0 do not hold\.\n$/);
  });

  test('names the pointers that do not hold: exit code 1', async () => {
    await write('other.txt', TEXT.replace(MILL, 'Mall of Bamako'));
    const { code, stdout } = await verify('other.txt');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^bamako-mill .*, paragraph 2: the passage /);
    expect(stdout).toMatch(/([1-9]\d*) pointers checked, \1 do not hold\.\n/);
  });

  test('sees that a text is another one though every pointer holds: exit code 1', async () => {
    await write('longer.txt', `${TEXT}P.S.\n`);
    const { code, stdout } = await verify('longer.txt');
    expect(code).toBe(1);
    expect(stdout).toContain(' 0 do not hold.\nThe text is not byte for byte the one');
  });

  test('an unknown source and a missing text are one clear line each', async () => {
    expect(await verify('letter.txt', 'nope')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'accord: There is no source "nope".\n',
    });
    const { code, stderr } = await verify('gone.txt');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: .*gone\.txt cannot be read: there is no such file\.\n$/);
    expect((await verify('.')).stderr).toMatch(/^accord: .* cannot be read: it is a folder\.\n$/);
  });

  test('recognises the text where it was only saved in another way', async () => {
    await write('windows.txt', `\ufeff${TEXT.replaceAll('\n', '\r\n')}`);
    const { code, stdout } = await verify('windows.txt');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^\d+ pointers checked, \d+ do not hold\.\nThe text is the one .* saved with a byte order mark/,
    );
    expect(stdout).toContain('line ends of Windows');
  });

  test('says where nothing points into a source: exit code 1', async () => {
    expect(await verify('letter.txt', 'iso-3166')).toMatchObject({
      code: 1,
      stdout: 'Nothing points at a passage of iso-3166: there is nothing to check.\n',
    });
  });
});
