import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { difference, unmarkedFacts } from '../support/dump.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { merging, undoing } from '../support/merging.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const refused = (source: string) => errorOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);
const facts = () => unmarkedFacts(test.database);

describe('what cannot be merged', () => {
  it('is of two types, the same, an ancestor, or a delegation', async () => {
    await given({
      organizations: [{ slug: 'firm', parent: 'group' }, 'group'],
      people: ['ada', 'bela'],
      meetings: [{ slug: 'one', delegations: ['left', 'right'].map((slug) => ({ slug })) }],
    });
    const wrong = async (ref: string, into: string) => {
      const { message, extensions } = await refused(merging(ref, into));
      expect(extensions['code']).toBe('BAD_USER_INPUT');
      return message;
    };
    expect(await wrong('ada', 'firm')).toMatch(/firm is of type Organization and ada of type Person/);
    expect(await wrong('ada', 'ada')).toMatch(/ada is that record itself/);
    expect(await wrong('firm', 'group')).toMatch(/firm stands under group/);
    expect(await wrong('group', 'firm')).toMatch(/firm stands under group/);
    expect(await wrong('left', 'right')).toMatch(/a delegation is part of its meeting/);
    await run(merging('ada', 'bela'));
    expect(await wrong('bela', 'ada')).toMatch(/is that record itself, perhaps since an earlier merge/);
  });

  it('is told apart by its id, where a slug means records of two types', async () => {
    await given({
      organizations: ['mali', 'republic-of-mali'],
      countries: [{ slug: 'mali', code: 'ML', alpha3: 'MLI' }],
    });
    const { message, extensions } = await refused(merging('mali', 'republic-of-mali'));
    const { organization } = await ask('{ organization(ref: "mali") { id } }');
    expect(extensions).toMatchObject({ code: 'REFERENCE_AMBIGUOUS', argument: 'input.ref' });
    expect(extensions['candidates']).toContainEqual(
      expect.objectContaining({ type: 'Organization', slug: 'mali', id: organization.id }),
    );
    expect(message).toMatch(/give the id of the one you mean/);
    // The one that stays is of the same type, so that its slug is enough.
    const { mergeRecords } = await run(merging('republic-of-mali', 'mali'));
    expect(mergeRecords.record).toMatchObject({ slug: 'mali' });
  });

  it('has changed since it was seen', async () => {
    await given({ people: ['ada', 'bela'] });
    expect(await refused(merging('ada', 'bela', 2, 1))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { slug: 'ada', version: 1 } },
    });
    expect(await refused(merging('ada', 'bela', 1, 2))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { slug: 'bela', version: 1 } },
    });
  });
});

describe('what cannot be undone', () => {
  it('is a merge on which others have built since', async () => {
    await given({ people: ['ada', 'bela', 'cleo'], sources: ['late-paper'] });
    await run(merging('ada', 'bela'));
    await run(
      'mutation { updatePerson(input: { ref: "bela", version: 2, names: [{ text: "Béla" }], evidence: [{ source: "late-paper" }] }) { record { id } } }',
    );
    expect(await refused(undoing('ada', 2))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { version: 3 } },
    });
    expect(await refused(undoing('ada', 3))).toMatchObject({
      message: expect.stringContaining('has been changed since ada was merged into it'),
      extensions: { code: 'CONFLICT', current: { version: 3 } },
    });
    expect(await refused(undoing('cleo', 1))).toMatchObject({
      message: 'input.ref: no record "cleo" was merged into another.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('waits for a later merge to be undone first, and then is as before', async () => {
    await given({ people: ['ada', 'bela', 'cleo'] });
    const before = await facts();
    await run(merging('ada', 'bela'));
    await run(merging('bela', 'cleo', 2, 1));
    expect((await ask('{ person(ref: "ada") { slug } }')).person.slug).toBe('cleo');
    expect(await refused(undoing('ada', 2))).toMatchObject({
      message: 'What ada was merged into has itself been merged into cleo since: undo that first.',
    });
    await run(undoing('bela', 2));
    expect((await ask('{ person(ref: "ada") { slug version } }')).person).toEqual({ slug: 'bela', version: 3 });
    await run(undoing('ada', 3));
    expect(difference(before, await facts())).toEqual({});
  });
});
