import { type GraphQLSchema, parse } from 'graphql';
import type { KeyedReads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { createContext } from '../../domain/context.js';
import { type RecordRows, refsIn, rowsOf, rowsOfRecords } from '../../domain/document/rows.js';
import type { RecordType } from '../../domain/record/record.enums.js';
import { AccordError, ERROR_CODES, type ErrorCode } from '../../errors.js';
import { executeOperation } from '../../graphql/execution/execute.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { readLines } from '../records/documents.js';
import { type LineType, type RecordLine, TYPE_ORDER } from '../records/format.js';
import { storedLines } from '../records/stored-lines.js';
import { LISTS } from './lists.js';

export interface Selection {
  /** Which types; all without it. */
  readonly types?: readonly LineType[];
  /** A filter of the only type, as the list of that type takes it. */
  readonly filter?: unknown;
}

/** Records whose rows are read together. */
const PAGE = 200;

/** What a question goes wrong with, as an error of its own code. */
function asError(error: {
  readonly message: string;
  readonly extensions?: unknown;
  readonly originalError?: unknown;
}): Error {
  if (error.originalError instanceof AccordError) return error.originalError;
  const { code } = (error.extensions ?? {}) as { code?: unknown };
  const known = ERROR_CODES.find((each) => each === code) as ErrorCode | undefined;
  return new AccordError(known ?? 'BAD_USER_INPUT', error.message, { argument: 'filter' });
}

/**
 * The ids of the records that a filter selects: the list of their type is asked, page by page, so that a filter means what
 * it means in a question, and is refused with the same message.
 */
async function* filtered(
  schema: GraphQLSchema,
  reads: KeyedReads,
  type: LineType,
  filter: unknown,
): AsyncGenerator<number[]> {
  const { list, input } = LISTS[type];
  const document = parse(`query ($filter: ${input}, $after: String) {
    ${list}(filter: $filter, first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }`);
  let after: string | null = null;
  do {
    const contextValue = createContext({ database: reads, languages: [] });
    const variableValues = { filter, after };
    const { data, errors } = await executeOperation({ schema, document, contextValue, variableValues });
    if (errors?.[0]) throw asError(errors[0]);
    const page = (data as Record<string, Page>)[list] as Page;
    yield page.nodes.map(({ id }) => readGlobalId(id)?.id ?? 0);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

/** @throws AccordError as a question with that filter would. */
export async function checkFilter(
  schema: GraphQLSchema,
  reads: KeyedReads,
  type: LineType,
  filter: unknown,
): Promise<void> {
  await filtered(schema, reads, type, filter).next();
}

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

/** The records of a type that a filter selects, and no others. */
export async function* selectedLines(
  schema: GraphQLSchema,
  reads: KeyedReads,
  type: LineType,
  filter: unknown,
): AsyncGenerator<readonly RecordLine[]> {
  if (filter === undefined) return yield* storedLines(reads, [type]);
  for await (const ids of filtered(schema, reads, type, filter)) yield await readLines(reads, type, ids);
}

/**
 * The selected records with everything that they name, so that a file of them can be read in by itself: what their
 * properties and links refer to, the sources and speakers of their claims, and what these name in turn. With agreements
 * come the meetings about them. Which they are is held in memory, a number each; the records are not.
 */
export async function* linesWithNamed(
  schema: GraphQLSchema,
  reads: KeyedReads,
  { types = TYPE_ORDER, filter }: Selection,
): AsyncGenerator<readonly RecordLine[]> {
  if (filter === undefined && types.length === TYPE_ORDER.length) return yield* storedLines(reads);
  const found = new Map<LineType, Set<number>>(TYPE_ORDER.map((type) => [type, new Set()]));
  const named = async (ids: readonly number[]) => {
    const fresh: number[] = [];
    for (const { id, type } of await typesOf(reads, ids)) {
      const known = found.get(type as LineType);
      if (!known || known.has(id)) continue;
      known.add(id);
      fresh.push(id);
    }
    return fresh;
  };
  for (const type of types) {
    const roots = filter === undefined ? allOf(reads, type) : filtered(schema, reads, type, filter);
    for await (const ids of roots) {
      let next = await named(type === 'AGREEMENT' ? [...ids, ...(await meetingsAbout(reads, ids))] : ids);
      while (next.length > 0) next = await named(await namedBy(reads, next));
    }
  }
  for (const type of TYPE_ORDER) {
    const ids = await bySlug(reads, [...(found.get(type) ?? [])]);
    for (let at = 0; at < ids.length; at += PAGE) yield await readLines(reads, type, ids.slice(at, at + PAGE));
  }
}

interface Typed {
  readonly id: number;
  readonly type: RecordType;
}

async function typesOf(reads: KeyedReads, ids: readonly number[]): Promise<Typed[]> {
  return reads.rows<Typed>(
    { id: 'r.id', type: 'r.type' },
    sql`FROM registry r WHERE ${sql.in(sql`r.id`, [...new Set(ids)])} ORDER BY r.id`,
  );
}

async function* allOf(reads: KeyedReads, type: LineType): AsyncGenerator<number[]> {
  for (let last = 0; ; ) {
    const rows = await reads.rows<{ id: number }>(
      { id: 'r.id' },
      sql`FROM registry r WHERE r.type = ${type} AND r.id > ${last} ORDER BY r.id LIMIT ${PAGE}`,
    );
    if (rows.length === 0) return;
    yield rows.map(({ id }) => id);
    last = (rows.at(-1) as { id: number }).id;
  }
}

async function meetingsAbout(reads: KeyedReads, agreements: readonly number[]): Promise<number[]> {
  const rows = await reads.rows<{ id: number }>(
    { id: 'DISTINCT l.meeting_id' },
    sql`FROM agreement_meeting l WHERE ${sql.in(sql`l.agreement_id`, agreements)}`,
  );
  return rows.map(({ id }) => id);
}

/** Everything that some records refer to, with the sources and speakers of their claims. */
async function namedBy(reads: KeyedReads, ids: readonly number[]): Promise<number[]> {
  const named: number[] = [];
  const byType = new Map<RecordType, number[]>();
  for (const { id, type } of await typesOf(reads, ids)) byType.set(type, [...(byType.get(type) ?? []), id]);
  for (const [type, all] of byType)
    for (let at = 0; at < all.length; at += PAGE) {
      const records = [...(await rowsOfRecords(reads, type, all.slice(at, at + PAGE))).values()];
      named.push(...records.flatMap(refsIn), ...(await namedInClaims(reads, records)));
    }
  return named;
}

async function namedInClaims(reads: KeyedReads, records: readonly RecordRows[]): Promise<number[]> {
  const subjects = records.flatMap(({ id, delegations }) => [id, ...delegations.map((each) => each.id)]);
  const claims = [...(await rowsOf(reads, 'claim', 'subject_id', subjects)).values()].flat();
  const sources = await reads.rows<{ id: number }>(
    { id: 'DISTINCT e.source_id' },
    sql`FROM evidence e WHERE ${sql.in(
      sql`e.claim_id`,
      claims.map((row) => row['id'] as number),
    )}`,
  );
  const speakers = claims.map((row) => row['attributed_to_id']).filter((id) => typeof id === 'number');
  return [...sources.map(({ id }) => id), ...speakers];
}

async function bySlug(reads: KeyedReads, ids: readonly number[]): Promise<number[]> {
  const rows = await reads.rows<{ id: number }>(
    { id: 'r.id' },
    sql`FROM registry r WHERE ${sql.in(sql`r.id`, ids)} ORDER BY r.slug`,
  );
  return rows.map(({ id }) => id);
}
