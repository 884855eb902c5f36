import { Field, Int, ObjectType } from 'type-graphql';
import { describeEnum } from '../../graphql/enum.js';
import { RecordNode } from '../record/record.entity.js';

export const LinkKind = {
  PARTICIPATION: 'PARTICIPATION',
  DELEGATION: 'DELEGATION',
  TENURE: 'TENURE',
  PARTY: 'PARTY',
  TERM: 'TERM',
  AGENDA: 'AGENDA',
  PLACE: 'PLACE',
  PARENT: 'PARENT',
} as const;
export type LinkKind = (typeof LinkKind)[keyof typeof LinkKind];
describeEnum(LinkKind, 'LinkKind', 'How two records are linked.', {
  PARTICIPATION: 'One took part in the other, a meeting.',
  DELEGATION: 'One is a delegation, the other its meeting, its member or whom it acts for.',
  TENURE: 'One holds or held an office in the other.',
  PARTY: 'One is a party of the other, an agreement.',
  TERM: 'One is an agreement with a term on the other, a commodity.',
  AGENDA: 'One is a meeting that dealt with the other, an agreement.',
  PLACE: 'One took place or was made at the other.',
  PARENT: 'One is part of the other.',
});

/** A link as it was read; `linkId` is null where it is a property of the record `ownerId`, or that record itself. */
export interface Link {
  readonly link: LinkKind;
  readonly linkId: number | null;
  readonly ownerId: number;
  readonly property: string | null;
}

/** One step of a path, with every link between the two records; there is at least one. */
export interface Hop {
  readonly fromId: number;
  readonly toId: number;
  readonly links: readonly Link[];
}

@ObjectType({ description: 'One way in which two records of a path are linked.', simpleResolvers: true })
export class ConnectionLink {
  @Field(() => LinkKind, { description: 'How the two are linked.' })
  link!: LinkKind;
}

@ObjectType({ description: 'One step from a record to another.', simpleResolvers: true })
export class ConnectionHop {
  @Field(() => RecordNode, { description: 'Where the step starts.' })
  from!: RecordNode;

  @Field(() => RecordNode, { description: 'Where it leads.' })
  to!: RecordNode;

  @Field(() => LinkKind, { description: 'How the two are linked; the first way where there are several.' })
  link!: LinkKind;

  @Field(() => [ConnectionLink], { description: 'Every way in which the two are linked, each with its own claims.' })
  links!: ConnectionLink[];
}

@ObjectType({ description: 'A shortest way from one record to another.', simpleResolvers: true })
export class ConnectionPath {
  @Field(() => Int, { description: 'How many steps it has.' })
  length!: number;

  @Field(() => [ConnectionHop], { description: 'Its steps, from the first record to the last.' })
  hops!: ConnectionHop[];

  @Field(() => Int, { description: 'How many ways of this length there are in all; the first 20 are told.' })
  shortestCount!: number;
}
