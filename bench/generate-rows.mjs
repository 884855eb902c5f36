// A worker that turns batches of invented facts into rows, by the product's own writers, and the rows into JSON that the
// main thread inserts.
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { agreementWriter } from '../build/domain/agreement/agreement.writer.js';
import { boundColumns, dateSortKeys } from '../build/domain/date/bound-columns.js';
import { delegationWriter } from '../build/domain/delegation/delegation.writer.js';
import { meetingWriter } from '../build/domain/meeting/meeting.writer.js';
import { organizationWriter } from '../build/domain/organization/organization.writer.js';
import { personWriter } from '../build/domain/person/person.writer.js';
import { sourceWriter } from '../build/domain/source/source.writer.js';
import { addRecord } from '../build/domain/write/record-rows.js';
import { Scope } from '../build/domain/write/scope.js';
import { inventBatch, placeOf } from './facts.mjs';

const WRITERS = { agreementWriter, meetingWriter, organizationWriter, personWriter, sourceWriter };
/** Ids that a batch may use: its records take the first ones, in their order, so that every batch knows those of all others. */
const IDS = 40_000;
const CHUNK = 2000;

const { plan, seed, states, commodities, firstId, known } = workerData;
const origin = { at: new Date(Date.UTC(2026, 0, 1)).toISOString(), by: 'bench' };
const idOf = (slug) => {
  const { batch, position } = placeOf(slug, plan);
  return firstId + batch * IDS + position;
};
// What a Ref of a draft means: here always a slug.
const targets = {
  get(key) {
    const slug = key.slice(key.indexOf(' ') + 1);
    return { id: known.get(slug) ?? idOf(slug), slug };
  },
};

/** Takes the rows of a batch as `Rows` of the product does. */
class BatchRows {
  tables = new Map();
  #next;
  #end;

  constructor(first) {
    this.#next = first;
    this.#end = first + IDS;
  }

  nextId() {
    if (this.#next === this.#end) throw new Error(`A batch has more than ${IDS} ids: raise IDS.`);
    return this.#next++;
  }

  add(table, row) {
    const rows = this.tables.get(table);
    if (rows) rows.push(row);
    else this.tables.set(table, [row]);
  }
}

/** A fact and what stands inside it, with ids. */
function planned({ writer: name, plain }, rows) {
  const item = (writer, draft, within, position, id = rows.nextId()) => ({
    writer,
    draft,
    place: draft.slug,
    path: '',
    position,
    within,
    id,
    change: id,
    action: 'created',
    hash: draft.slug,
    version: 0,
    ownerId: within?.id ?? null,
  });
  const outer = item(WRITERS[name], plain, null, 0);
  const inside = (plain.delegations ?? []).map((draft, position) => item(delegationWriter, draft, outer, position));
  return [outer, ...inside];
}

/** An agreement without a date of its own takes that of the meeting about it, if this was held; the meeting follows it. */
function dateAgreements(items, tables) {
  const rowsOf = (table) => new Map((tables.get(table) ?? []).map((row) => [row.id, row]));
  const [entries, agreements] = [rowsOf('registry'), rowsOf('agreement')];
  for (const { draft } of items) {
    if (!draft.agreements || draft.status !== 'HELD') continue;
    const id = idOf(draft.agreements[0].agreement);
    const row = agreements.get(id);
    if (row.date !== null) continue;
    Object.assign(row, { date: draft.date, ...boundColumns('date', draft.date) });
    Object.assign(entries.get(id), dateSortKeys(draft.date));
  }
}

/** Rows as one JSON text, without the columns that are the same in all of them. */
function pack(table, rows) {
  const columns = Object.keys(rows[0]);
  const isSame = (column) => rows.every((row) => row[column] === rows[0][column]);
  const same = columns.filter(isSame);
  const varying = columns.filter((column) => !same.includes(column));
  const json = new TextEncoder().encode(JSON.stringify(rows.map((row) => varying.map((column) => row[column]))));
  return { table, rows: rows.length, varying, same, constants: same.map((column) => rows[0][column]), json };
}

parentPort.on('message', (batch) => {
  const rows = new BatchRows(firstId + batch * IDS);
  const scope = new Scope(rows, targets, origin);
  const facts = [...inventBatch(batch, { seed, plan, states, commodities })];
  const items = facts.flatMap((fact) => planned(fact, rows));
  for (const item of items) addRecord(item, scope);
  dateAgreements(items, rows.tables);
  const chunks = [...rows.tables].flatMap(([table, all]) =>
    Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, n) => pack(table, all.slice(n * CHUNK, (n + 1) * CHUNK))),
  );
  const message = { batch, records: items.length, nextId: rows.nextId(), chunks };
  parentPort.postMessage(
    message,
    chunks.map(({ json }) => json.buffer),
  );
});
