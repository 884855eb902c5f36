import { describeEnum } from '../../graphql/enum.js';

export const Operation = {
  CREATED: 'CREATED',
  UPDATED: 'UPDATED',
  DELETED: 'DELETED',
  MERGED: 'MERGED',
  UNMERGED: 'UNMERGED',
  RESOLVED: 'RESOLVED',
} as const;
export type Operation = (typeof Operation)[keyof typeof Operation];
describeEnum(Operation, 'Operation', 'What was done to a record.', {
  CREATED: 'It was entered.',
  UPDATED: 'It, one of its links or a claim on them was changed, added or taken away.',
  DELETED: 'It was taken out.',
  MERGED: 'Another record was found to be the same and was merged into it, or it into another.',
  UNMERGED: 'A merge was undone.',
  RESOLVED: 'Somebody decided which of its claims hold.',
});
