import type { Transaction } from '../../database/database.js';
import { InputError, quoted } from '../../errors.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { allRight } from '../../graphql/input.js';
import { type Context, createContext, type Found } from '../context.js';
import { mergeRecords } from '../merge/merge.service.js';
import { mergesOf, undoMerge } from '../merge/undo.service.js';
import { NODE_TYPES, RECORD_TYPES } from '../record/record.entity.js';
import { findRef, requireFound } from '../reference/reference.service.js';
import { readsOf } from '../write/write.service.js';
import type { MergeRecordsInput, UndoMergeInput } from './merge.input.js';
import { ofRight } from './mistakes.js';
import { type Done, mutate } from './write-record.service.js';

/**
 * The two that are meant: the one that stays is looked for among those of the type of the one that goes, where that is known.
 * @throws InputError where they are not of one type.
 */
async function bothOf(tx: Transaction, { ref, into }: MergeRecordsInput): Promise<[Found, Found]> {
  const context = createContext({ database: readsOf(tx), languages: [] });
  const ofAnyType = () => requireFound(context, into, RECORD_TYPES, 'input.into');
  const going = requireFound(context, ref, RECORD_TYPES, 'input.ref');
  const staying = going.then(
    async ({ type }) => (await findRef(context, into, [type], 'input.into')) ?? ofAnyType(),
    ofAnyType,
  );
  const [from, to] = await allRight([going, staying]);
  if (from.type !== to.type)
    throw new InputError(
      `input.into: ${to.slug} is of type ${NODE_TYPES[to.type]} and ${from.slug} of type ${NODE_TYPES[from.type]}: only records of one type can be one.`,
      { argument: 'input.into' },
    );
  return [from, to];
}

/** The merge by which a record went. @throws InputError where there was none, or several that the Ref can mean. */
async function mergeOf(tx: Transaction, ref: string) {
  const node = readGlobalId(ref);
  const merges = await mergesOf(tx, { slug: ref.trim().toLowerCase(), id: node?.id ?? null });
  const [alias, ...others] = merges.filter(
    ({ type, id }) => node === null || (NODE_TYPES[type] === node.typeName && id === node.id),
  );
  if (alias && others.length === 0) return alias;
  throw new InputError(
    alias
      ? `input.ref: several records with the slug ${quoted(ref)} were merged: give the id of the one you mean.`
      : `input.ref: no record ${quoted(ref)} was merged into another.`,
    { argument: 'input.ref' },
  );
}

/** Merges two records. @throws ConflictError, InputError where they cannot be one. */
export const mergeByRefs = (context: Context, input: MergeRecordsInput): Promise<Done> =>
  mutate(context, 'editor', 'mergeRecords', input, async (tx, viewer) => {
    const [from, into] = await ofRight(tx, input, () => bothOf(tx, input));
    return mergeRecords(tx, {
      type: from.type,
      from: { id: from.id, version: input.version },
      into: { id: into.id, version: input.intoVersion },
      by: viewer.name,
      reason: input.reason,
    });
  });

/** Takes a merge back. @throws ConflictError where the record has changed since, InputError where there was no such merge. */
export const undoMergeOf = (context: Context, input: UndoMergeInput): Promise<Done> =>
  mutate(context, 'editor', 'undoMerge', input, async (tx, viewer) => {
    const alias = await ofRight(tx, input, () => mergeOf(tx, input.ref));
    return undoMerge(tx, { alias, version: input.version, by: viewer.name, reason: input.reason });
  });
