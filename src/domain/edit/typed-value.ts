import { Float, Int } from 'type-graphql';
import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import type { Problem } from '../../graphql/input.js';
import type { RecordType } from '../record/record.enums.js';
import type { DeclaredField } from '../write/draft.js';
import { hydrate } from '../write/hydrate.js';
import { known } from './edit-scope.js';
import type { StoredClaim } from './stored-claims.js';

/** A value that is more than its text says: localized texts, quantities, lists. */
export const isWhole = ({ part, list }: DeclaredField): boolean => part !== undefined || list === true;

/** A claim of which the value is wanted, with the field that it is of. */
export interface Wanted {
  readonly field: DeclaredField;
  readonly claim: Pick<StoredClaim, 'data' | 'value'>;
}

/** The records that claims name, by slug: those that are there, or were merged into one that is. */
async function recordsNamed(reads: Reads, wanted: readonly Wanted[]): Promise<(wanted: Wanted) => number | undefined> {
  const naming = wanted.filter(({ field, claim }) => field.refers && claim.data === null);
  if (naming.length === 0) return () => undefined;
  const slugs = sql.texts([...new Set(naming.map(({ claim }) => claim.value))], 's');
  const types = sql.texts([...new Set(naming.flatMap(({ field }) => field.refers ?? []))], 'y');
  const inOrder = sql.choose(sql`CROSS JOIN`, sql`JOIN`);
  const rows = await reads.rows<{ id: number; type: RecordType; slug: string }>(
    { id: 'f.id', type: 'f.type', slug: 'f.slug' },
    sql`FROM (
        SELECT g.id, g.type, g.slug FROM ${slugs} CROSS JOIN ${types} ${inOrder} registry g ON g.type = y.value AND g.slug = s.value
        UNION SELECT a.record_id, a.type, a.slug FROM ${slugs} CROSS JOIN ${types} ${inOrder} record_alias a
          ON a.type = y.value AND a.slug = s.value) f ORDER BY f.id`,
  );
  return ({ field, claim }) =>
    rows.find(({ type, slug }) => slug === claim.value && (field.refers ?? []).includes(type))?.id;
}

/** The values that claims give, as a draft has them; undefined where one is not known any more. */
export async function typedValues(reads: Reads, wanted: readonly Wanted[]): Promise<unknown[]> {
  const idOf = await recordsNamed(reads, wanted);
  return wanted.map((each) => {
    const { field, claim } = each;
    if (claim.data !== null) return fromJson(field, JSON.parse(claim.data));
    if (isWhole(field)) return undefined;
    if (!field.refers) return field.type() === Float || field.type() === Int ? Number(claim.value) : claim.value;
    const id = idOf(each);
    return id === undefined ? undefined : known(id);
  });
}

/** The value that a claim gives, as a draft has it. @throws InputError where it is not known any more. */
export async function typedValue(reads: Reads, field: DeclaredField, claim: StoredClaim): Promise<unknown> {
  const [value] = await typedValues(reads, [{ field, claim }]);
  if (value !== undefined) return value;
  throw new InputError(
    isWhole(field)
      ? `The claim says only "${claim.value}", which is not all of its value: record it anew.`
      : `"${claim.value}", which the claim names, is not there any more.`,
  );
}

function fromJson({ part, list }: DeclaredField, value: unknown): unknown {
  if (!part) return value;
  const problems: Problem[] = [];
  const Class = part();
  return list
    ? (value as readonly unknown[]).map((each) => hydrate(Class, each, problems))
    : hydrate(Class, value, problems);
}
