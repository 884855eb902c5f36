import { recordTable } from '../record/record.loaders.js';
import type { Organization } from './organization.entity.js';

export const organizations = recordTable<Organization>('ORGANIZATION', 'organization', {
  kind: 't.kind',
  countryId: 't.country_id',
  parentId: 't.parent_id',
  agreementCount: 't.agreement_count',
  meetingCount: 't.meeting_count',
});
