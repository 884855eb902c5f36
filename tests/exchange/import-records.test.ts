import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { difference, dump } from '../support/dump.js';
import { byKey, byName, deal, firm, HASH, loading, named, placeAt, says } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);

describe('what rows say', () => {
  it('becomes records with links, whatever the order of the rows', async () => {
    const { report } = await loading(test.database, [
      deal('1', {
        parties: [
          { actor: byKey('firm', 'B'), role: 'SUPPLIER' },
          { actor: byName('Mali'), role: 'PARTY' },
        ],
      }),
      firm('B', { parent: byKey('firm', 'A'), country: byName('FR') }),
      firm('A'),
    ]);
    expect(report).toMatchObject({ created: 3, updated: 0, quarantined: 0, leftOut: 0, quarantine: null });
    expect(
      await ask(
        '{ agreement(ref: "deal-1") { label parties { role actor { ... on Organization { slug parent { slug } country { code } } } } } }',
      ),
    ).toEqual({
      agreement: {
        label: 'Deal 1',
        parties: [
          { role: 'SUPPLIER', actor: { slug: 'firm-b', parent: { slug: 'firm-a' }, country: { code: 'FR' } } },
          { role: 'PARTY', actor: { slug: 'mali', parent: null, country: { code: 'ML' } } },
        ],
      },
    });
  });

  it('opens to the file and the place in it', async () => {
    await loading(test.database, [
      firm('A', { country: byName('FR') }, { place: placeAt('line 7') }),
      firm('A', { kind: 'COMPANY', names: named('The Other Name') }, { place: placeAt('line 9') }),
    ]);
    const { organization } = await ask(
      '{ organization(ref: "firm-a") { claims { nodes { property value status evidence { source { slug } fileHash locator } } } } }',
    );
    const at = (line: string) => [{ source: { slug: 'deals-2026' }, fileHash: HASH, locator: `deals.csv: ${line}` }];
    const accepted = { status: 'ACCEPTED' };
    expect(organization.claims.nodes).toEqual([
      { property: null, value: null, ...accepted, evidence: at('line 7') },
      { property: 'kind', value: 'COMPANY', ...accepted, evidence: at('line 7') },
      { property: 'country', value: 'france', ...accepted, evidence: at('line 7') },
      { property: 'name', value: 'Firm A', ...accepted, evidence: at('line 7') },
      { property: 'name', value: 'The Other Name', ...accepted, evidence: at('line 9') },
    ]);
  });

  it('of one key that name one record in two ways do not disagree', async () => {
    const { report } = await loading(test.database, [
      firm('A', { country: byName('ML') }),
      firm('A', { country: byName('République du Mali') }),
      firm('A', { country: byName('Niger') }, { place: placeAt('line 4') }),
    ]);
    expect(report.disagreements).toMatchObject({
      count: 1,
      first: [{ where: 'deals.csv: line 4', property: 'country', message: 'says "Niger"; "ML" was first' }],
    });
  });

  it('of one key is one record: the first value counts, lists are united, the same counts once', async () => {
    const amount = (value: string) => ({ amounts: [{ value, currency: 'USD' }] });
    const { report } = await loading(test.database, [
      deal('1', { signedOn: '2020', ...amount('5') }, { place: placeAt('line 2') }),
      deal('1', { signedOn: '2021', endedOn: '2030', ...amount('5') }, { place: placeAt('line 3') }),
      deal('1', { ...amount('7') }, { place: placeAt('line 4') }),
    ]);
    expect(report).toMatchObject({ created: 1, disagreements: { count: 1 } });
    expect(report.disagreements.first[0]).toMatchObject({ where: 'deals.csv: line 3', property: 'signedOn' });
    const { agreement } = await ask(
      '{ agreement(ref: "deal-1") { signedOn { edtf } amounts { value claims { nodes { evidence { locator } } } } claims(property: "endedOn") { nodes { evidence { locator } } } } }',
    );
    const on = (line: string) => ({ evidence: [{ locator: `deals.csv: ${line}` }] });
    expect(agreement.signedOn).toEqual({ edtf: '2020' });
    expect(agreement.claims.nodes).toEqual([on('line 3')]);
    expect(agreement.amounts.map(({ value }: { value: string }) => value)).toEqual(['5', '7']);
    expect(agreement.amounts[1].claims.nodes[0]).toEqual(on('line 4'));
  });

  it('is written once: again nothing changes, not even the data version', async () => {
    const rows = [firm('A'), deal('1', { parties: [{ actor: byKey('firm', 'A'), role: 'SUPPLIER' }] })];
    await loading(test.database, rows);
    const [before, version] = [await dump(test.database), await test.database.dataVersion()];
    const { report } = await loading(test.database, rows);
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 2, quarantined: 0, leftOut: 0 });
    expect(await test.database.dataVersion()).toBe(version);
    expect(difference(before, await dump(test.database))).toEqual({});
  });

  it('does not change because the rows stand elsewhere, and changes where a value does', async () => {
    await loading(test.database, [firm('A'), firm('B')]);
    const moved = { place: placeAt('line 99') };
    const { report } = await loading(test.database, [
      firm('B', {}, moved),
      firm('A', { country: byName('FR') }, moved),
    ]);
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    const { organization } = await ask(
      '{ organization(ref: "firm-a") { country { code } claims(property: "country") { nodes { evidence { locator } } } } }',
    );
    expect(organization.country).toEqual({ code: 'FR' });
    expect(organization.claims.nodes[0].evidence[0].locator).toBe('deals.csv: line 99');
  });

  it('stays where later files do not say it any more, which is reported', async () => {
    await loading(test.database, [firm('A'), firm('B')]);
    const { report } = await loading(test.database, [firm('A')]);
    expect(report).toMatchObject({
      unchanged: 1,
      vanished: { count: 1, first: [{ record: 'firm', key: 'B', message: 'firm-b' }] },
    });
    expect(await ask('{ organization(ref: "firm-b") { slug } }')).toEqual({ organization: { slug: 'firm-b' } });
  });

  it('does not come back when somebody has taken it out', async () => {
    await loading(test.database, [firm('A')]);
    await dataOf(
      test.database,
      'mutation { deleteOrganization(input: { ref: "firm-a", version: 1, reason: "entered by mistake" }) { record { slug } } }',
      { as: 'editor' },
    );
    const { report } = await loading(test.database, [firm('A', { country: byName('FR') })]);
    expect(report).toMatchObject({ kept: 1, created: 0, updated: 0 });
    expect(await ask('{ organization(ref: "firm-a") { slug } }')).toEqual({ organization: null });
  });
});

