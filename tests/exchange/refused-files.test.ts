import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseOtherFiles } from '../../src/exchange/seed/seed-file.js';
import type { SeedFiles } from '../support/seed-folder.js';
import { openRefusing, person, type Refusing } from './refusals.js';

let refusing: Refusing;
beforeAll(async () => {
  refusing = await openRefusing();
});
afterAll(() => refusing.dispose());

const refusal = (files: SeedFiles) => refusing.refusal(files);

describe('a file', () => {
  it('that is missing is refused by its name', async () => {
    expect(await refusal({ places: null, people: [person()] })).toMatch(/places\.yaml cannot be read .*ENOENT/);
  });

  it('that is no list is refused', async () => {
    expect(await refusal({ people: 'slug: ada\n' })).toBe('people.yaml: must be a list of records.');
  });

  it('in another encoding is refused', async () => {
    const latin = Buffer.from('- slug: ada\n  names: [{ text: Goïta }]\n', 'latin1');
    expect(await refusal({ people: latin })).toBe('people.yaml: is not UTF-8: save it in that encoding.');
  });

  it.each([
    ['broken YAML', '- { slug: ada\n', /^people\.yaml: .*at line \d/],
    ['a key given twice', '- slug: ada\n  slug: bob\n', /^people\.yaml: Map keys must be unique at line 2/],
    ['two documents', '---\n- slug: ada\n---\n- slug: bob\n', /^people\.yaml: .*multiple documents/],
    ['an alias of nothing', '- *nothing\n', /^people\.yaml: .*nothing/],
    ['a thousand brackets', '['.repeat(10_000), /^people\.yaml: /],
    ['a tab for indentation', '-\n\tslug: ada\n', /^people\.yaml: /],
  ])('with %s is refused with the line', async (_what, text, message) => {
    const said = await refusal({ people: text });
    expect(said).toMatch(message);
    expect(said).not.toMatch(/:$/);
  });

  it('of another name is refused, not passed over', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'accord-others-'));
    for (const name of ['agreement.yaml', 'notes.yml', 'README.md']) await writeFile(path.join(folder, name), '');
    await expect(refuseOtherFiles(folder, ['agreements.yaml'])).rejects.toThrow(
      'agreement.yaml, notes.yml: no seed file has such a name, and nothing of it would be read; known are agreements.yaml.',
    );
    await expect(refuseOtherFiles(folder, ['agreement.yaml', 'notes.yml'])).resolves.toBeUndefined();
    await rm(folder, { recursive: true });
  });

  it('that would unfold into millions of values is refused', async () => {
    const lines = ['- &a [x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 9; at++) {
      const [name, before] = [String.fromCharCode(97 + at), String.fromCharCode(96 + at)];
      lines.push(`- &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(await refusal({ people: lines.join('\n') })).toMatch(/^people\.yaml: .*alias/);
  });

  it.each([['text'], [7], [null], [[]]])('with %j in place of a record is refused by its position', async (entry) => {
    expect(await refusal({ people: [person(), entry] })).toBe('people.yaml: record 2: must be an object');
  });
});
