import { IsOptional } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { ClaimStatus } from '../claim/claim.enums.js';
import { ListField } from '../filter/decorators.js';
import { AboutTypesArgs } from '../record/about-types.args.js';

@ArgsType()
export class ProposalArgs extends AboutTypesArgs {
  @ListField(
    () => ClaimStatus,
    'Only those with these statuses: PROPOSED for what waits, else what became of it; what waits without it.',
  )
  status?: ClaimStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what the token of this name put forward, as viewer tells it; by anybody without it.',
  })
  @IsOptional()
  by?: string | null;
}
