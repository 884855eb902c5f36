import { sql } from '../../database/sql.js';
import { quoted, WorkLimitError } from '../../errors.js';
import type { Context } from '../context.js';
import type { RecordType } from '../record/record.enums.js';
import type { Position, Stage } from './stages.js';

/** A page looks at no more candidates than this: records that come up again, or that an earlier stage has. */
const MOST_CANDIDATES = 20_000;
/** As many hits as can be counted in a quarter of a second. */
export const MOST_COUNTED = 100_000;

export interface Place extends Position {
  /** The stage, counted from 1. */
  readonly stage: number;
}

export interface Found extends Place {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly tier: number;
}

interface Candidate extends Position {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly taken: number;
}

const COLUMNS = { id: 'c.id', type: 'r.type', slug: 'r.slug', key: 'c.sort_key', rank: 'c.rank', at: 'c.at' };

const next = ({ window, taken }: Stage, after: Position | null, size: number) =>
  sql`FROM (SELECT c.*, CASE WHEN ${taken} THEN 1 ELSE 0 END AS taken ${window(after, size)}) c
    JOIN registry r ON r.id = c.id ORDER BY c.sort_key, c.rank, c.at`;

const tooMuch = (text: string) =>
  new WorkLimitError(
    `Too many records are called like ${quoted(text)} to find the next ones among them: add a word, or say which types or language you mean.`,
  );

/**
 * The next hits after a place, `most` at most, stage by stage.
 * @throws WorkLimitError where too many candidates that are no hits lie before them.
 */
export async function walk(
  { database }: Context,
  stages: readonly Stage[],
  text: string,
  after: Place | null,
  most: number,
): Promise<Found[]> {
  const found: Found[] = [];
  let passed = 0;
  for (let number = Math.max(after?.stage ?? 1, 1); number <= stages.length && found.length < most; number++) {
    const stage = stages[number - 1] as Stage;
    let position: Position | null = after?.stage === number ? after : null;
    for (let size = most + 11, isOver = false; !isOver && found.length < most; size *= 4) {
      const candidates = await database.rows<Candidate>({ ...COLUMNS, taken: 'c.taken' }, next(stage, position, size));
      for (const { taken, ...candidate } of candidates)
        if (taken === 0) found.push({ ...candidate, stage: number, tier: stage.tierOf(candidate.key) });
      isOver = candidates.length < size;
      position = candidates.at(-1) ?? null;
      passed += candidates.length;
      if (!isOver && found.length < most && passed > MOST_CANDIDATES) throw tooMuch(text);
    }
  }
  return found.slice(0, most);
}

/** How many records all stages have. @throws WorkLimitError where they are too many to count. */
export async function countOf({ database }: Context, stages: readonly Stage[], text: string): Promise<number> {
  const size = MOST_COUNTED + 1;
  const sizes = stages.map((stage) => sql`SELECT COUNT(*) AS n FROM (${stage.candidates(size)}) f`);
  const [measure] = await database.rows<{ n: number }>(
    { n: 'MAX(m.n)' },
    sql`FROM (${sql.join(sizes, ' UNION ALL ')}) m`,
  );
  if ((measure?.n ?? 0) > MOST_COUNTED)
    throw new WorkLimitError(
      `More than ${MOST_COUNTED} names or records match ${quoted(text)}: leave totalCount out, add a word, or say which types or language you mean.`,
    );
  const ids = stages.map((stage) => stage.ids(size));
  const [row] = await database.rows<{ n: number }>(
    { n: 'COUNT(*)' },
    sql`FROM (SELECT f.id FROM (${sql.join(ids, ' UNION ALL ')}) f GROUP BY f.id) g`,
  );
  return row?.n ?? 0;
}
