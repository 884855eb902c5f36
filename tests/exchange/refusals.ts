import { expect } from 'vitest';
import { seedDatabase } from '../../src/exchange/seed/seed.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type SeedFiles, type SeedFolder, seedFolder } from '../support/seed-folder.js';

type Plain = Readonly<Record<string, unknown>>;

export const EVIDENCE = ['letter#page'];

export const letter = (rest: Plain = {}): Plain => ({
  slug: 'letter',
  names: [{ text: 'Letter', lang: 'en' }],
  kind: 'NEWS',
  spans: { page: { paragraph: 1, start: 0, end: 5, hash: 'a'.repeat(64) } },
  ...rest,
});
const record =
  (defaults: Plain) =>
  (rest: Plain = {}): Plain => ({ evidence: EVIDENCE, ...defaults, ...rest });
export const person = record({ slug: 'ada', names: [{ text: 'Ada' }] });
export const deal = record({ slug: 'deal', instrument: 'CONTRACT', status: 'SIGNED' });
export const talks = record({ slug: 'talks', kind: 'TALKS', status: 'HELD' });
export const lump = record({ slug: 'lump', names: [{ text: 'lump', lang: 'en' }] });
const OFFER = { commodity: 'gold', kind: 'OFFER', evidence: EVIDENCE };
export const term = (rest: Plain = {}): Plain => deal({ terms: [{ ...OFFER, ...rest }] });
export const quantity = (rest: Plain): Plain =>
  term({ quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't', ...rest } });

export type Case = readonly [what: string, files: SeedFiles, message: string | RegExp];

export interface Refusing {
  /** Why a folder is refused: nothing of it may have come into the database. A letter to point at is always there. */
  refusal(files: SeedFiles): Promise<string>;
  /** Checks one case: a text is the whole message. */
  refuse(...[what, files, message]: Case): Promise<void>;
  dispose(): Promise<void>;
}

const NOTHING = { source: null, person: null, agreement: null, commodity: null, meeting: null };

/** The seeded database, and a folder of seeds beside it. */
export async function openRefusing(): Promise<Refusing> {
  const test: TestDatabase = await openTestDatabase({ seeded: true });
  const seeds: SeedFolder = await seedFolder();
  const refusing: Refusing = {
    async refusal(files) {
      const version = await test.database.dataVersion();
      await seeds.write({ sources: [letter()], ...files });
      const error = await seedDatabase(test.database, seeds).then(
        () => new Error('nothing was refused'),
        (refused: Error) => refused,
      );
      const left = await dataOf(
        test.database,
        `{ source(ref: "letter") { id } person(ref: "ada") { id } agreement(ref: "deal") { id }
          commodity(ref: "lump") { id } meeting(ref: "talks") { id } }`,
      );
      expect(left).toEqual(NOTHING);
      expect(await test.database.dataVersion()).toBe(version);
      return error.message;
    },
    async refuse(_what, files, message) {
      const refused = await refusing.refusal(files);
      if (typeof message === 'string') expect(refused).toBe(message);
      else expect(refused).toMatch(message);
    },
    async dispose() {
      await seeds.remove();
      await test.dispose();
    },
  };
  return refusing;
}
