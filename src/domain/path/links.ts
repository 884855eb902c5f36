import { type Sql, sql } from '../../database/sql.js';
import type { LinkKind } from './path.type.js';

/** Where links stand: each row links the records `a` and `b`; `owner` is SQL of the record whose claims tell of it. */
interface LinkTable {
  readonly kind: LinkKind;
  readonly from: string;
  readonly a: string;
  readonly b: string;
  /** The link's own id, or the property of the owner that it is; a bare NULL is the owner itself. */
  readonly link: string;
  readonly property?: string;
  readonly owner: string;
  readonly where?: string;
}

/** Somebody absent met nobody. */
const THERE = "l.status <> 'ABSENT'";

const LINKS: readonly LinkTable[] = [
  {
    kind: 'PARTICIPATION',
    from: 'participation l',
    a: 'l.actor_id',
    b: 'l.meeting_id',
    link: 'l.id',
    owner: 'l.meeting_id',
    where: THERE,
  },
  {
    kind: 'DELEGATION',
    from: 'participation l',
    a: 'l.actor_id',
    b: 'l.delegation_id',
    link: 'l.id',
    owner: 'l.meeting_id',
    where: THERE,
  },
  { kind: 'DELEGATION', from: 'delegation l', a: 'l.id', b: 'l.meeting_id', link: 'NULL', owner: 'l.id' },
  {
    kind: 'DELEGATION',
    from: 'delegation l',
    a: 'l.id',
    b: 'l.on_behalf_of_id',
    link: 'NULL',
    property: 'onBehalfOf',
    owner: 'l.id',
  },
  { kind: 'TENURE', from: 'tenure l', a: 'l.person_id', b: 'l.organization_id', link: 'l.id', owner: 'l.person_id' },
  {
    kind: 'PARTY',
    from: 'agreement_party l',
    a: 'l.actor_id',
    b: 'l.agreement_id',
    link: 'l.id',
    owner: 'l.agreement_id',
  },
  {
    kind: 'TERM',
    from: 'commodity_term l',
    a: 'l.agreement_id',
    b: 'l.commodity_id',
    link: 'l.id',
    owner: 'l.agreement_id',
  },
  {
    kind: 'AGENDA',
    from: 'agreement_meeting l',
    a: 'l.meeting_id',
    b: 'l.agreement_id',
    link: 'NULL',
    property: 'agreements',
    owner: 'l.meeting_id',
  },
  { kind: 'PLACE', from: 'meeting l', a: 'l.id', b: 'l.place_id', link: 'NULL', property: 'place', owner: 'l.id' },
  { kind: 'PLACE', from: 'agreement l', a: 'l.id', b: 'l.place_id', link: 'NULL', property: 'place', owner: 'l.id' },
  {
    kind: 'PARENT',
    from: 'organization l',
    a: 'l.id',
    b: 'l.parent_id',
    link: 'NULL',
    property: 'parent',
    owner: 'l.id',
  },
  { kind: 'PARENT', from: 'agreement l', a: 'l.id', b: 'l.parent_id', link: 'NULL', property: 'parent', owner: 'l.id' },
];

/** At most `limit` links from any of the records, as rows (from_id, to_id, kind, link_id, owner_id, property). */
export function linksFrom(ids: readonly number[], limit: number): Sql {
  const directions = LINKS.flatMap(({ kind, from, a, b, link, property, owner, where }) =>
    [
      [a, b],
      [b, a],
    ].map(([here, there]) => {
      const columns = sql.raw(
        `${here} AS from_id, ${there} AS to_id, '${kind}' AS kind, CAST(${link} AS integer) AS link_id, ${owner} AS owner_id, ${property ? `'${property}'` : 'NULL'} AS property`,
      );
      const rest = sql.raw(`${there} IS NOT NULL${where ? ` AND ${where}` : ''}`);
      return sql`SELECT * FROM (SELECT ${columns} FROM ${sql.raw(from)} WHERE ${sql.in(sql.raw(here as string), ids)} AND ${rest} LIMIT ${limit}) d`;
    }),
  );
  return sql`SELECT * FROM (${sql.join(directions, ' UNION ALL ')}) every LIMIT ${limit}`;
}
