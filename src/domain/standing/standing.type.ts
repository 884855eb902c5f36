import { type ClassType, Field, ID, ObjectType } from 'type-graphql';
import { describeEnum } from '../../graphql/enum.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Change } from '../change/change.entity.js';
import { Claim } from '../claim/claim.entity.js';

export const Transition = { ENTERED: 'ENTERED', CHANGED: 'CHANGED', LEFT: 'LEFT' } as const;
export type Transition = (typeof Transition)[keyof typeof Transition];
describeEnum(Transition, 'Transition', 'What became of something in the answer to a standing question.', {
  ENTERED: 'It is in the answer now, and was not before: it is new, or it or what it is judged by changed.',
  CHANGED: 'It was in the answer and still is, and says or is supported by something else.',
  LEFT: 'It was in the answer and no longer is: it is gone, or it or what it is judged by changed.',
});

/** The events of standing questions about one type; `noun` is one of them. */
export function eventType<Node extends object>(name: string, node: () => ClassType<Node> | object, noun: string) {
  @ObjectType(`${name}Event`, { description: `What became of ${noun} by one write.`, simpleResolvers: true })
  class EventOf {
    @Field(() => Transition, { description: 'Whether it came into the answer, changed in it or left it.' })
    transition!: Transition;

    @Field(() => ID, { description: 'Its id, known also where it is gone.' })
    id!: string;

    @Field(() => String, {
      description: 'The slug of the record that it is or stands in, known also where it is gone.',
    })
    slug!: string;

    @Field(() => node() as ClassType<Node>, { nullable: true, description: 'It as it is now; null where it is gone.' })
    record!: Node | null;

    @Field(() => DateTimeScalar, { description: 'When it was written.' })
    at!: string;

    @Field(() => String, { nullable: true, description: 'Who wrote it: the name of the token, or the program.' })
    by!: string | null;

    @Field(() => String, { nullable: true, description: 'Why, in the words of whoever wrote it.' })
    reason!: string | null;

    @Field(() => [Change], {
      description: 'The changes that did it, the first 20: its own, else those of what it is judged by.',
    })
    changes!: Change[];

    @Field(() => [Claim], {
      description: 'The claims that these changes recorded or decided on, each with its evidence.',
    })
    claims!: Claim[];

    @Field(() => String, {
      description: 'Where it stands: the same question after it goes on from here.',
    })
    cursor!: string;
  }
  return EventOf;
}