describe('records that are there before', () => {
  const STATE = { means: ['Mali'] };

  it('get what the import says beside what others say', async () => {
    const rows = [says('state', 'ML', { kind: 'STATE', names: named('Mali Republic') }, STATE)];
    const { report } = await loading(test.database, rows);
    expect(report).toMatchObject({ created: 0, updated: 1 });
    const question =
      '{ organization(ref: "mali") { hasConflict kind claims(property: "kind") { nodes { value status evidence { source { slug } } } } names { text kind } } }';
    const { organization } = await ask(question);
    expect(organization).toMatchObject({ hasConflict: false, kind: 'STATE' });
    expect(
      organization.claims.nodes.map(
        (claim: { evidence: { source: { slug: string } }[] }) => claim.evidence[0]?.source.slug,
      ),
    ).toContain('deals-2026');
    expect(organization.names).toContainEqual({ text: 'Mali Republic', kind: 'ALIAS' });
    const before = await dump(test.database);
    expect((await loading(test.database, rows)).report).toMatchObject({ unchanged: 1, updated: 0 });
    expect(difference(before, await dump(test.database))).toEqual({});
  });

  it('keep their value where the import says otherwise, and both are disputed', async () => {
    await loading(test.database, [says('known', 'ML', { kind: 'COMPANY' }, STATE)]);
    const { organization } = await ask(
      '{ organization(ref: "mali") { kind hasConflict claims(property: "kind") { nodes { value status } } } }',
    );
    expect(organization).toEqual({
      kind: 'STATE',
      hasConflict: true,
      claims: {
        nodes: [
          { value: 'STATE', status: 'DISPUTED' },
          { value: 'COMPANY', status: 'DISPUTED' },
        ],
      },
    });
  });

  it('are made where they may be and are not, and refused where they must be there', async () => {
    const { report, lines } = await loading(test.database, [
      says('known', 'X', { kind: 'COMPANY', names: named('Xylo') }, { means: ['Xylo'] }),
      says('state', 'Y', { kind: 'STATE' }, { means: ['Mallli'] }),
    ]);
    expect(report).toMatchObject({ created: 1, quarantined: 1 });
    expect(lines).toMatchObject([
      { kind: 'record', record: 'state', key: 'Y', problems: [{ message: expect.stringContaining('Mallli') }] },
    ]);
  });

  it('are not taken for what has the slug of another', async () => {
    const { report, lines } = await loading(test.database, [firm('A', {}, { slug: 'mali' })]);
    expect(report).toMatchObject({ created: 0, quarantined: 1 });
    expect(lines[0]).toMatchObject({
      problems: [{ path: 'slug', message: expect.stringContaining('is there already') }],
    });
  });

  it('that somebody has changed since are added to, and what was changed stays', async () => {
    await loading(test.database, [firm('A', { country: byName('FR') })]);
    await dataOf(
      test.database,
      'mutation { updateOrganization(input: { ref: "firm-a", version: 1, country: "ML", evidence: [{ source: "iso-3166" }] }) { record { slug } } }',
      { as: 'editor' },
    );
    const { report } = await loading(test.database, [firm('A', { country: byName('DE') })]);
    expect(report).toMatchObject({ updated: 1 });
    const { organization } = await ask(
      '{ organization(ref: "firm-a") { country { code } hasConflict claims(property: "country") { nodes { value status } } } }',
    );
    expect(organization.hasConflict).toBe(true);
    expect(organization.claims.nodes).toEqual([
      { value: 'france', status: 'RETRACTED' },
      { value: 'mali', status: 'DISPUTED' },
      { value: 'germany', status: 'DISPUTED' },
    ]);
    expect((await loading(test.database, [firm('A', { country: byName('DE') })])).report).toMatchObject({
      unchanged: 1,
    });
    const [{ n } = { n: 0 }] = await test.database.rows<{ n: number }>(
      { n: 'COUNT(*)' },
      sql`FROM imported i WHERE i.key = 'A'`,
    );
    expect(n).toBe(1);
  });
});
