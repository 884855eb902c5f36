import { getMetadataArgsStorage } from 'typeorm';
import type { ColumnType, Following, HistoricTable } from '../../database/as-of.js';
import { SnakeNaming } from '../../database/naming.js';
import { Agreement, AgreementCommodity, AgreementMeeting } from '../agreement/agreement.entity.js';
import { AgreementParty } from '../agreement/agreement-party.entity.js';
import { CommodityTerm } from '../agreement/commodity-term.entity.js';
import { MoneyAmount } from '../agreement/money-amount.entity.js';
import { Claim } from '../claim/claim.entity.js';
import { Evidence } from '../claim/evidence.entity.js';
import { Commodity, CommodityCode } from '../commodity/commodity.entity.js';
import { Country } from '../country/country.entity.js';
import { Delegation } from '../delegation/delegation.entity.js';
import { Meeting } from '../meeting/meeting.entity.js';
import { Participation } from '../meeting/participation.entity.js';
import { Name } from '../name/name.entity.js';
import { Organization } from '../organization/organization.entity.js';
import { Person } from '../person/person.entity.js';
import { PersonCountry } from '../person/person-country.entity.js';
import { Tenure } from '../person/tenure.entity.js';
import { Place } from '../place/place.entity.js';
import { RecordText, RegistryEntry } from '../record/record.entity.js';
import { Source } from '../source/source.entity.js';

type Class = abstract new () => object;

/** Tables by their class, with the column that names the record that a row belongs to, and the one that tells its rows apart. */
const TABLES: readonly (readonly [entity: Class, owner: string, key: string])[] = [
  [RegistryEntry, 'id', 'id'],
  [RecordText, 'record_id', 'record_id'],
  [Name, 'record_id', 'id'],
  [Country, 'id', 'id'],
  [Place, 'id', 'id'],
  [Organization, 'id', 'id'],
  [Person, 'id', 'id'],
  [Tenure, 'person_id', 'id'],
  [PersonCountry, 'person_id', 'country_id'],
  [Meeting, 'id', 'id'],
  [Participation, 'meeting_id', 'id'],
  [AgreementMeeting, 'meeting_id', 'agreement_id'],
  [Delegation, 'id', 'id'],
  [Source, 'id', 'id'],
  [Commodity, 'id', 'id'],
  [CommodityCode, 'commodity_id', 'id'],
  [Agreement, 'id', 'id'],
  [AgreementParty, 'agreement_id', 'id'],
  [CommodityTerm, 'agreement_id', 'id'],
  [MoneyAmount, 'agreement_id', 'id'],
  [AgreementCommodity, 'agreement_id', 'commodity_id'],
  [Claim, 'subject_id', 'id'],
  [Evidence, 'claim_id', 'id'],
];

const PRESENT = "status <> 'ABSENT'";
const count = (from: readonly string[], body: (id: string) => string): Following => ({
  from,
  value: (id) => `(SELECT CAST(COUNT(*) AS integer) ${body(id)})`,
});

/** Figures that are kept beside a record and move with others. */
const FOLLOWS: Readonly<Record<string, Readonly<Record<string, Following>>>> = {
  agreement: {
    meeting_count: count(['agreement_meeting'], (id) => `FROM agreement_meeting l WHERE l.agreement_id = ${id}`),
  },
  organization: {
    agreement_count: count(
      ['agreement_party'],
      (id) => `FROM (SELECT DISTINCT l.agreement_id FROM agreement_party l WHERE l.actor_id = ${id}) x`,
    ),
    meeting_count: count(
      ['participation', 'delegation'],
      (id) => `FROM (SELECT l.meeting_id FROM participation l WHERE l.actor_id = ${id} AND l.${PRESENT}
        UNION SELECT l.meeting_id FROM participation l WHERE l.on_behalf_of_id = ${id} AND l.${PRESENT}
        UNION SELECT l.meeting_id FROM delegation l WHERE l.on_behalf_of_id = ${id} AND l.${PRESENT}) x`,
    ),
  },
  person: {
    meeting_count: count(
      ['participation'],
      (id) => `FROM (SELECT DISTINCT l.meeting_id FROM participation l WHERE l.actor_id = ${id} AND l.${PRESENT}) x`,
    ),
  },
  place: { meeting_count: count(['meeting'], (id) => `FROM meeting l WHERE l.place_id = ${id}`) },
  source: {
    claim_count: count(
      ['claim', 'evidence'],
      (id) =>
        `FROM (SELECT DISTINCT c.id FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE e.source_id = ${id}) x`,
    ),
  },
  commodity: {
    agreement_count: count(['agreement_commodity'], (id) => `FROM agreement_commodity l WHERE l.commodity_id = ${id}`),
  },
};

const naming = new SnakeNaming();

function tableOf(entity: Class, owner: string, key: string): HistoricTable {
  const { tables, columns } = getMetadataArgsStorage();
  const line: unknown[] = [];
  for (let at: object = entity; at !== Function.prototype; at = Object.getPrototypeOf(at) as object) line.push(at);
  const given = tables.find(({ target }) => target === entity)?.name;
  const name = naming.tableName(entity.name, given);
  return {
    name,
    owner,
    key,
    ...(FOLLOWS[name] && { follows: FOLLOWS[name] }),
    columns: columns
      .filter(({ target }) => line.includes(target))
      .map(({ propertyName, options }) => ({
        name: naming.columnName(propertyName, options.name, []),
        type: options.type as ColumnType,
      })),
  };
}

/** Every table whose rows belong to records. */
export const historicTables: readonly HistoricTable[] = TABLES.map(([entity, owner, key]) =>
  tableOf(entity, owner, key),
);
