// What a patient author would write by hand for three of the questions: one statement each, which returns the finished
// answer. A parameter `:name` is the variable of that name.

/** The English name; `record` is an alias of the registry or of rows with its columns. */
const label = (record) => `COALESCE(${record}.label_en, ${record}.label_other)`;

const date = (column) => `IIF(${column} IS NULL, NULL, json_object('edtf', ${column}))`;

/** A JSON list with one object a row; `rows`, with the alias p, says order and length. */
const list = (fields, rows) => `(SELECT json_group_array(json_object(${fields})) FROM (${rows}) p)`;

const PARTIES = list(
  `'role', role, 'actor', json_object('slug', slug, 'label', ${label('p')})`,
  `SELECT p.role, pr.slug, pr.label_en, pr.label_other FROM agreement_party p JOIN registry pr ON pr.id = p.actor_id
    WHERE p.agreement_id = a.id ORDER BY p.position, p.id`,
);

const terms = (more) =>
  list(
    `'kind', kind, 'commodity', json_object('slug', slug, 'label', ${label('p')}),
      'quantity', IIF(unit IS NULL, NULL, json_object('min', quantity_min, 'max', quantity_max, 'unit', unit, 'per', per))${more}`,
    `SELECT ct.*, ct.id AS term_id, cr.slug, cr.label_en, cr.label_other FROM commodity_term ct JOIN registry cr ON cr.id = ct.commodity_id
      WHERE ct.agreement_id = a.id ORDER BY ct.position, ct.id`,
  );

const EVIDENCE = list(
  `'source', json_object('slug', slug), 'paragraph', paragraph`,
  `SELECT er.slug, e.paragraph FROM evidence e JOIN registry er ON er.id = e.source_id
    WHERE e.claim_id = claims.claim_id ORDER BY e.id`,
);

const RECEIPTS = `(SELECT json_object('nodes', json_group_array(json_object('evidence', ${EVIDENCE}))) FROM
  (SELECT c.id AS claim_id FROM claim c WHERE c.link_id = term_id AND c.property = 'quantity' ORDER BY c.id LIMIT 20) claims)`;

const MEMBERS = list(
  `'role', role, 'actor', json_object('slug', slug, 'label', ${label('p')})`,
  `SELECT pa.role, ar.slug, ar.label_en, ar.label_other FROM participation pa JOIN registry ar ON ar.id = pa.actor_id
    WHERE pa.delegation_id = delegations.delegation_id ORDER BY pa.position, pa.id`,
);

const DELEGATIONS = `(SELECT json_group_array(json_object('slug', slug, 'members', ${MEMBERS})) FROM
  (SELECT d.id AS delegation_id, dr.slug FROM delegation d JOIN registry dr ON dr.id = d.id
    WHERE d.meeting_id = meetings.meeting_id ORDER BY d.position, d.id) delegations)`;

const MEETINGS = `(SELECT json_object('nodes', json_group_array(
    json_object('slug', slug, 'date', ${date('date')}, 'delegations', ${DELEGATIONS}))) FROM
  (SELECT m.id AS meeting_id, m.date, mr.slug FROM agreement_meeting l JOIN meeting m ON m.id = l.meeting_id
    JOIN registry mr ON mr.id = m.id WHERE l.agreement_id = a.id ORDER BY m.id LIMIT 20) meetings)`;

const FLAGSHIP = `SELECT json_object('data', json_object('agreements', json_object('nodes', json_group_array(json_object(
    'slug', a.slug, 'label', ${label('a')}, 'date', ${date('a.date')}, 'parties', ${PARTIES},
    'terms', ${terms(`, 'claims', ${RECEIPTS}`)}, 'meetings', ${MEETINGS}))))) AS answer FROM
  (SELECT ag.id, ag.date, r.slug, r.label_en, r.label_other FROM agreement_commodity ac JOIN agreement ag ON ag.id = ac.agreement_id JOIN registry r ON r.id = ag.id
    WHERE ac.commodity_id = (SELECT id FROM registry WHERE type = 'COMMODITY' AND slug = :commodity)
    ORDER BY ac.agreement_id LIMIT 20) a`;

const PAGE = `SELECT json_object('data', json_object('agreements', json_object('nodes', json_group_array(json_object(
    'slug', a.slug, 'label', ${label('a')}, 'instrument', a.instrument, 'status', a.status, 'date', ${date('a.date')}))))) AS answer FROM
  (SELECT ag.id, ag.instrument, ag.status, ag.date, r.slug, r.label_en, r.label_other FROM registry r JOIN agreement ag ON ag.id = r.id
    WHERE r.type = 'AGREEMENT' AND :after IS NULL ORDER BY r.id LIMIT 20) a`;

const RECORD = `SELECT json_object('data', json_object('agreement', json_object(
    'slug', a.slug, 'label', ${label('a')}, 'status', a.status, 'date', ${date('a.date')}, 'parties', ${PARTIES},
    'terms', ${terms('')}))) AS answer FROM
  (SELECT ag.id, ag.status, ag.date, r.slug, r.label_en, r.label_other FROM registry r JOIN agreement ag ON ag.id = r.id
    WHERE r.type = 'AGREEMENT' AND r.slug = :ref) a`;

/** By the name of the question in `questions.mjs`. */
export const STATEMENTS = { q1: FLAGSHIP, q2: PAGE, q3: RECORD };
