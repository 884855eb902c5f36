import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../src/database/database.js';
import type { Fragment, Mapping, Place, RecordBlock, Refused } from '../../src/exchange/import/fragment.js';
import { type LoadOptions, load } from '../../src/exchange/import/load/load.js';

export const FILE = 'deals.csv';
export const HASH = 'a'.repeat(64);
export const placeAt = (at: string, file = FILE): Place => ({ file, hash: HASH, at });

const BLOCKS: Readonly<Record<string, RecordBlock>> = {
  firm: { type: 'ORGANIZATION', match: 'CREATE' },
  state: { type: 'ORGANIZATION', match: 'EXISTING' },
  known: { type: 'ORGANIZATION', match: 'EITHER' },
  person: { type: 'PERSON', match: 'CREATE' },
  good: { type: 'COMMODITY', match: 'EITHER' },
  deal: { type: 'AGREEMENT', match: 'CREATE' },
  talks: { type: 'MEETING', match: 'CREATE' },
};

/** A mapping that makes the records of BLOCKS, from a source of its own. */
export const mapping = (more: Partial<Mapping> = {}): Mapping => ({
  name: 'deals.yaml',
  hash: 'b'.repeat(64),
  source: { slug: 'deals-2026', kind: 'DATASET' },
  records: new Map(Object.entries(BLOCKS)),
  aliases: [],
  ...more,
});

let lines = 0;
const nextLine = () => {
  lines += 1;
  return `line ${lines}`;
};

/** What one row says; where it stands is invented unless it matters. */
export const says = (
  record: string,
  key: string,
  fields: Record<string, unknown>,
  more: Partial<Fragment> = {},
): Fragment => ({
  record,
  key,
  slug: `${record}-${key}`.toLowerCase(),
  means: [],
  sources: [],
  fields,
  place: placeAt(nextLine()),
  flags: [],
  ...more,
});

export const named = (text: string) => [{ text, lang: 'en' }];
export const byKey = (record: string, key: string) => ({ record, key });
export const byName = (ref: string, onMissing: 'LEAVE_OUT' | 'REFUSE' = 'LEAVE_OUT') => ({ ref, onMissing });
export const firm = (key: string, more: Record<string, unknown> = {}, rest: Partial<Fragment> = {}) =>
  says('firm', key, { kind: 'COMPANY', names: named(`Firm ${key}`), ...more }, rest);
export const deal = (key: string, more: Record<string, unknown> = {}, rest: Partial<Fragment> = {}) =>
  says('deal', key, { instrument: 'CONTRACT', status: 'SIGNED', names: named(`Deal ${key}`), ...more }, rest);

export type Item = Fragment | Refused;

async function* inTurn(items: readonly Item[]) {
  yield* items;
}

/** Loads what rows say, with a quarantine that is read back. */
export async function loading(
  database: Database,
  items: readonly Item[] | AsyncIterable<Item>,
  { map = mapping(), ...options }: Partial<LoadOptions> & { readonly map?: Mapping } = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-loading-'));
  try {
    const quarantine = path.join(folder, 'quarantine.jsonl');
    const files = [{ name: FILE, hash: HASH }];
    const rows = Array.isArray(items) ? inTurn(items as readonly Item[]) : (items as AsyncIterable<Item>);
    const report = await load(database, map, rows, { files, workFolder: folder, quarantine, ...options });
    const text = await readFile(quarantine, 'utf8').catch(() => '');
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((each) => JSON.parse(each) as Record<string, unknown>);
    return { report, lines };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Firms, half of them under another, and as many deals between two of them each. */
export async function* invented(count: number): AsyncGenerator<Item> {
  for (let n = 0; n < count; n++) {
    const parent = n % 2 === 1 ? { parent: byKey('firm', `${n - 1}`) } : {};
    const parties = [n, (n * 7) % count].map((each) => ({ actor: byKey('firm', `${each}`), role: 'PARTY' }));
    const amounts = [{ value: `${n}.25`, currency: 'USD' }];
    yield firm(`${n}`, { ...parent, country: byName('Mali') }, { place: placeAt(`line ${2 * n}`) });
    yield deal(`${n}`, { parties, amounts, signedOn: '2020' }, { place: placeAt(`line ${2 * n + 1}`) });
  }
}
