import { Arg, Authorized, type ClassType, Ctx, Mutation, Resolver } from 'type-graphql';
import { Within } from '../../graphql/execution/within.js';
import { contextAsOf } from '../change/past.js';
import type { Claim } from '../claim/claim.entity.js';
import { claimById } from '../claim/claim.loaders.js';
import type { Context } from '../context.js';
import { writerOf } from '../document/writers.js';
import { withProposals } from '../proposal/view.js';
import { NODE_TYPES, type RecordNode } from '../record/record.entity.js';
import type { RecordTable } from '../record/record.loaders.js';
import {
  type CreateInput,
  createInputOf,
  DeleteInput,
  oneOf,
  type UpdateInput,
  updateInputOf,
} from './mutation.input.js';
import { type Payload, payloadType } from './payload.js';
import { createRecord, type Done, removeRecord, updateRecord } from './write-record.service.js';

/** Claims by id, without those that are gone. */
export async function claimsById(context: Context, ids: readonly number[]): Promise<Claim[]> {
  const claims = await Promise.all(ids.map((id) => context.load(claimById, id)));
  return claims.filter((claim) => claim !== null);
}

/** What a mutation answers, read after the write; of a record that it took out, as it was before. */
export function answerOf<Row>(
  context: Context,
  { byId }: Pick<RecordTable<Row>, 'byId'>,
  { id, claims, until, proposal }: Done,
  clientMutationId: string | null | undefined,
): Within {
  const present = context.afresh();
  const now = proposal === undefined ? present : withProposals(present, proposal);
  const fresh = until === undefined ? now : contextAsOf(present, until - 1);
  // Only what is asked for is read: a read that nobody waits for would end the process when it fails.
  const payload: Payload = {
    get record() {
      return fresh.load(byId, id);
    },
    get claims() {
      return claimsById(fresh, claims);
    },
    clientMutationId: clientMutationId ?? null,
  };
  return new Within(payload, fresh);
}

/** The payload types by type of record, one for all mutations of it. */
const payloads = new Map<string, ClassType<Payload>>();

export function payloadOf(name: string, entity: object): ClassType<Payload> {
  const known = payloads.get(name) ?? payloadType(name, () => entity);
  payloads.set(name, known);
  return known;
}

/** createX and updateX of one type of record. */
export function mutationsOf<Row extends RecordNode>(table: RecordTable<Row>, entity: object): ClassType<object> {
  const { type } = table;
  const name = NODE_TYPES[type];
  const { draft } = writerOf(type);
  const CreateOf = createInputOf(draft);
  const UpdateOf = updateInputOf(draft);
  const PayloadOf = payloadOf(name, entity);

  @Resolver()
  class MutationsOf {
    @Authorized('contributor')
    @Mutation(() => PayloadOf, {
      nullable: true,
      name: `create${name}`,
      description: `Enters ${oneOf(name)}, with the evidence for it.`,
    })
    async create(
      @Arg('input', () => CreateOf, { description: 'What it says, and why that is believed.' }) input: CreateInput,
      @Ctx() context: Context,
    ) {
      const done = await createRecord(context, type, `create${name}`, input);
      return answerOf(context, table, done, input.clientMutationId);
    }

    @Authorized('contributor')
    @Mutation(() => PayloadOf, {
      nullable: true,
      name: `update${name}`,
      description: `Records what a source adds to ${oneOf(name)} or says otherwise of it, where what contradicts other sources is kept beside them as disputed.`,
    })
    async update(
      @Arg('input', () => UpdateOf, { description: 'Which one, what is new about it, and why that is believed.' })
      input: UpdateInput,
      @Ctx() context: Context,
    ) {
      const done = await updateRecord(context, type, `update${name}`, input);
      return answerOf(context, table, done, input.clientMutationId);
    }
  }
  return MutationsOf;
}

/** deleteX of one type of record. */
export function deletionOf<Row extends RecordNode>(table: RecordTable<Row>, entity: object): ClassType<object> {
  const { type } = table;
  const name = NODE_TYPES[type];
  const PayloadOf = payloadOf(name, entity);

  @Resolver()
  class DeletionOf {
    @Authorized('editor')
    @Mutation(() => PayloadOf, {
      nullable: true,
      name: `delete${name}`,
      description: `Takes ${oneOf(name)} out, with its links and claims, which its history keeps, unless other records name it.`,
    })
    async delete(
      @Arg('input', () => DeleteInput, { description: 'Which one, and why.' }) input: DeleteInput,
      @Ctx() context: Context,
    ) {
      const done = await removeRecord(context, type, `delete${name}`, input);
      return answerOf(context, table, done, input.clientMutationId);
    }
  }
  return DeletionOf;
}
