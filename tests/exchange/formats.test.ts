import ftm from '@alephdata/followthemoney';
import { parse as parseCsv } from 'csv-parse/sync';
import jsonld from 'jsonld';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CSV_TABLES } from '../../src/exchange/export/csv-tables.js';
import { Exporter, type ExportRequest } from '../../src/exchange/export/exporter.js';
import { appSchema } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';
import { load, opened } from './records.js';

vi.setConfig({ testTimeout: 120_000 });

let test: TestDatabase;
let exporter: Exporter;

/** Signs that formats have to write in a way of their own. */
const HARD = '=1+1, "two"\n<three> & \u0007\u2028 \ufffe 😀';

beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, richFacts(3));
  await write(test.database, {
    people: [
      {
        slug: 'hard',
        names: [{ text: HARD }],
        tenures: [{ organization: 'bank', title: { en: '@SUM(A1)' }, since: '2020-01-02', until: '2021~' }],
      },
      'ada',
    ],
    organizations: [
      { slug: 'bank', kind: 'COMPANY' },
      { slug: 'alone', kind: 'NGO' },
    ],
    places: [{ slug: 'south', latitude: -7.25, longitude: -1.5 }],
    commodities: [{ slug: 'fuel' }, { slug: 'diesel', parent: 'fuel' }],
    agreements: [
      {
        slug: 'diesel-deal',
        parties: [{ actor: 'bank', role: 'SUPPLIER' }, 'ada'],
        terms: [{ commodity: 'diesel' }],
        signedOn: '2025-10',
        amounts: [{ value: '877655767899.49', currency: 'USD' }],
      },
      { slug: 'other-deal', parties: ['bank'], announcedOn: '2025-10~' },
    ],
    meetings: [
      {
        slug: 'diesel-talks',
        date: '2025-10-24/2025-10-25',
        agreements: ['diesel-deal'],
        participations: ['ada', 'hard', { actor: 'bank', status: 'ABSENT' }],
      },
    ],
  });
  exporter = new Exporter(test.database, await appSchema());
});
afterAll(() => test.dispose());

async function exported(request: ExportRequest): Promise<string> {
  const { parts, close } = await exporter.open(request);
  let text = '';
  for await (const part of parts) text += part;
  await close();
  return text;
}

// biome-ignore lint/suspicious/noExplicitAny: lines are as varied as formats
type Line = any;

const jsonLines = async (request: ExportRequest): Promise<Line[]> =>
  (await exported(request))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('a filter', () => {
  it('means what it means in a question, and takes along what is named', async () => {
    const lines = await jsonLines({ file: 'records.jsonl', filter: { commodity: 'fuel' } });
    const slugs = lines.slice(1).map(({ type, slug }) => `${type} ${slug}`);
    expect(slugs).toEqual([
      'ORGANIZATION bank',
      'SOURCE a-source',
      'PERSON ada',
      'PERSON hard',
      'COMMODITY diesel',
      'COMMODITY fuel',
      'AGREEMENT diesel-deal',
      'MEETING diesel-talks',
    ]);
  });

  it('makes a file that can be read in by itself', async () => {
    const text = await exported({ file: 'records.jsonl', filter: { party: 'organization-1' } });
    expect((await load(await opened(), text)).created).toBeGreaterThan(10);
  });

  it('selects the records of a table, and no others', async () => {
    const rows = parseCsv(await exported({ file: 'agreements.csv', filter: { commodity: 'diesel' } }), {
      columns: true,
    }) as { slug: string }[];
    expect(rows.map(({ slug }) => slug)).toEqual(['diesel-deal']);
  });

  it('selects types, with what they name', async () => {
    const lines = await jsonLines({ file: 'records.jsonl', types: ['PLACE'] });
    expect(new Set(lines.slice(1).map(({ type }) => type))).toEqual(
      new Set(['COUNTRY', 'ORGANIZATION', 'SOURCE', 'PLACE']),
    );
  });

  it.each([
    [{ commodity: 'petrolium' }, 'REFERENCE_NOT_FOUND', 'Nothing of type Commodity is called "petrolium"'],
    [
      { comodity: 'fuel' },
      'BAD_USER_INPUT',
      'Field "comodity" is not defined by type "AgreementFilter". Did you mean "commodity"?',
    ],
    [{ status: [] }, 'BAD_USER_INPUT', 'filter.status'],
    [{ status: ['SOLD'] }, 'BAD_USER_INPUT', 'Value "SOLD" does not exist in "AgreementStatus" enum'],
  ])('is refused before anything is written: %j', async (filter, code, message) => {
    await expect(exporter.open({ file: 'records.jsonl', filter })).rejects.toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code },
    });
  });

  it('needs one type, and a language that there can be', async () => {
    await expect(exporter.open({ file: 'records.jsonl', types: ['PLACE', 'PERSON'], filter: {} })).rejects.toThrow(
      'that of one type',
    );
    await expect(exporter.open({ file: 'network.gexf', lang: 'no such' })).rejects.toThrow('is not a language tag');
    await expect(exporter.open({ file: 'ships.csv' })).rejects.toThrow(
      'There is no ships.csv; there are records.jsonl,',
    );
  });
});

