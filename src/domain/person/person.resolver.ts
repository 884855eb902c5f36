import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs, PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import { encountersOf } from '../encounter/encounter.service.js';
import { EncounterConnection } from '../encounter/encounter.type.js';
import { MeetingConnection, MeetingFilter, MeetingOrder } from '../meeting/meeting.input.js';
import { meetingsOf } from '../meeting/meeting.service.js';
import type { OrderBy } from '../paging/order.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Person } from './person.entity.js';
import { PersonConnection, PersonFilter, PersonOrder } from './person.input.js';
import { people, tenuresOfPerson } from './person.loaders.js';
import { listPeople } from './person.service.js';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'The person of this name; null where nobody is called so.' })
  person(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, people, asOf);
  }

  @Query(() => PersonConnection, { description: 'People, page by page.' })
  people(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PersonFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: PersonFilter | null,
    @Arg('orderBy', () => PersonOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listPeople(context, { page, filter, orderBy });
  }

  @FieldResolver()
  tenures(@Root() person: Row<Person>, @Ctx() context: Context) {
    return context.load(tenuresOfPerson, person.id);
  }

  @FieldResolver()
  async meetingCount(@Root() person: Row<Person>, @Ctx() context: Context): Promise<number> {
    // Where people and organizations were read together, the figure of people was not.
    return person.meetingCount ?? (await context.load(people.byId, person.id))?.meetingCount ?? 0;
  }

  @FieldResolver(() => MeetingConnection, { description: 'The meetings in which this person took or is to take part.' })
  meetings(
    @Root() person: Row<Person>,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MeetingFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: MeetingFilter | null,
    @Arg('orderBy', () => MeetingOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return meetingsOf(context, 'person', person.id, { page, filter, orderBy });
  }

  @FieldResolver(() => EncounterConnection, {
    description: 'Who this person met, most often first: derived from the meetings.',
  })
  encounters(@Root() person: Row<Person>, @Args(() => ForwardPageArgs) page: ForwardPageArgs, @Ctx() context: Context) {
    return encountersOf(context, person.id, page);
  }
}
