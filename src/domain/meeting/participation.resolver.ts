import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import { delegations } from '../delegation/delegation.loaders.js';
import { LangArgs } from '../name/lang.args.js';
import { bestText } from '../name/language.js';
import { organizations } from '../organization/organization.loaders.js';
import { actorById } from '../person/person.loaders.js';
import type { Row } from '../record/record.entity.js';
import { meetings } from './meeting.loaders.js';
import { Participation } from './participation.entity.js';

@Resolver(() => Participation)
export class ParticipationResolver {
  @FieldResolver()
  meeting(@Root() participation: Row<Participation>, @Ctx() context: Context) {
    return context.load(meetings.byId, participation.meetingId);
  }

  @FieldResolver()
  actor(@Root() participation: Row<Participation>, @Ctx() context: Context) {
    return context.load(actorById, participation.actorId);
  }

  @FieldResolver()
  delegation(@Root() participation: Row<Participation>, @Ctx() context: Context) {
    return context.loadOptional(delegations.byId, participation.delegationId);
  }

  @FieldResolver()
  onBehalfOf(@Root() participation: Row<Participation>, @Ctx() context: Context) {
    return context.loadOptional(organizations.byId, participation.onBehalfOfId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'In which capacity, as the source states it.' })
  capacity(
    @Root() participation: Row<Participation>,
    @Args(() => LangArgs) { lang }: LangArgs,
    @Ctx() context: Context,
  ) {
    return bestText(participation.capacity, lang, context.languages);
  }

  @FieldResolver(() => ClaimConnection, { description: 'The claims on it.' })
  claims(@Root() participation: Row<Participation>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'link', participation.id, args);
  }
}
