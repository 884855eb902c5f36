import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class LangArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'The wanted language as a BCP 47 tag; without it, or where there is no text in it, the best of Accept-Language, then English, then any.',
  })
  lang?: string | null;
}
