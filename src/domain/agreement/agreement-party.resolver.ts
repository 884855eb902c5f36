import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import { actorById } from '../person/person.loaders.js';
import type { Row } from '../record/record.entity.js';
import { AgreementParty } from './agreement-party.entity.js';

@Resolver(() => AgreementParty)
export class AgreementPartyResolver {
  @FieldResolver()
  actor(@Root() party: Row<AgreementParty>, @Ctx() context: Context) {
    return context.load(actorById, party.actorId);
  }

  @FieldResolver(() => ClaimConnection, { description: 'The claims on it.' })
  claims(@Root() party: Row<AgreementParty>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'link', party.id, args);
  }
}