describe('CSV', () => {
  it('has every table with its header, and in each row as many cells', async () => {
    const { parts, close } = await exporter.openTables({ lang: 'fr' });
    const texts = new Map<string, string>();
    for await (const [name, text] of parts) texts.set(name, (texts.get(name) ?? '') + text);
    await close();
    expect([...texts.keys()].sort()).toEqual(Object.keys(CSV_TABLES).sort());
    for (const [name, text] of texts) {
      const [header, ...rows] = parseCsv(text) as string[][];
      expect(header).toEqual(CSV_TABLES[name as keyof typeof CSV_TABLES].columns);
      expect(rows.length, name).toBeGreaterThan(0);
      expect(text.endsWith('\r\n')).toBe(true);
    }
    expect(texts.get('agreements')).toContain('agreement-1,agreement 1 en français,CONTRACT,SIGNED,');
    expect(texts.get('terms')).toContain(
      'commodity-1,OFFER,ORGANIZATION,organization-1,PERSON,person-1,1,2,RANGE,t,MONTH,,2026\r\n',
    );
  });

  it('gives texts back as they are, but for what a spreadsheet would run', async () => {
    const people = parseCsv(await exported({ file: 'people.csv' }), { columns: true }) as {
      slug: string;
      label: string;
    }[];
    expect(people.find(({ slug }) => slug === 'hard')?.label).toBe(`'${HARD}`);
    expect(await exported({ file: 'tenures.csv' })).toContain("hard,0,bank,'@SUM(A1),2020-01-02,2021~");
    expect(await exported({ file: 'places.csv' })).toContain('south,south,,-7.25,-1.5,');
  });
});

describe('FollowTheMoney', () => {
  const model = new ftm.Model(ftm.defaultModel);

  it('makes entities of the model, with what the model requires, whose references lead to entities', async () => {
    const entities = await jsonLines({ file: 'entities.ftm.json' });
    const ids = new Map(entities.map(({ id, schema }) => [id, schema]));
    expect(ids.size).toBe(entities.length);
    const wrong = entities.flatMap(({ id, schema, properties }) => {
      const { required = [] } = model.getSchema(schema);
      const known = model.getSchema(schema).getProperties();
      return [
        ...required.filter((name: string) => !properties[name]).map((name: string) => `${id} has no ${name}`),
        ...Object.entries(properties as Record<string, string[]>).flatMap(([name, values]) => {
          const property = known.get(name);
          if (!property) return [`${schema} has no ${name}`];
          const { range, type } = property as unknown as { range?: string; type: { name: string } };
          if (type.name === 'date')
            return values.filter((value) => !/^\d{4}(-\d\d){0,2}$/.test(value)).map((value) => `${name} ${value}`);
          if (type.name !== 'entity' || !range) return [];
          return values
            .filter((value) => !ids.has(value) || !model.getSchema(ids.get(value)).isA(range))
            .map((value) => `${id} ${name} ${value}`);
        }),
      ];
    });
    expect(wrong).toEqual([]);
    expect(new Set(ids.values())).toEqual(
      new Set([
        'PublicBody',
        'Company',
        'Organization',
        'Person',
        'Position',
        'Occupancy',
        'Event',
        'UnknownLink',
        'Contract',
        'ContractAward',
        'Article',
        'Address',
      ]),
    );
  });

  it('names its sources, and the same record in the same way', async () => {
    const entities = await jsonLines({ file: 'entities.ftm.json' });
    const entity = (id: string) => entities.find((each) => each.id === id);
    expect(entity('accord.agreement.agreement-1').properties).toMatchObject({
      proof: ['accord.source.source-1'],
      sourceUrl: ['https://example.org/1'],
      publisher: ['organization-1'],
      contractDate: ['2025-10-24'],
      amount: ['1.50'],
      currency: ['EUR'],
    });
    expect(entity('accord.agreement.diesel-deal.party.0')).toMatchObject({
      schema: 'ContractAward',
      properties: { supplier: ['accord.organization.bank'] },
    });
    expect(entity('accord.person.hard.tenure.0').properties.endDate).toBeUndefined();
    expect(await jsonLines({ file: 'entities.ftm.json' })).toEqual(entities);
  });
});

