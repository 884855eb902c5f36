import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { InputError } from '../../errors.js';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { loadNode } from '../record/any-node.loaders.js';
import { RECORD_TYPES, type Row } from '../record/record.entity.js';
import { RecordType } from '../record/record.enums.js';
import { matchedName } from './matched-name.js';
import { type Hit, search } from './search.service.js';
import { MatchReason, SearchConnection, SearchHit } from './search.type.js';

const REASONS = Object.values(MatchReason);
const reasonOf = ({ tier }: Hit): MatchReason => REASONS[tier - 1] as MatchReason;

@Resolver(() => SearchHit)
export class SearchResolver {
  @Query(() => SearchConnection, {
    description: 'Records by words of their names and summaries, in any language and script, best matches first.',
  })
  search(
    @Arg('text', () => String, {
      description: 'What to look for, in any language, with or without accents; 500 characters and 32 words at most.',
    })
    text: string,
    @Arg('types', () => [RecordType], { nullable: true, description: 'Only records of these types; all without it.' })
    types: RecordType[] | null,
    @Arg('lang', () => String, {
      nullable: true,
      description:
        'Only names in this language (BCP 47), whatever its region, or in none; summaries are left out then.',
    })
    lang: string | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    if (types?.length === 0)
      throw new InputError('types must not be an empty list: leave it out or give at least one.', {
        argument: 'types',
      });
    return search(context, { text, types: types ?? RECORD_TYPES, lang, page });
  }

  @FieldResolver()
  record(@Root() hit: Row<Hit>, @Ctx() context: Context) {
    return loadNode(context, hit.type, hit.id);
  }

  @FieldResolver()
  score(@Root() hit: Row<Hit>): number {
    return 1 - (hit.tier - 1) / REASONS.length;
  }

  @FieldResolver()
  reason(@Root() hit: Row<Hit>): MatchReason {
    return reasonOf(hit);
  }

  @FieldResolver()
  async matchedName(@Root() hit: Row<Hit>, @Ctx() context: Context): Promise<string> {
    return (await matchedName(context, hit)).text;
  }

  @FieldResolver()
  async matchedLang(@Root() hit: Row<Hit>, @Ctx() context: Context): Promise<string | null> {
    return (await matchedName(context, hit)).lang;
  }
}
