import { Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { globalId } from '../../graphql/global-id.js';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { conflictOfRecord, sourceIdsOfRecord } from '../claim/claim.loaders.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import { labelOf } from '../name/label.js';
import { knownLabel } from '../name/label-columns.js';
import { LangArgs } from '../name/lang.args.js';
import { wantedLanguages } from '../name/language.js';
import { Name } from '../name/name.entity.js';
import { namesOfRecord } from '../name/name.loaders.js';
import { Source } from '../source/source.entity.js';
import { sources } from '../source/source.loaders.js';
import { NODE_TYPES, Node, RecordNode, type Row, Warning } from './record.entity.js';
import { warningsOf } from './warnings.js';

// The languages of one reader, by what is asked for: the same for all records of an answer.
const wanted = new WeakMap<readonly string[], Map<string | null | undefined, readonly string[]>>();

function wantedBy({ lang }: LangArgs, { languages }: Context): readonly string[] {
  const known = wanted.get(languages) ?? new Map<string | null | undefined, readonly string[]>();
  wanted.set(languages, known);
  const wantedNow = known.get(lang) ?? wantedLanguages(lang, languages);
  known.set(lang, wantedNow);
  return wantedNow;
}

@Resolver(() => Node)
export class NodeResolver {
  @FieldResolver(() => ID)
  id(@Root() node: Row<Node>): string {
    return globalId(NODE_TYPES[node.type], node.id);
  }
}

@Resolver(() => RecordNode)
export class RecordResolver {
  @FieldResolver(() => String, {
    description: 'Its best name in the wanted language: the usual one, else another that is not a former one.',
  })
  label(@Root() record: Row<RecordNode>, @Args(() => LangArgs) args: LangArgs, @Ctx() context: Context) {
    const languages = wantedBy(args, context);
    return knownLabel(record, languages) ?? labelOf(context, record.id, languages).map((label) => label ?? record.slug);
  }

  @FieldResolver(() => [Name], { description: 'All its names.' })
  names(@Root() record: Row<RecordNode>, @Ctx() context: Context) {
    return context.load(namesOfRecord, record.id);
  }

  @FieldResolver(() => ClaimConnection, { description: 'The claims on it; those on its links are at the links.' })
  claims(@Root() record: Row<RecordNode>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'record', record.id, args);
  }

  @FieldResolver(() => [Source], { description: 'The sources of the claims on it and on its own links.' })
  async sources(@Root() record: Row<RecordNode>, @Ctx() context: Context) {
    const ids = await context.load(sourceIdsOfRecord, record.id);
    return Promise.all(ids.map((id) => context.load(sources.byId, id)));
  }

  @FieldResolver(() => Int, { description: 'How many different sources speak of it.' })
  sourceCount(@Root() record: Row<RecordNode>, @Ctx() context: Context) {
    return context.load(sourceIdsOfRecord, record.id).map((ids) => ids.length);
  }

  @FieldResolver(() => Boolean, { description: 'Whether sources contradict each other on it and nobody has decided.' })
  hasConflict(@Root() record: Row<RecordNode>, @Ctx() context: Context) {
    return context.load(conflictOfRecord, record.id);
  }

  @FieldResolver(() => [Warning], { description: 'Values that were kept although they look impossible.' })
  warnings(@Root() record: Row<RecordNode>): Warning[] {
    return warningsOf(record);
  }
}
