import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Fragment } from '../../../src/exchange/import/fragment.js';
import { imported, importedFrom } from '../../support/imported.js';
import { xlsxOf } from '../../support/zip.js';

// Invented contents in the shape of the real files.

const of = (fragments: readonly Fragment[], record: string) => fragments.filter((each) => each.record === record);
const missing = { onMissing: 'LEAVE_OUT' } as const;

test('visits to the United States: a meeting with its delegation, and one person under two spellings', async () => {
  const visit = (
    id: number,
    visitor: string,
    description: string,
  ) => `<visit><id>${id}</id><start-date>2001-02-03</start-date>
    <end-date>2001-02-0${id}</end-date><visitor>${visitor}</visitor><from id="utopia">Utopia</from>${description}</visit>`;
  const { fragments, refused } = await imported('mappings/us-visits.yaml', {
    '2000.xml': `<visits>${visit(3, ' President Ana-Maria Lopez ', '<description>A working\n   visit.</description>')}</visits>`,
    '2010.xml': `<visits>${visit(4, 'Prime Minister Ana Maria López', '')}</visits>`,
  });
  expect(refused).toEqual([]);
  const visitors = of(fragments, 'visitor');
  expect(visitors.map(({ key }) => key)).toEqual(['utopia|ana maria lopez', 'utopia|ana maria lopez']);
  expect(visitors.map(({ fields }) => fields['names'])).toEqual([
    [{ text: 'Ana-Maria Lopez' }],
    [{ text: 'Ana Maria López' }],
  ]);
  const [first, second] = of(fragments, 'visit');
  expect(first).toMatchObject({ slug: 'us-visit-3', place: { file: '2000.xml', at: '/visits/visit[1]' } });
  expect(first?.fields).toEqual({
    names: [{ text: 'Visit of President Ana-Maria Lopez (Utopia)', lang: 'en' }],
    kind: 'VISIT',
    status: 'HELD',
    date: '2001-02-03',
    summary: [{ lang: 'en', text: 'A working visit.' }],
    participations: [{ actor: { ref: 'united-states', ...missing }, role: 'HOST' }],
    delegations: [
      {
        slug: 'us-visit-3-visitor',
        side: 'VISITOR',
        onBehalfOf: { ref: 'Utopia', ...missing },
        members: [
          {
            actor: { record: 'visitor', key: 'utopia|ana maria lopez' },
            role: 'HEAD',
            capacity: [{ lang: 'en', text: 'President' }],
            onBehalfOf: { ref: 'Utopia', ...missing },
          },
        ],
      },
    ],
  });
  expect(second?.fields).toMatchObject({ date: '2001-02-03/2001-02-04' });
  expect(second?.fields).not.toHaveProperty('summary');
});

test('parliaments: an office for each membership, with the dates of the legislative period', async () => {
  const parliament = {
    persons: [
      { id: 'p1', name: 'Ana López', other_names: [{ lang: 'fr', name: 'Anne López' }, { name: 'Ana López' }] },
    ],
    organizations: [
      { id: 'house', name: 'House', classification: 'legislature' },
      { id: 'G', name: 'Greens', classification: 'party' },
    ],
    events: [{ id: 'term/1', name: '1st House', start_date: '2011-03', end_date: '2015-03-23' }],
    areas: [],
    memberships: [
      {
        person_id: 'p1',
        organization_id: 'house',
        on_behalf_of_id: 'G',
        role: 'member',
        legislative_period_id: 'term/1',
      },
      {
        person_id: 'p1',
        organization_id: 'house',
        role: 'member',
        legislative_period_id: 'term/1',
        start_date: '2014',
      },
    ],
  };
  const other = { ...parliament, persons: [], memberships: [], events: [{ id: 'term/1', name: 'Another' }] };
  const { fragments, refused } = await imported('mappings/everypolitician.yaml', {
    'utopia.json': JSON.stringify(parliament),
    'erewhon.json': JSON.stringify(other),
  });
  expect(refused).toEqual([]);
  expect(of(fragments, 'organization').map(({ key, fields }) => [key, fields['kind']])).toEqual([
    ['erewhon|house', 'GOVERNMENT_BODY'],
    ['erewhon|G', 'OTHER'],
    ['utopia|house', 'GOVERNMENT_BODY'],
    ['utopia|G', 'OTHER'],
  ]);
  expect(of(fragments, 'person').map(({ key, fields }) => [key, fields])).toEqual([
    ['p1', { names: [{ text: 'Ana López' }, { text: 'Anne López', lang: 'fr', kind: 'ALIAS' }] }],
    [
      'p1',
      {
        tenures: [
          {
            organization: { record: 'organization', key: 'utopia|house' },
            title: [{ lang: 'en', text: 'Member, 1st house (greens)' }],
            since: '2011-03',
            until: '2015-03-23',
          },
        ],
      },
    ],
    [
      'p1',
      {
        tenures: [
          {
            organization: { record: 'organization', key: 'utopia|house' },
            title: [{ lang: 'en', text: 'Member, 1st house' }],
            since: '2014',
            until: '2015-03-23',
          },
        ],
      },
    ],
  ]);
});

