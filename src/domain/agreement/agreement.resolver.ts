import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import { MeetingConnection, MeetingFilter, MeetingOrder } from '../meeting/meeting.input.js';
import { meetingsOf } from '../meeting/meeting.service.js';
import { LangArgs } from '../name/lang.args.js';
import { bestText } from '../name/language.js';
import type { OrderBy } from '../paging/order.js';
import { places } from '../place/place.loaders.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Agreement } from './agreement.entity.js';
import { AgreementConnection, AgreementFilter, AgreementOrder } from './agreement.input.js';
import { agreements, amountsOfAgreement, partiesOfAgreement, termsOfAgreement } from './agreement.loaders.js';
import { listAgreements } from './agreement.service.js';

@Resolver(() => Agreement)
export class AgreementResolver {
  @Query(() => Agreement, {
    nullable: true,
    description: 'The agreement of this name; null where nothing is called so.',
  })
  agreement(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, agreements, asOf);
  }

  @Query(() => AgreementConnection, { description: 'Agreements, page by page.' })
  agreements(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AgreementFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: AgreementFilter | null,
    @Arg('orderBy', () => AgreementOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listAgreements(context, { page, filter, orderBy });
  }

  @FieldResolver()
  place(@Root() agreement: Row<Agreement>, @Ctx() context: Context) {
    return context.loadOptional(places.byId, agreement.placeId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it is about, in our own words.' })
  summary(@Root() agreement: Row<Agreement>, @Args(() => LangArgs) { lang }: LangArgs, @Ctx() context: Context) {
    return bestText(agreement.summary, lang, context.languages);
  }

  @FieldResolver()
  parent(@Root() agreement: Row<Agreement>, @Ctx() context: Context) {
    return context.loadOptional(agreements.byId, agreement.parentId);
  }

  @FieldResolver(() => [String], { description: 'What it is about, in key words.' })
  topics(@Root() agreement: Row<Agreement>): string[] {
    return JSON.parse(agreement.topics ?? '[]') as string[];
  }

  @FieldResolver()
  amounts(@Root() agreement: Row<Agreement>, @Ctx() context: Context) {
    return context.load(amountsOfAgreement, agreement.id);
  }

  @FieldResolver()
  parties(@Root() agreement: Row<Agreement>, @Ctx() context: Context) {
    return context.load(partiesOfAgreement, agreement.id);
  }

  @FieldResolver()
  terms(@Root() agreement: Row<Agreement>, @Ctx() context: Context) {
    return context.load(termsOfAgreement, agreement.id);
  }

  @FieldResolver(() => MeetingConnection, { description: 'The meetings about it.' })
  meetings(
    @Root() agreement: Row<Agreement>,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MeetingFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: MeetingFilter | null,
    @Arg('orderBy', () => MeetingOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return meetingsOf(context, 'agreement', agreement.id, { page, filter, orderBy });
  }
}