describe('JSON-LD', () => {
  it('is nothing but schema.org when it is expanded, and needs nothing from elsewhere', async () => {
    const document = JSON.parse(await exported({ file: 'facts.jsonld' }));
    const documentLoader = () => Promise.reject(new Error('nothing is to be fetched'));
    const expanded = (await jsonld.expand(document, { documentLoader })) as Record<string, unknown>[];
    const lines = await jsonLines({ file: 'records.jsonl' });
    expect(expanded).toHaveLength(lines.length - 1);
    const keys = new Set<string>();
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(walk);
      else if (typeof value === 'object' && value !== null)
        for (const [key, each] of Object.entries(value)) {
          keys.add(key);
          walk(each);
        }
    };
    walk(expanded);
    expect(
      [...keys].filter(
        (key) => !/^(@(id|type|value|language)|https:\/\/schema\.org\/[a-zA-Z0-9]+|urn:accord:edtf)$/.test(key),
      ),
    ).toEqual([]);
    const ids = new Set(expanded.map((node) => node['@id']));
    const named = [...JSON.stringify(expanded).matchAll(/"@id":"(urn:accord:[^"]+)"/g)].map(([, id]) => id);
    expect(named.filter((id) => !ids.has(id) && id !== 'urn:accord:type/agreement')).toEqual([]);
  });

  it('says dates as ISO 8601 where they are exact, and as EDTF where they are not', async () => {
    const { '@graph': graph } = JSON.parse(await exported({ file: 'facts.jsonld' }));
    const node = (id: string) => graph.find((each: { '@id': string }) => each['@id'] === `urn:accord:${id}`);
    expect(node('agreement/diesel-deal')).toMatchObject({ '@type': 'CreativeWork', dateCreated: '2025-10' });
    expect(node('agreement/other-deal')).toMatchObject({ edtf: ['announcedOn 2025-10~'] });
    expect(node('agreement/other-deal')).not.toHaveProperty('datePublished');
    expect(node('meeting/diesel-talks')).toMatchObject({ startDate: '2025-10-24', endDate: '2025-10-25' });
    expect(node('person/hard').memberOf).toMatchObject([{ startDate: '2020-01-02', edtf: ['until 2021~'] }]);
  });
});

describe('GEXF', () => {
  it('is well-formed whatever stands in a text, and its edges lead to nodes', async () => {
    const text = await exported({ file: 'network.gexf', lang: 'fr' });
    const elements: { name: string; attributes: Record<string, string> }[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) =>
      elements.push({ name, attributes: attributes as Record<string, string> }),
    );
    parser.write(text).close();
    const of = (name: string) => elements.filter((each) => each.name === name).map(({ attributes }) => attributes);
    const nodes = new Set(of('node').map(({ id }) => id));
    const edges = of('edge');
    expect(edges.filter(({ source = '', target = '' }) => !nodes.has(source) || !nodes.has(target))).toEqual([]);
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
    expect(of('node').find(({ id }) => id === 'person/hard')?.['label']).toBe(
      HARD.replace('\u0007', '\ufffd').replace('\ufffe', '\ufffd'),
    );
    expect(edges).toContainEqual({
      id: 'meeting/diesel-talks/person/ada/person/hard',
      source: 'person/ada',
      target: 'person/hard',
      label: 'diesel talks',
      start: '2025-10-24',
      end: '2025-10-25',
    });
    expect(edges).toContainEqual({
      id: 'agreement/diesel-deal/organization/bank/person/ada',
      source: 'organization/bank',
      target: 'person/ada',
      label: 'diesel deal',
    });
    expect(edges).toContainEqual({
      id: 'tenure/hard/0',
      source: 'person/hard',
      target: 'organization/bank',
      label: '@SUM(A1)',
      type: 'directed',
      start: '2020-01-02',
    });
  });
});
