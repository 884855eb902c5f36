import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildAppSchema, printAppSchema } from '../../src/schema.js';
import { complaintsAbout, membersOf } from '../support/descriptions.js';

const FILE = 'schema/schema.graphql';

describe(FILE, () => {
  it('is what the code emits', async () => {
    const isSame = readFileSync(FILE, 'utf8') === (await printAppSchema());
    expect(isSame, `${FILE} is not the schema of this code: run "npm run schema", read the diff and commit it`).toBe(
      true,
    );
  });
});

describe('every type, field, argument, enum value and input field', () => {
  it('has one sentence in words of the domain', async () => {
    const members = membersOf(await buildAppSchema());
    const complaints = members.flatMap(complaintsAbout);
    expect(complaints).toEqual([]);
    expect(members.length).toBeGreaterThan(700);
  });

  it.each([
    ['nothing', undefined, 'has no description'],
    ['spaces', '  ', 'has no description'],
    ['a sentence without an end', 'Where it was made', 'does not end with a period'],
    ['two sentences', 'Where it was made. See also place.', 'is more than one sentence'],
    ['two lines', 'Where it\nwas made.', 'is more than one line'],
    ['a small first letter', 'where it was made.', 'does not begin as a sentence'],
    ['its own name', 'The signed on.', 'only repeats its name'],
    ['its own name in the plural', 'Their signed ons.', 'only repeats its name'],
    ['a word of the implementation', 'The column of the table.', 'speaks of the implementation: column'],
  ])('is refused with %s', (_what, description, complaint) => {
    expect(complaintsAbout({ place: 'Agreement.signedOn', description })).toEqual([
      `Agreement.signedOn ${complaint}: ${JSON.stringify(description ?? '')}`,
    ]);
  });

  it('may hold an abbreviated example', () => {
    expect(complaintsAbout({ place: 'Place.slug', description: 'The id in files, for example 2025-10.' })).toEqual([]);
  });
});
