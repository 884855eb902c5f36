import { ArgsType, Field } from 'type-graphql';
import { DateTimeScalar, RefScalar } from '../../graphql/scalars.js';

/** Which record, and as of when. */
@ArgsType()
export class RecordArgs {
  @Field(() => RefScalar, { description: 'Its id, slug, code or a name in any language.' })
  ref!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What was recorded at that time, with all that hangs on it; the present without it.',
  })
  asOf?: string | null;
}
