import { Arg, Ctx, Resolver, Subscription } from 'type-graphql';
import { Agreement } from '../agreement/agreement.entity.js';
import { AgreementFilter } from '../agreement/agreement.input.js';
import { CommodityTerm } from '../agreement/commodity-term.entity.js';
import { CommodityTermFilter } from '../agreement/commodity-term.input.js';
import type { Context } from '../context.js';
import { Meeting } from '../meeting/meeting.entity.js';
import { MeetingFilter } from '../meeting/meeting.input.js';
import { Person } from '../person/person.entity.js';
import { PersonFilter } from '../person/person.input.js';
import { follow } from './standing.service.js';
import { eventType } from './standing.type.js';
import { watchedAgreements, watchedMeetings, watchedPeople, watchedTerms } from './watched.js';

const AgreementEvent = eventType('Agreement', () => Agreement, 'an agreement');
const MeetingEvent = eventType('Meeting', () => Meeting, 'a meeting');
const PersonEvent = eventType('Person', () => Person, 'a person');
const CommodityTermEvent = eventType('CommodityTerm', () => CommodityTerm, 'a commodity term');

const which = { nullable: true, description: 'Which of them, as in the query; all without it.' } as const;
const after = {
  nullable: true,
  description: 'The cursor of an event or of a change after which to begin; the present without it.',
} as const;

/** The methods give the events; see `callMethodsDirectly`. */
const described = (description: string) => ({
  description,
  subscribe(): never {
    throw new Error('The schema was not made ready for subscriptions.');
  },
});

@Resolver()
export class StandingResolver {
  @Subscription(
    () => AgreementEvent,
    described('Tells which agreements come into the answer, change in it or leave it, in the order of the writes.'),
  )
  agreementsChanged(
    @Arg('filter', () => AgreementFilter, which) filter: AgreementFilter | null,
    @Arg('after', () => String, after) cursor: string | null,
    @Ctx() context: Context,
  ) {
    return follow(context, watchedAgreements, filter, cursor);
  }

  @Subscription(
    () => MeetingEvent,
    described('Tells which meetings come into the answer, change in it or leave it, in the order of the writes.'),
  )
  meetingsChanged(
    @Arg('filter', () => MeetingFilter, which) filter: MeetingFilter | null,
    @Arg('after', () => String, after) cursor: string | null,
    @Ctx() context: Context,
  ) {
    return follow(context, watchedMeetings, filter, cursor);
  }

  @Subscription(
    () => PersonEvent,
    described('Tells which people come into the answer, change in it or leave it, in the order of the writes.'),
  )
  peopleChanged(
    @Arg('filter', () => PersonFilter, which) filter: PersonFilter | null,
    @Arg('after', () => String, after) cursor: string | null,
    @Ctx() context: Context,
  ) {
    return follow(context, watchedPeople, filter, cursor);
  }

  @Subscription(
    () => CommodityTermEvent,
    described(
      'Tells which commodity terms come into the answer, change in it or leave it, in the order of the writes.',
    ),
  )
  commodityTermsChanged(
    @Arg('filter', () => CommodityTermFilter, which) filter: CommodityTermFilter | null,
    @Arg('after', () => String, after) cursor: string | null,
    @Ctx() context: Context,
  ) {
    return follow(context, watchedTerms, filter, cursor);
  }
}
