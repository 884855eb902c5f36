import { AgreementResolver } from './agreement/agreement.resolver.js';
import { AgreementPartyResolver } from './agreement/agreement-party.resolver.js';
import { CommodityTermResolver } from './agreement/commodity-term.resolver.js';
import { MoneyAmountResolver } from './agreement/money-amount.resolver.js';
import { ClaimResolver, EvidenceResolver } from './claim/claim.resolver.js';
import { CommodityResolver } from './commodity/commodity.resolver.js';
import { CountryResolver } from './country/country.resolver.js';
import { EdtfDateResolver } from './date/date.resolver.js';
import { DelegationResolver } from './delegation/delegation.resolver.js';
import { EncounterPairResolver, EncounterResolver } from './encounter/encounter.resolver.js';
import { FlowResolver } from './flow/flow.resolver.js';
import { MeetingResolver } from './meeting/meeting.resolver.js';
import { ParticipationResolver } from './meeting/participation.resolver.js';
import { MoneyResolver } from './money/money.resolver.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { PathResolver } from './path/path.resolver.js';
import { PersonResolver } from './person/person.resolver.js';
import { TenureResolver } from './person/tenure.resolver.js';
import { PlaceResolver } from './place/place.resolver.js';
import { QuantityResolver } from './quantity/quantity.resolver.js';
import { NodeQueries } from './record/node.resolver.js';
import { NodeResolver, RecordResolver } from './record/record.resolver.js';
import { SearchResolver } from './search/search.resolver.js';
import { SourceResolver } from './source/source.resolver.js';

/** Every resolver class: what the schema is built from. */
export const resolvers = [
  NodeResolver,
  NodeQueries,
  RecordResolver,
  EdtfDateResolver,
  QuantityResolver,
  CountryResolver,
  PlaceResolver,
  OrganizationResolver,
  PersonResolver,
  TenureResolver,
  MeetingResolver,
  ParticipationResolver,
  DelegationResolver,
  AgreementResolver,
  AgreementPartyResolver,
  CommodityTermResolver,
  MoneyAmountResolver,
  CommodityResolver,
  SourceResolver,
  ClaimResolver,
  EvidenceResolver,
  EncounterResolver,
  EncounterPairResolver,
  FlowResolver,
  MoneyResolver,
  PathResolver,
  SearchResolver,
] as const;
