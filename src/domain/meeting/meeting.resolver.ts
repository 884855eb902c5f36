import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { AgreementConnection, AgreementFilter, AgreementOrder } from '../agreement/agreement.input.js';
import { agreementsOf } from '../agreement/agreement.service.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import { delegationsOfMeeting } from '../delegation/delegation.loaders.js';
import { LangArgs } from '../name/lang.args.js';
import { bestText } from '../name/language.js';
import type { OrderBy } from '../paging/order.js';
import { places } from '../place/place.loaders.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Meeting } from './meeting.entity.js';
import { MeetingConnection, MeetingFilter, MeetingOrder } from './meeting.input.js';
import { meetings, participationsOfMeeting } from './meeting.loaders.js';
import { listMeetings } from './meeting.service.js';

@Resolver(() => Meeting)
export class MeetingResolver {
  @Query(() => Meeting, { nullable: true, description: 'The meeting of this name; null where nothing is called so.' })
  meeting(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, meetings, asOf);
  }

  @Query(() => MeetingConnection, { description: 'Meetings, page by page.' })
  meetings(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MeetingFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: MeetingFilter | null,
    @Arg('orderBy', () => MeetingOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listMeetings(context, { page, filter, orderBy });
  }

  @FieldResolver()
  place(@Root() meeting: Row<Meeting>, @Ctx() context: Context) {
    return context.loadOptional(places.byId, meeting.placeId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What happened or is to happen, in our own words.' })
  summary(@Root() meeting: Row<Meeting>, @Args(() => LangArgs) { lang }: LangArgs, @Ctx() context: Context) {
    return bestText(meeting.summary, lang, context.languages);
  }

  @FieldResolver()
  delegations(@Root() meeting: Row<Meeting>, @Ctx() context: Context) {
    return context.load(delegationsOfMeeting, meeting.id);
  }

  @FieldResolver()
  participations(@Root() meeting: Row<Meeting>, @Ctx() context: Context) {
    return context.load(participationsOfMeeting, meeting.id);
  }

  @FieldResolver(() => AgreementConnection, { description: 'The agreements that it was about.' })
  agreements(
    @Root() meeting: Row<Meeting>,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AgreementFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: AgreementFilter | null,
    @Arg('orderBy', () => AgreementOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return agreementsOf(context, 'meeting', meeting.id, { page, filter, orderBy });
  }
}
