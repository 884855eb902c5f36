import { Arg, Authorized, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Within } from '../../graphql/execution/within.js';
import { Agreement } from '../agreement/agreement.entity.js';
import { Claim } from '../claim/claim.entity.js';
import type { Context } from '../context.js';
import { Meeting } from '../meeting/meeting.entity.js';
import { withProposals } from '../proposal/view.js';
import { loadNode } from '../record/any-node.loaders.js';
import { RecordNode } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { claimsById } from './mutations-of.js';
import { RecordReportInput } from './report.input.js';
import { recordReport } from './report.service.js';

@ObjectType({ description: 'What became of a report.', simpleResolvers: true })
class RecordReportPayload {
  @Field(() => [RecordNode], { description: 'Everything that it entered, delegations behind their meeting.' })
  records!: unknown;

  @Field(() => [Agreement], { description: 'The agreements that it entered.' })
  agreements!: unknown;

  @Field(() => [Meeting], { description: 'The meetings that it entered.' })
  meetings!: unknown;

  @Field(() => [Claim], { description: 'The claims that were recorded.' })
  claims!: unknown;

  @Field(() => String, { nullable: true, description: 'What the request was named.' })
  clientMutationId!: string | null;
}

@Resolver()
export class ReportMutations {
  @Authorized('contributor')
  @Mutation(() => RecordReportPayload, {
    nullable: true,
    description:
      'Enters all that one report says, meetings, agreements, people and what else is new: all of it or nothing.',
  })
  async recordReport(
    @Arg('input', () => RecordReportInput, { description: 'What the report says, and where.' })
    input: RecordReportInput,
    @Ctx() context: Context,
  ) {
    const { records, claims, isProposal } = await recordReport(context, input);
    const present = context.afresh();
    const fresh = isProposal ? withProposals(present) : present;
    const read = async (wanted?: RecordType) => {
      const meant = records.filter(({ type }) => wanted === undefined || type === wanted);
      const nodes = await Promise.all(meant.map(({ id, type }) => loadNode(fresh, type, id)));
      return nodes.filter((node) => node !== null);
    };
    // Only what is asked for is read: a read that nobody waits for would end the process when it fails.
    const payload: RecordReportPayload = {
      get records() {
        return read();
      },
      get agreements() {
        return read('AGREEMENT');
      },
      get meetings() {
        return read('MEETING');
      },
      get claims() {
        return claimsById(fresh, claims);
      },
      clientMutationId: input.clientMutationId ?? null,
    };
    return new Within(payload, fresh);
  }
}
