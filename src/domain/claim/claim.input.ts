import { ArgsType, Field } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { Claim } from './claim.entity.js';

export const ClaimConnection = connectionType('Claim', () => Claim, 'claims');

@ArgsType()
export class ClaimArgs extends ForwardPageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only claims on this property, for example status or quantity; all without it.',
  })
  property?: string | null;
}
