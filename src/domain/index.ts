import { Agreement, AgreementCommodity, AgreementMeeting } from './agreement/agreement.entity.js';
import { AgreementParty } from './agreement/agreement-party.entity.js';
import { CommodityTerm } from './agreement/commodity-term.entity.js';
import { MoneyAmount } from './agreement/money-amount.entity.js';
import { Change, Was } from './change/change.entity.js';
import { Claim } from './claim/claim.entity.js';
import { Evidence } from './claim/evidence.entity.js';
import { Commodity, CommodityClosure, CommodityCode } from './commodity/commodity.entity.js';
import { Country } from './country/country.entity.js';
import { Delegation } from './delegation/delegation.entity.js';
import { MetPair } from './encounter/encounter.entity.js';
import { Imported } from './imported/imported.entity.js';
import { Meeting } from './meeting/meeting.entity.js';
import { Participation } from './meeting/participation.entity.js';
import { RecordAlias } from './merge/alias.entity.js';
import { Answered } from './mutation/answered.entity.js';
import { Name } from './name/name.entity.js';
import { Organization } from './organization/organization.entity.js';
import { Person } from './person/person.entity.js';
import { PersonCountry } from './person/person-country.entity.js';
import { Tenure } from './person/tenure.entity.js';
import { Place } from './place/place.entity.js';
import { Proposal, ProposedRow } from './proposal/proposal.entity.js';
import { RecordText, RegistryEntry } from './record/record.entity.js';
import { Source } from './source/source.entity.js';
import { Token } from './token/token.entity.js';

/** Every table: what migrations are generated from and checked against. */
export const entities = [
  RegistryEntry,
  RecordText,
  Name,
  Country,
  Place,
  Organization,
  Person,
  Tenure,
  Meeting,
  Delegation,
  Participation,
  MetPair,
  PersonCountry,
  Commodity,
  CommodityCode,
  CommodityClosure,
  Agreement,
  AgreementParty,
  AgreementMeeting,
  AgreementCommodity,
  CommodityTerm,
  MoneyAmount,
  Source,
  Claim,
  Evidence,
  Change,
  Was,
  Answered,
  Token,
  RecordAlias,
  Imported,
  Proposal,
  ProposedRow,
];
