import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { JsonScalar } from '../../graphql/scalars.js';
import { Claim } from '../claim/claim.entity.js';
import type { Context } from '../context.js';
import { recordById } from '../record/any-node.loaders.js';
import { RecordNode, type Row } from '../record/record.entity.js';
import { Change } from './change.entity.js';
import { ChangeConnection } from './change.input.js';
import {
  changedProperties,
  claimsOfChange,
  cursorOf,
  documentAfter,
  documentBefore,
  historyOf,
  listChanges,
  presentCursor,
} from './change.service.js';

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description: 'Everything that was ever changed, oldest first: go on after a cursor to follow it.',
  })
  changes(
    @Arg('record', () => ID, {
      nullable: true,
      description: 'Only those of the record with this id, also of one that is gone; of all without it.',
    })
    record: string | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    return listChanges(context, record ?? null, page);
  }

  @Query(() => String, {
    description:
      'Where the feed of changes stands now: what is asked afterwards is at least as new, and changes(after:) and subscriptions go on from here with nothing lost.',
  })
  changesCursor(@Ctx() context: Context) {
    return presentCursor(context);
  }

  @FieldResolver(() => String, { description: 'Where it stands in the feed: changes(after:) goes on from here.' })
  cursor(@Root() change: Row<Change>): string {
    return cursorOf(change);
  }

  @FieldResolver(() => RecordNode, { nullable: true, description: 'The record as it is now; null where it is gone.' })
  record(@Root() change: Row<Change>, @Ctx() context: Context) {
    return context.load(recordById, change.recordId);
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: 'The record as it was before, without its claims; null where it is new.',
  })
  before(@Root() change: Row<Change>, @Ctx() context: Context) {
    return documentBefore(context, change);
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: 'The record as it was afterwards, without its claims; null where it is gone.',
  })
  after(@Root() change: Row<Change>, @Ctx() context: Context) {
    return documentAfter(context, change);
  }

  @FieldResolver(() => [String], { description: 'The properties that have another value than before.' })
  changed(@Root() change: Row<Change>, @Ctx() context: Context) {
    return changedProperties(context, change);
  }

  @FieldResolver(() => [Claim], { description: 'The claims that were recorded or decided with it.' })
  claims(@Root() change: Row<Change>, @Ctx() context: Context) {
    return claimsOfChange(context, change);
  }
}

@Resolver(() => RecordNode)
export class HistoryResolver {
  @FieldResolver(() => ChangeConnection, { description: 'Its changes, oldest first.' })
  history(
    @Root() record: Row<RecordNode>,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    return historyOf(context, record.id, page);
  }
}
