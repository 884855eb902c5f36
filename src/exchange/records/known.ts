import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { RecordType } from '../../domain/record/record.enums.js';
import type { DraftRef } from '../../domain/write/parts.js';
import type { Target } from '../../domain/write/scope.js';
import type { Problem } from '../../graphql/input.js';
import { fullName } from './format.js';
import { longName } from './plain.js';

/** Records that are there, by full name. */
export async function recordsNamed(reads: Reads, names: readonly string[]): Promise<Map<string, Target>> {
  const slugs = [...new Set(names.map((name) => name.slice(name.indexOf('/') + 1)))];
  const types = [...new Set(names.map((name) => name.slice(0, name.indexOf('/')).toUpperCase()))];
  if (slugs.length === 0) return new Map();
  const rows = await reads.rows<Target & { type: RecordType }>(
    { id: 'r.id', type: 'r.type', slug: 'r.slug' },
    // CROSS JOIN: SQLite takes a few texts for many, and would rather walk the whole table.
    sql`FROM ${sql.texts(slugs, 's')} CROSS JOIN ${sql.texts(types, 'y')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} registry r
      ON r.type = y.value AND r.slug = s.value`,
  );
  return new Map(rows.map(({ id, type, slug }) => [fullName(type, slug), { id, slug }]));
}

/** Slugs that lead to another record since theirs was merged into it. */
export async function slugsMergedAway(reads: Reads, names: readonly string[]): Promise<Map<string, string>> {
  const slugs = [...new Set(names.map((name) => name.slice(name.indexOf('/') + 1)))];
  const rows = await reads.rows<{ type: RecordType; slug: string; into: string }>(
    { type: 'a.type', slug: 'a.slug', into: 'r.slug' },
    sql`FROM record_alias a JOIN registry r ON r.id = a.record_id WHERE ${sql.in(sql`a.slug`, slugs)}`,
  );
  return new Map(rows.map(({ type, slug, into }) => [fullName(type, slug), into]));
}

const articleOf = (types: readonly RecordType[]) => types.map((type) => type.toLowerCase()).join(' or ');

/** Refs that name nothing that is known. */
export const unknownRefs = (refs: readonly DraftRef[], known: ReadonlyMap<string, Target>, where: string): Problem[] =>
  refs
    .filter(({ ref, types }) => !known.has(longName(types, ref)))
    .map(({ ref, types, path }) => ({
      path,
      message: `names no ${articleOf(types)} that is in the database or ${where}: "${ref}"`,
    }));
