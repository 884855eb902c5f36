import { InputType } from 'type-graphql';
import { AgreementDraft } from '../agreement/agreement.draft.js';
import { CommodityDraft } from '../commodity/commodity.draft.js';
import { MeetingDraft } from '../meeting/meeting.draft.js';
import { OrganizationDraft } from '../organization/organization.draft.js';
import { PersonDraft } from '../person/person.draft.js';
import { PlaceDraft } from '../place/place.draft.js';
import { SourceDraft } from '../source/source.draft.js';
import { Parts } from '../write/draft.js';
import { EvidenceDraft } from '../write/receipts.draft.js';
import { MutationInput } from './mutation.input.js';

@InputType({ description: 'All that one report says, whose parts name each other by slug.' })
export class RecordReportInput extends MutationInput {
  @Parts(() => EvidenceDraft, 'Where it says so, for every part that has no evidence of its own.')
  evidence?: EvidenceDraft[];

  @Parts(() => SourceDraft, 'Sources that are new, such as the report itself.')
  sources?: SourceDraft[];

  @Parts(() => PlaceDraft, 'Places that are new.')
  places?: PlaceDraft[];

  @Parts(() => OrganizationDraft, 'Organizations that are new.')
  organizations?: OrganizationDraft[];

  @Parts(() => PersonDraft, 'People who are new.')
  people?: PersonDraft[];

  @Parts(() => CommodityDraft, 'Commodities that are new.')
  commodities?: CommodityDraft[];

  @Parts(() => AgreementDraft, 'Its agreements, with parties, terms and amounts.')
  agreements?: AgreementDraft[];

  @Parts(() => MeetingDraft, 'Its meetings, with delegations and whoever took part.')
  meetings?: MeetingDraft[];
}
