import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { EdtfDate } from '../date/date.type.js';
import { Person } from '../person/person.entity.js';

@ObjectType({
  description: 'Somebody whom a person met: took part, as reported, in the same held meeting.',
  simpleResolvers: true,
})
export class Encounter {
  @Field(() => Person, { description: 'Who was met.' })
  person!: Person;

  @Field(() => Int, { description: 'In how many meetings.' })
  count!: number;

  @Field(() => EdtfDate, { nullable: true, description: 'The date of the first of these meetings that has one.' })
  first!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'The date of the last of these meetings that has one.' })
  last!: string | null;
}

@ObjectType({ description: 'Two people who met.', simpleResolvers: true })
export class EncounterPair {
  @Field(() => Person, {
    description:
      'The person who was asked for, else somebody of the country, of two of them the one with the smaller slug.',
  })
  a!: Person;

  @Field(() => Person, { description: 'The other.' })
  b!: Person;

  @Field(() => Int, { description: 'In how many meetings.' })
  count!: number;

  @Field(() => EdtfDate, { nullable: true, description: 'The date of the first of these meetings that has one.' })
  first!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'The date of the last of these meetings that has one.' })
  last!: string | null;
}

export const EncounterConnection = connectionType('Encounter', () => Encounter, 'encounters');
export const EncounterPairConnection = connectionType('EncounterPair', () => EncounterPair, 'pairs of people who met');

/** An encounter as it was read: two people by id, and how often they met. */
export interface EncounterRow {
  readonly aId: number;
  readonly bId: number;
  readonly count: number;
  /** In how many meetings each of them was, whoever else was there. */
  readonly aMeetings: number;
  readonly bMeetings: number;
}
