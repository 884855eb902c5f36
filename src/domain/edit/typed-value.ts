import { Float, Int } from 'type-graphql';
import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import type { Problem } from '../../graphql/input.js';
import type { DeclaredField } from '../write/draft.js';
import { hydrate } from '../write/hydrate.js';
import { known } from './edit-scope.js';
import type { StoredClaim } from './stored-claims.js';

/** A value that is more than its text says: localized texts, quantities, lists. */
export const isWhole = ({ part, list }: DeclaredField): boolean => part !== undefined || list === true;

/** The value that a claim gives, as a draft has it. @throws InputError where it is not known any more. */
export async function typedValue(reads: Reads, field: DeclaredField, { data, value }: StoredClaim): Promise<unknown> {
  if (data !== null) return fromJson(field, JSON.parse(data));
  if (isWhole(field))
    throw new InputError(`The claim says only "${value}", which is not all of its value: record it anew.`);
  if (field.refers) {
    const [found] = await reads.rows<{ id: number }>(
      { id: 'r.id' },
      sql`FROM registry r WHERE r.id IN (
          SELECT g.id FROM registry g WHERE g.slug = ${value} AND ${sql.in(sql`g.type`, field.refers)}
          UNION SELECT a.record_id FROM record_alias a WHERE a.slug = ${value} AND ${sql.in(sql`a.type`, field.refers)})
        ORDER BY r.id LIMIT 1`,
    );
    if (!found) throw new InputError(`"${value}", which the claim names, is not there any more.`);
    return known(found.id);
  }
  const type = field.type();
  return type === Float || type === Int ? Number(value) : value;
}

function fromJson({ part, list }: DeclaredField, value: unknown): unknown {
  if (!part) return value;
  const problems: Problem[] = [];
  const Class = part();
  return list
    ? (value as readonly unknown[]).map((each) => hydrate(Class, each, problems))
    : hydrate(Class, value, problems);
}
