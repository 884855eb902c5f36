import { type ClassType, Field, ObjectType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.js';
import { oneOf } from './mutation.input.js';

/** What a mutation answers; its fields are read after the write. */
export interface Payload {
  readonly record: unknown;
  readonly claims: unknown;
  readonly clientMutationId: string | null;
}

/** The payload type of mutations of one type of record. */
export function payloadType(name: string, record: () => object): ClassType<Payload> {
  @ObjectType(`${name}Payload`, { description: `What became of ${oneOf(name)}.`, simpleResolvers: true })
  class PayloadOf {
    @Field(() => record() as ClassType<object>, {
      nullable: true,
      description: 'The record as it is now; of one that was taken out, as it was; null where it has gone since.',
    })
    record!: unknown;

    @Field(() => [Claim], { description: 'The claims that were recorded or decided.' })
    claims!: unknown;

    @Field(() => String, { nullable: true, description: 'What the request was named.' })
    clientMutationId!: string | null;
  }
  return PayloadOf as ClassType<Payload>;
}
