import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { ROLES } from '../../auth/roles.js';
import type { Context } from '../context.js';

@ObjectType({ description: 'Who asks, as far as the token tells.', simpleResolvers: true })
export class Viewer {
  @Field(() => String, { description: 'The name of the token: what the history calls its user.' })
  name!: string;

  @Field(() => String, { description: `What it allows: ${ROLES.join(', ')}, each with all before it.` })
  role!: string;
}

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Whose token was sent; null without one.' })
  viewer(@Ctx() context: Context) {
    return context.viewer;
  }
}
