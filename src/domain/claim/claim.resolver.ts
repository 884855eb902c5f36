import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../graphql/global-id.js';
import type { Context } from '../context.js';
import { LangArgs } from '../name/lang.args.js';
import { bestText } from '../name/language.js';
import { actorById } from '../person/person.loaders.js';
import { loadNode, recordById } from '../record/any-node.loaders.js';
import { NODE_TYPES, type Row } from '../record/record.entity.js';
import { sources } from '../source/source.loaders.js';
import { Claim } from './claim.entity.js';
import { evidenceOfClaim } from './claim.loaders.js';
import { Evidence } from './evidence.entity.js';

@Resolver(() => Claim)
export class ClaimResolver {
  @FieldResolver()
  subject(@Root() claim: Row<Claim>, @Ctx() context: Context) {
    return context.load(recordById, claim.subjectId);
  }

  @FieldResolver()
  link(@Root() claim: Row<Claim>, @Ctx() context: Context) {
    return claim.linkType === null || claim.linkId === null ? null : loadNode(context, claim.linkType, claim.linkId);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'The id of the link that it speaks of, also of one that is not there any more; null where it speaks of the record itself.',
  })
  linkId(@Root() { linkType, linkId }: Row<Claim>) {
    return linkType === null || linkId === null ? null : globalId(NODE_TYPES[linkType], linkId);
  }

  @FieldResolver()
  attributedTo(@Root() claim: Row<Claim>, @Ctx() context: Context) {
    return context.loadOptional(actorById, claim.attributedToId);
  }

  @FieldResolver()
  evidence(@Root() claim: Row<Claim>, @Ctx() context: Context) {
    return context.load(evidenceOfClaim, claim.id);
  }
}

@Resolver(() => Evidence)
export class EvidenceResolver {
  @FieldResolver()
  source(@Root() evidence: Row<Evidence>, @Ctx() context: Context) {
    return context.load(sources.byId, evidence.sourceId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What a reader of the passage should know, for example that a year is inferred.',
  })
  note(@Root() evidence: Row<Evidence>, @Args(() => LangArgs) { lang }: LangArgs, @Ctx() context: Context) {
    return bestText(evidence.note, lang, context.languages);
  }
}
