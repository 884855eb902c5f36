import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { AboutTypesArgs } from '../record/about-types.args.js';
import { loadNode, recordById } from '../record/any-node.loaders.js';
import { RECORD_TYPES } from '../record/record.entity.js';
import { disputedClaims, listConflicts, type Matter } from './conflict.service.js';
import { Conflict, ConflictConnection } from './conflict.type.js';

@Resolver(() => Conflict)
export class ConflictResolver {
  @Query(() => ConflictConnection, {
    description: 'Open disagreements between sources, in the order in which they began: resolveClaim decides one.',
  })
  conflicts(@Args(() => AboutTypesArgs) args: AboutTypesArgs, @Ctx() context: Context) {
    return listConflicts(context, args.types ?? RECORD_TYPES, args);
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
