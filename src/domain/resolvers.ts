import { Agreement } from './agreement/agreement.entity.js';
import { agreements } from './agreement/agreement.loaders.js';
import { AgreementResolver } from './agreement/agreement.resolver.js';
import { AgreementPartyResolver } from './agreement/agreement-party.resolver.js';
import { CommodityTermResolver } from './agreement/commodity-term.resolver.js';
import { MoneyAmountResolver } from './agreement/money-amount.resolver.js';
import { ChangeResolver, HistoryResolver } from './change/change.resolver.js';
import { ClaimResolver, EvidenceResolver } from './claim/claim.resolver.js';
import { ConflictResolver } from './claim/conflict.resolver.js';
import { Commodity } from './commodity/commodity.entity.js';
import { commodities } from './commodity/commodity.loaders.js';
import { CommodityResolver } from './commodity/commodity.resolver.js';
import { Country } from './country/country.entity.js';
import { countries } from './country/country.loaders.js';
import { CountryResolver } from './country/country.resolver.js';
import { EdtfDateResolver } from './date/date.resolver.js';
import { DelegationResolver } from './delegation/delegation.resolver.js';
import { EncounterPairResolver, EncounterResolver } from './encounter/encounter.resolver.js';
import { FlowResolver } from './flow/flow.resolver.js';
import { Meeting } from './meeting/meeting.entity.js';
import { meetings } from './meeting/meeting.loaders.js';
import { MeetingResolver } from './meeting/meeting.resolver.js';
import { ParticipationResolver } from './meeting/participation.resolver.js';
import { MoneyResolver } from './money/money.resolver.js';
import { ClaimMutations } from './mutation/claim.resolver.js';
import { DelegationMutations } from './mutation/delegation.resolver.js';
import { MergeMutations } from './mutation/merge.resolver.js';
import { deletionOf, mutationsOf } from './mutation/mutations-of.js';
import { ReportMutations } from './mutation/report.resolver.js';
import { SourceDeletion } from './mutation/source.resolver.js';
import { Organization } from './organization/organization.entity.js';
import { organizations } from './organization/organization.loaders.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { LinkResolver, PathResolver } from './path/path.resolver.js';
import { Person } from './person/person.entity.js';
import { people } from './person/person.loaders.js';
import { PersonResolver } from './person/person.resolver.js';
import { TenureResolver } from './person/tenure.resolver.js';
import { Place } from './place/place.entity.js';
import { places } from './place/place.loaders.js';
import { PlaceResolver } from './place/place.resolver.js';
import { ProposalResolver } from './proposal/proposal.resolver.js';
import { QuantityResolver } from './quantity/quantity.resolver.js';
import { NodeQueries } from './record/node.resolver.js';
import { NodeResolver, RecordResolver } from './record/record.resolver.js';
import { SearchResolver } from './search/search.resolver.js';
import { Source } from './source/source.entity.js';
import { sources } from './source/source.loaders.js';
import { SourceResolver } from './source/source.resolver.js';
import { StandingResolver } from './standing/standing.resolver.js';
import { ViewerResolver } from './token/viewer.resolver.js';

/** What writes. */
const mutations = [
  mutationsOf(countries, Country),
  deletionOf(countries, Country),
  mutationsOf(places, Place),
  deletionOf(places, Place),
  mutationsOf(organizations, Organization),
  deletionOf(organizations, Organization),
  mutationsOf(people, Person),
  deletionOf(people, Person),
  mutationsOf(meetings, Meeting),
  deletionOf(meetings, Meeting),
  mutationsOf(agreements, Agreement),
  deletionOf(agreements, Agreement),
  mutationsOf(commodities, Commodity),
  deletionOf(commodities, Commodity),
  mutationsOf(sources, Source),
  SourceDeletion,
  DelegationMutations,
  ClaimMutations,
  MergeMutations,
  ReportMutations,
];

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
  ConflictResolver,
  ProposalResolver,
  ChangeResolver,
  HistoryResolver,
  EncounterResolver,
  EncounterPairResolver,
  FlowResolver,
  MoneyResolver,
  LinkResolver,
  PathResolver,
  SearchResolver,
  ViewerResolver,
  StandingResolver,
  ...mutations,
] as const;
