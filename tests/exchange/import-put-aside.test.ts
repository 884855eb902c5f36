import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { difference, dump } from '../support/dump.js';
import { byKey, byName, deal, firm, type Item, loading, mapping, named, placeAt } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);
const partiesOf = async (slug: string) => {
  const { agreement } = await ask(
    `{ agreement(ref: "${slug}") { parties { actor { ... on Organization { slug } } } } }`,
  );
  return agreement.parties.map(({ actor }: { actor: { slug: string } }) => actor.slug);
};
const party = (ref: string, onMissing?: 'REFUSE') => ({ actor: byName(ref, onMissing), role: 'PARTY' });
const refused: Item = {
  record: 'deal',
  row: { id: '', title: 'no id' },
  place: placeAt('line 12'),
  problems: [{ path: 'key', message: 'is empty' }],
};

describe('what cannot be taken', () => {
  it('is put aside with the row, the reason and the place, and the rest goes on', async () => {
    const { report, lines } = await loading(test.database, [
      refused,
      deal('1', { instrument: 'HANDSHAKE', signedOn: 'soon' }, { place: placeAt('line 13') }),
      deal('2'),
    ]);
    expect(report).toMatchObject({ created: 1, quarantined: 2 });
    expect(lines).toEqual([
      { kind: 'row', ...refused },
      {
        kind: 'record',
        place: placeAt('line 13'),
        record: 'deal',
        key: '1',
        row: [{ instrument: 'HANDSHAKE', status: 'SIGNED', names: named('Deal 1'), signedOn: 'soon' }],
        problems: [
          { path: 'instrument', message: expect.stringContaining('must be one of') },
          { path: 'signedOn', message: expect.stringContaining('EDTF') },
        ],
      },
    ]);
  });

  it('is found among many, also where only writing shows it', async () => {
    const code = (key: string) => ({
      record: 'good',
      fields: { names: named(`Good ${key}`), codes: [{ scheme: 'HS', code: '998877', match: 'EXACT' }] },
    });
    const rows = ['a', 'b', 'c'].map((key) => ({ ...firm(key), ...code(key), slug: `good-${key}` }));
    const { report, lines } = await loading(test.database, rows);
    expect(report).toMatchObject({ created: 1, quarantined: 2 });
    expect(lines.map(({ key }) => key)).toEqual(['b', 'c']);
    expect(lines[0]).toMatchObject({ problems: [{ path: 'codes[0]', message: expect.stringContaining('good-a') }] });
  });

  it('is a record that stands above itself; what stands below it goes on without', async () => {
    const { report, lines } = await loading(test.database, [
      firm('A', { parent: byKey('firm', 'B') }),
      firm('B', { parent: byKey('firm', 'A') }),
      firm('C', { parent: byKey('firm', 'A') }),
    ]);
    expect(report).toMatchObject({ created: 1, quarantined: 2, leftOut: 1 });
    expect(lines.map(({ kind, key }) => [kind, key])).toEqual([
      ['record', 'A'],
      ['record', 'B'],
      ['value', 'C'],
    ]);
  });
});

describe('a name that means nothing', () => {
  it('takes out the link that cannot be without it, or the value, and is listed with its count and near names', async () => {
    const { report, lines } = await loading(test.database, [
      deal('1', { parties: [party('Mali'), party('Senegall')] }, { place: placeAt('line 2') }),
      deal('2', { parties: [party('Senegall')], place: byName('Atlantis') }),
    ]);
    expect(report).toMatchObject({ created: 2, quarantined: 0, leftOut: 3 });
    expect(await partiesOf('deal-1')).toEqual(['mali']);
    expect(report.unresolved[0]).toMatchObject({ name: 'Senegall', count: 2, first: 'deals.csv: line 2' });
    expect(report.unresolved[0]?.near).toContain('senegal');
    expect(report.unresolved[1]).toMatchObject({ name: 'Atlantis', count: 1, types: ['PLACE'] });
    expect(lines[0]).toMatchObject({ kind: 'value', key: '1', problems: [{ path: 'parties[1].actor' }] });
  });

  it('refuses the record where the mapping says so', async () => {
    const { report } = await loading(test.database, [deal('1', { parties: [party('Senegall', 'REFUSE')] })]);
    expect(report).toMatchObject({ created: 0, quarantined: 1 });
    expect(report.unresolved).toMatchObject([{ name: 'Senegall', count: 1 }]);
  });

  it('is settled by an alias, for the next run as well; one that means nothing is left out without a word', async () => {
    const rows = [deal('1', { parties: [party('Senegall'), party('n.a.')] })];
    await loading(test.database, rows);
    const map = mapping({
      aliases: [
        { types: ['ORGANIZATION'], text: 'SENEGALL ', ref: 'SN' },
        { types: null, text: 'n.a.', ref: null },
      ],
    });
    const { report } = await loading(test.database, rows, { map });
    expect(report).toMatchObject({ updated: 1, leftOut: 0, unresolved: [] });
    expect(await partiesOf('deal-1')).toEqual(['senegal']);
    expect((await loading(test.database, rows, { map })).report).toMatchObject({ unchanged: 1 });
  });

  it('may be that of a record that the same files make', async () => {
    await loading(test.database, [deal('1', { parties: [party('Firm A')] }), firm('A')]);
    expect(await partiesOf('deal-1')).toEqual(['firm-a']);
  });
});

describe('a dry run', () => {
  it('says what a real one does, and writes nothing', async () => {
    await loading(test.database, [firm('A'), firm('B')]);
    const rows = [
      firm('A', { country: byName('ML') }),
      firm('B'),
      deal('1', { parties: [{ actor: byKey('firm', 'A'), role: 'PARTY' }, party('Senegall')] }),
      deal('2', { instrument: 'HANDSHAKE' }),
      refused,
    ];
    const before = await dump(test.database);
    const dry = await loading(test.database, rows, { dryRun: true });
    expect(difference(before, await dump(test.database))).toEqual({});
    expect(dry.lines).toEqual([]);
    const wet = await loading(test.database, rows);
    const told = ({ dryRun, quarantine, seconds, ...rest }: typeof wet.report) => rest;
    expect(told(dry.report)).toEqual(told(wet.report));
    expect(wet.report).toMatchObject({ created: 1, updated: 1, unchanged: 1, quarantined: 2, leftOut: 1 });
  });
});

describe('a strict run', () => {
  it.each([
    ['a row that cannot be read', refused, /line 12: key: is empty/],
    ['a record that cannot be taken', deal('9', { instrument: 'HANDSHAKE' }), /instrument: must be one of/],
    ['a name that means nothing', deal('9', { parties: [party('Senegall')] }), /Senegall/],
  ])('stops at %s and writes nothing', async (_, item, message) => {
    const before = await dump(test.database);
    await expect(loading(test.database, [firm('A'), item], { strict: true })).rejects.toThrow(message);
    expect(difference(before, await dump(test.database))).toEqual({});
  });

  it('writes all where all can be taken', async () => {
    const { report } = await loading(test.database, [firm('A'), deal('1')], { strict: true });
    expect(report).toMatchObject({ created: 2, quarantine: null });
    expect((await ask('{ agreement(ref: "deal-1") { slug } }')).agreement).toEqual({ slug: 'deal-1' });
  });
});
