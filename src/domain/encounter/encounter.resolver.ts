import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { RefScalar } from '../../graphql/scalars.js';
import type { Context } from '../context.js';
import { MeetingConnection } from '../meeting/meeting.input.js';
import { meetingsOf } from '../meeting/meeting.service.js';
import { people } from '../person/person.loaders.js';
import type { Row } from '../record/record.entity.js';
import { datesOfEncounter, pairKey } from './encounter.loaders.js';
import { listEncounters } from './encounter.service.js';
import { Encounter, EncounterPair, EncounterPairConnection, type EncounterRow } from './encounter.type.js';

const shared = (context: Context, encounter: EncounterRow, page: ForwardPageArgs) =>
  meetingsOf(context, 'pair', pairKey(encounter), { page });

@Resolver(() => Encounter)
export class EncounterResolver {
  @FieldResolver()
  person(@Root() encounter: Row<EncounterRow>, @Ctx() context: Context) {
    return context.load(people.byId, encounter.bId);
  }

  @FieldResolver()
  async first(@Root() encounter: Row<EncounterRow>, @Ctx() context: Context) {
    return (await context.load(datesOfEncounter, encounter)).first;
  }

  @FieldResolver()
  async last(@Root() encounter: Row<EncounterRow>, @Ctx() context: Context) {
    return (await context.load(datesOfEncounter, encounter)).last;
  }

  @FieldResolver(() => MeetingConnection, { description: 'The meetings in which they met.' })
  meetings(
    @Root() encounter: Row<EncounterRow>,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    return shared(context, encounter, page);
  }
}

@Resolver(() => EncounterPair)
export class EncounterPairResolver {
  @Query(() => EncounterPairConnection, {
    description: 'Who met whom, most often first, for a person or for the people of a country.',
  })
  encounters(
    @Arg('person', () => RefScalar, {
      nullable: true,
      description: 'Whose encounters; with country, only those with people of that country.',
    })
    person: string | null,
    @Arg('country', () => RefScalar, {
      nullable: true,
      description: 'The people who act for this country or one of its organizations.',
    })
    country: string | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    return listEncounters(context, { person, country, page });
  }

  @FieldResolver()
  a(@Root() pair: Row<EncounterRow>, @Ctx() context: Context) {
    return context.load(people.byId, pair.aId);
  }

  @FieldResolver()
  b(@Root() pair: Row<EncounterRow>, @Ctx() context: Context) {
    return context.load(people.byId, pair.bId);
  }

  @FieldResolver()
  async first(@Root() pair: Row<EncounterRow>, @Ctx() context: Context) {
    return (await context.load(datesOfEncounter, pair)).first;
  }

  @FieldResolver()
  async last(@Root() pair: Row<EncounterRow>, @Ctx() context: Context) {
    return (await context.load(datesOfEncounter, pair)).last;
  }

  @FieldResolver(() => MeetingConnection, { description: 'The meetings in which they met.' })
  meetings(
    @Root() pair: Row<EncounterRow>,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    return shared(context, pair, page);
  }
}