test('Chinese official finance: amounts in their currencies, statuses, and a currency that is none', async () => {
  const columns = [
    'project_id',
    'year',
    'donor',
    'funding_agency',
    'recipient_condensed',
    'recipient_iso2',
    'recipient_count',
    'implementing_agency',
    'cofinancing_agency',
    'title',
    'description',
    'status',
    'flow',
    'flow_class',
    'intent',
    'crs_sector_name',
    'amount',
    'currency',
    'usd_current',
    'usd_defl_2014',
    'start_actual',
    'end_actual',
  ];
  const row = (number: number, cells: readonly string[]) =>
    `<row r="${number}">${cells
      .map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`)
      .join('')}</row>`;
  const project = (id: string, agency: string, recipients: string, status: string, ...amounts: string[]) => [
    id,
    '2008',
    'China',
    agency,
    'Namibia',
    recipients,
    recipients.includes(';') ? '2' : '1',
    id === '2' ? 'Builders Co., Ltd., Private Sector' : '',
    '',
    `Project ${id}`,
    '',
    status,
    'Grant',
    'ODA-like',
    'Development',
    'Health',
    ...amounts,
    '',
    '',
  ];
  const { fragments, refused } = await imported('mappings/aiddata-china.yaml', {
    'a.xlsx': xlsxOf({
      Data: [
        columns,
        project(
          '1',
          'Bank A, Government Agency; Firm B, State-Owned Company',
          'NA; ML; XR',
          'Pipeline: Pledge',
          '2000.5',
          'CNY',
          '300',
          '400.25',
        ),
        project('2', 'Bank A, Government Agency', 'NA', 'Completion', '7', ' D', ' ', '5'),
        project('3', '', 'NA', 'Unheard of', ' ', '', ' ', ' '),
      ]
        .map((cells, index) => row(index + 1, cells))
        .join(''),
    }),
  });
  expect(of(fragments, 'agency').map(({ key, fields }) => [key, fields['kind']])).toEqual([
    ['bank a', 'GOVERNMENT_BODY'],
    ['firm b', 'STATE_COMPANY'],
    ['bank a', 'GOVERNMENT_BODY'],
    ['builders co ltd', 'COMPANY'],
  ]);
  const [first, second] = of(fragments, 'project');
  expect(first?.fields).toMatchObject({
    status: 'PROPOSED',
    parties: [
      { actor: { ref: 'China', ...missing }, role: 'FINANCIER' },
      { actor: { record: 'agency', key: 'bank a' }, role: 'FINANCIER' },
      { actor: { record: 'agency', key: 'firm b' }, role: 'FINANCIER' },
      { actor: { ref: 'namibia', ...missing }, role: 'RECIPIENT' },
      { actor: { ref: 'mali', ...missing }, role: 'RECIPIENT' },
    ],
    amounts: [
      { value: '2000.5', currency: 'CNY', basis: 'nominal', year: 2008 },
      { value: '300', currency: 'USD', basis: 'current', year: 2008 },
      { value: '400.25', currency: 'USD', basis: 'deflated to 2014', year: 2014 },
    ],
  });
  expect(second?.fields).toMatchObject({
    parties: [
      { role: 'FINANCIER' },
      { role: 'FINANCIER' },
      { actor: { record: 'agency', key: 'builders co ltd' }, role: 'IMPLEMENTER' },
      { actor: { ref: 'Namibia', ...missing }, role: 'RECIPIENT' },
    ],
  });
  expect(second?.fields['amounts']).toEqual([{ value: '5', currency: 'USD', basis: 'deflated to 2014', year: 2014 }]);
  expect(second?.flags).toEqual([
    { property: 'amounts[0].currency', code: 'LEFT_OUT', message: expect.stringContaining('"D" is not a currency') },
  ]);
  expect(refused).toMatchObject([
    {
      record: 'project',
      place: { at: 'sheet Data row 4' },
      problems: [{ path: 'status', message: expect.stringContaining('"Unheard of" is not in the lookup table') }],
    },
  ]);
});

test('the Harmonized System: codes keep their zeros, join what there is, and the total is none', async () => {
  const { fragments, refused } = await imported('mappings/harmonized-system.yaml', {
    'hs.csv':
      'section,hscode,description,parent,level\nI,01,Animals,TOTAL,2\nI,0101,"Horses, asses",01,4\nTOTAL,TOTAL,All,TOTAL,5\n',
  });
  expect(refused).toEqual([]);
  expect(fragments.map(({ slug, means, fields }) => [slug, means, fields['parent'], fields['codes']])).toEqual([
    ['hs-01', ['01'], undefined, [{ scheme: 'HS', code: '01', match: 'EXACT' }]],
    ['hs-0101', ['0101'], { record: 'commodity', key: '01' }, [{ scheme: 'HS', code: '0101', match: 'EXACT' }]],
  ]);
});

// The data sets themselves, where they lie beside the project.
const DATA = process.env['ACCORD_DATA_SETS'] ?? '../shared/data';
const keysOf = (fragments: readonly Fragment[], record: string) =>
  new Set(of(fragments, record).map(({ key }) => key)).size;

test.skipIf(!existsSync(DATA))(
  `the real files give the figures that are known of them (skipped without ${DATA})`,
  { timeout: 240_000 },
  async () => {
    const visits = await importedFrom('mappings/us-visits.yaml', [`${DATA}/us-visits/data`]);
    expect([visits.refused, keysOf(visits.fragments, 'visit')]).toEqual([[], 3264]);
    expect(of(visits.fragments, 'visit').filter(({ fields }) => !fields['summary'])).toHaveLength(6);

    const goods = await importedFrom('mappings/harmonized-system.yaml', [`${DATA}/harmonized-system.csv`]);
    expect([goods.refused, keysOf(goods.fragments, 'commodity')]).toEqual([[], 6939]);

    const popolo = `${DATA}/popolo-everypolitician`;
    const parliaments = await importedFrom(
      'mappings/everypolitician.yaml',
      ['kenya', 'estonia'].map((name) => `${popolo}/${name}.json`),
    );
    expect([
      parliaments.refused,
      keysOf(parliaments.fragments, 'person'),
      keysOf(parliaments.fragments, 'organization'),
    ]).toEqual([[], 355 + 193, 23 + 8]);

    const finance = await importedFrom('mappings/aiddata-china.yaml', [
      `${DATA}/aiddata-china-finance/GlobalChineseOfficialFinanceDataset_v1.0.xlsx`,
    ]);
    expect([finance.refused, keysOf(finance.fragments, 'project')]).toEqual([[], 5466]);
    const amounts = of(finance.fragments, 'project').flatMap(
      ({ fields }) => (fields['amounts'] ?? []) as { value: string; basis: string }[],
    );
    const total = amounts
      .filter(({ basis }) => basis === 'deflated to 2014')
      .reduce((sum, { value }) => sum + Number(value), 0);
    expect(total.toFixed(2)).toBe('877655767899.49');
    expect(finance.fragments.flatMap(({ flags }) => flags).filter(({ code }) => code === 'LEFT_OUT')).toHaveLength(23);
  },
);
