import { Field, Float, ObjectType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { describeEnum } from '../../graphql/enum.js';
import { RecordNode } from '../record/record.entity.js';

export const MatchReason = {
  EXACT: 'EXACT',
  PREFIX: 'PREFIX',
  WORDS: 'WORDS',
  TRANSLITERATED: 'TRANSLITERATED',
  SPELLING: 'SPELLING',
} as const;
export type MatchReason = (typeof MatchReason)[keyof typeof MatchReason];
describeEnum(MatchReason, 'MatchReason', 'Why a search found a record, best reason first.', {
  EXACT: 'A name is the text, whatever case and accents, or is it without its articles, "de" and "of".',
  PREFIX: 'A name begins with the text.',
  WORDS:
    'All words stand in a name or summary, the last at least begun; after these, what lacks only articles, "de" and "of".',
  TRANSLITERATED: 'A name matches once both are written in Latin letters.',
  SPELLING: 'A name is spelt differently and sounds the same; only where nothing better was found.',
});

@ObjectType({ description: 'A record that a search found.', simpleResolvers: true })
export class SearchHit {
  @Field(() => RecordNode, { description: 'What was found.' })
  record!: RecordNode;

  @Field(() => Float, {
    description: 'How good the match is, from 1 (best) down to 0; the same for all hits of one reason.',
  })
  score!: number;

  @Field(() => String, {
    description:
      'The name that matched, or has most of the words where several names have them together; where only a summary does, the usual name.',
  })
  matchedName!: string;

  @Field(() => String, { nullable: true, description: 'The language of that name.' })
  matchedLang!: string | null;

  @Field(() => MatchReason, { description: 'Why it was found.' })
  reason!: MatchReason;
}

export const SearchConnection = connectionType('Search', () => SearchHit, 'search hits');
