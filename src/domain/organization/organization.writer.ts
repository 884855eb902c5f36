import { recordWriter } from '../write/writer.js';
import { OrganizationDraft } from './organization.draft.js';

export const organizationWriter = recordWriter<OrganizationDraft>({
  type: 'ORGANIZATION',
  draft: OrganizationDraft,
  table: 'organization',
  owned: [],
  row: ({ kind, country, parent }, scope) => ({
    kind,
    country_id: scope.id(['COUNTRY'], country),
    parent_id: scope.id(['ORGANIZATION'], parent),
  }),
  values: ({ kind, country, parent }, scope) => ({
    kind,
    country: scope.slug(['COUNTRY'], country),
    parent: scope.slug(['ORGANIZATION'], parent),
  }),
});
