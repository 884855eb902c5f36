import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { InputError } from '../../errors.js';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { loadNode, recordById } from '../record/any-node.loaders.js';
import { RECORD_TYPES } from '../record/record.entity.js';
import { RecordType } from '../record/record.enums.js';
import { disputedClaims, listConflicts, type Matter } from './conflict.service.js';
import { Conflict, ConflictConnection } from './conflict.type.js';

@Resolver(() => Conflict)
export class ConflictResolver {
  @Query(() => ConflictConnection, {
    description: 'Open disagreements between sources, in the order in which they began: resolveClaim decides one.',
  })
  conflicts(
    @Arg('types', () => [RecordType], {
      nullable: true,
      description: 'Only those about records of these types; all without it.',
    })
    types: RecordType[] | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    if (types?.length === 0)
      throw new InputError('types must not be an empty list: leave it out or give at least one.', {
        argument: 'types',
      });
    return listConflicts(context, types ?? RECORD_TYPES, page);
  }

  @FieldResolver()
  record(@Root() { subjectId }: Matter, @Ctx() context: Context) {
    return context.load(recordById, subjectId);
  }

  @FieldResolver()
  link(@Root() { linkType, linkId }: Matter, @Ctx() context: Context) {
    return linkType === null || linkId === null ? null : loadNode(context, linkType, linkId);
  }

  @FieldResolver()
  claims(@Root() matter: Matter, @Ctx() context: Context) {
    return context.load(disputedClaims, matter);
  }
}
