import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { agreementWriter } from '../../src/domain/agreement/agreement.writer.js';
import { commodityWriter } from '../../src/domain/commodity/commodity.writer.js';
import { countryWriter } from '../../src/domain/country/country.writer.js';
import { meetingWriter } from '../../src/domain/meeting/meeting.writer.js';
import { organizationWriter } from '../../src/domain/organization/organization.writer.js';
import { personWriter } from '../../src/domain/person/person.writer.js';
import { placeWriter } from '../../src/domain/place/place.writer.js';
import type { RecordType } from '../../src/domain/record/record.enums.js';
import { sourceWriter } from '../../src/domain/source/source.writer.js';
import type { BatchItem } from '../../src/domain/write/batch.js';
import { hydrate } from '../../src/domain/write/hydrate.js';
import { refsOf } from '../../src/domain/write/parts.js';
import type { RecordDraft } from '../../src/domain/write/receipts.draft.js';
import { type Report, writeRecords } from '../../src/domain/write/write.service.js';
import type { RecordWriter } from '../../src/domain/write/writer.js';
import { translate } from '../../src/exchange/seed/shorthand.js';
import type { Problem } from '../../src/graphql/input.js';

type Plain = Readonly<Record<string, unknown>>;

const KINDS = {
  countries: { writer: countryWriter, defaults: {} },
  sources: { writer: sourceWriter, defaults: { kind: 'NEWS' } },
  organizations: { writer: organizationWriter, defaults: { kind: 'COMPANY' } },
  places: { writer: placeWriter, defaults: {} },
  people: { writer: personWriter, defaults: {} },
  commodities: { writer: commodityWriter, defaults: {} },
  agreements: { writer: agreementWriter, defaults: { instrument: 'CONTRACT', status: 'SIGNED' } },
  meetings: { writer: meetingWriter, defaults: { kind: 'TALKS', status: 'HELD' } },
} as const;
type Kind = keyof typeof KINDS;

const KIND_OF: Partial<Record<RecordType, Kind>> = {
  COUNTRY: 'countries',
  SOURCE: 'sources',
  ORGANIZATION: 'organizations',
  PLACE: 'places',
  PERSON: 'people',
  COMMODITY: 'commodities',
  AGREEMENT: 'agreements',
  MEETING: 'meetings',
};

/** Facts in the shorthand of the seed files; only what the test is about need be said. A string is a record with that slug. */
export type Facts = Readonly<Partial<Record<Kind, readonly (string | Plain)[]>>>;

const EVIDENCE = ['a-source'];

/** Links need evidence too; a test that is not about evidence leaves it out. */
function withEvidence(value: unknown, key?: string): unknown {
  const LINKS = ['parties', 'terms', 'amounts', 'tenures', 'participations', 'members', 'delegations', 'agreements'];
  if (Array.isArray(value)) {
    if (!key || !LINKS.includes(key)) return value;
    return value.map((each) => {
      const plain: Plain = typeof each === 'string' ? { [key === 'agreements' ? 'agreement' : 'actor']: each } : each;
      const defaults = {
        parties: { role: 'PARTY' },
        participations: { role: 'MEMBER' },
        members: { role: 'MEMBER' },
        terms: { kind: 'OFFER' },
        delegations: { side: 'VISITOR' },
      };
      return withEvidence({ evidence: EVIDENCE, ...(defaults as Record<string, Plain>)[key], ...plain });
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withEvidence(each, name)]));
}

function itemOf(kind: Kind, given: string | Plain): BatchItem {
  const { writer, defaults } = KINDS[kind];
  const plain: Plain = typeof given === 'string' ? { slug: given } : given;
  const words = String(plain['slug']).replaceAll('-', ' ');
  const full = withEvidence({
    names: [{ text: words, lang: 'en' }],
    ...(kind === 'sources' ? {} : { evidence: EVIDENCE }),
    ...defaults,
    ...plain,
  });
  const problems: Problem[] = [];
  const draft = hydrate(writer.draft as new () => RecordDraft, translate(full, new Map(), problems), problems);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return {
    writer: writer as unknown as RecordWriter<never>,
    draft,
    place: String(plain['slug']),
    path: '',
    position: 0,
    within: null,
  };
}

/** Writes facts through the real write service, and with them every record that they mention and that is not there yet. */
export async function write(database: Database, facts: Facts): Promise<Report> {
  const items = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    (facts[kind] ?? []).map((given) => itemOf(kind, given)),
  );
  const rows = await database.rows<{ slug: string }>({ slug: 'r.slug' }, sql`FROM registry r`);
  const codes = await database.rows<{ code: string }>({ code: 'c.code' }, sql`FROM country c`);
  const known = new Set([
    ...rows.map(({ slug }) => slug),
    ...codes.map(({ code }) => code),
    ...items.map(({ draft }) => draft.slug),
  ]);
  const declared = new Set((facts.countries ?? []).map((each) => (each as Plain)['code']));
  for (let at = 0; at < items.length; at++)
    for (const { ref, types } of refsOf((items[at] as BatchItem).draft)) {
      const kind = KIND_OF[types[0] as RecordType];
      if (known.has(ref) || declared.has(ref) || !kind || kind === 'countries') continue;
      known.add(ref);
      items.push(itemOf(kind, ref));
    }
  return writeRecords(database, items, { by: 'test' });
}
