import { createUnionType } from 'type-graphql';
import { Organization } from '../organization/organization.entity.js';
import { NODE_TYPES, type NodeType } from '../record/record.entity.js';
import { Person } from './person.entity.js';

export const Actor = createUnionType({
  name: 'Actor',
  description: 'Somebody who acts: a person or an organization.',
  types: () => [Person, Organization] as const,
  resolveType: (row: { type?: NodeType }) => NODE_TYPES[row.type as NodeType],
});
