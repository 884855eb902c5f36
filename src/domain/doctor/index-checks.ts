import { sql } from '../../database/sql.js';
import {
  missingTriggers,
  refillWordIndex,
  restoreTriggers,
  wordIndexDifferences,
} from '../../database/word-index-upkeep.js';
import { type Check, found, named, together } from './check.js';

const RECORD_OF_NAME = `COALESCE((SELECT r.type || ' ' || r.slug FROM record_name n JOIN registry r ON r.id = n.record_id WHERE n.id = k.what), 'a name that is gone (' || k.what || ')')`;

/** The index of words that search and near names ask. */
export const indexChecks: readonly Check[] = [
  {
    code: 'word-index-triggers',
    problem: 'triggers that keep the word index are missing: new names will not be found',
    advice: 'accord doctor --repair makes them again.',
    async find(reads, dialect) {
      const missing = await missingTriggers(reads, dialect);
      return { count: missing.length, examples: missing };
    },
    repair: restoreTriggers,
  },
  {
    code: 'word-index',
    problem: 'the word index does not have the words of these names: search finds other records than it should',
    advice: 'accord doctor --repair fills it anew.',
    find: (reads) =>
      found(
        reads,
        together([
          sql`SELECT ${sql.raw(`COALESCE(${named('k.what')}, 'a record that is gone (' || k.what || ')')`)} AS what
            FROM (${wordIndexDifferences.search_text}) k`,
          sql`SELECT ${sql.raw(RECORD_OF_NAME)} AS what FROM (${wordIndexDifferences.search_name}) k`,
          sql`SELECT 'the word ' || k.what AS what FROM (${wordIndexDifferences.search_word}) k`,
        ]),
      ),
    repair: refillWordIndex,
  },
];
