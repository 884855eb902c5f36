import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import { LangArgs } from '../name/lang.args.js';
import { bestText } from '../name/language.js';
import { organizations } from '../organization/organization.loaders.js';
import { type Row, Warning } from '../record/record.entity.js';
import { warningsOf } from '../record/warnings.js';
import { people } from './person.loaders.js';
import { Tenure } from './tenure.entity.js';

@Resolver(() => Tenure)
export class TenureResolver {
  @FieldResolver()
  person(@Root() tenure: Row<Tenure>, @Ctx() context: Context) {
    return context.load(people.byId, tenure.personId);
  }

  @FieldResolver()
  organization(@Root() tenure: Row<Tenure>, @Ctx() context: Context) {
    return context.loadOptional(organizations.byId, tenure.organizationId);
  }

  @FieldResolver(() => String, { description: 'The title of the office.' })
  title(@Root() tenure: Row<Tenure>, @Args(() => LangArgs) { lang }: LangArgs, @Ctx() context: Context) {
    return bestText(tenure.title, lang, context.languages);
  }

  @FieldResolver(() => ClaimConnection, { description: 'The claims on it.' })
  claims(@Root() tenure: Row<Tenure>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'link', tenure.id, args);
  }

  @FieldResolver(() => [Warning], { description: 'Values that were kept although they look impossible.' })
  warnings(@Root() tenure: Row<Tenure>): Warning[] {
    return warningsOf(tenure);
  }
}
