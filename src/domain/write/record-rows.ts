import { dateSortKeys } from '../date/bound-columns.js';
import { labelColumns } from '../name/label-columns.js';
import { addNames, labelKeyOf, searchWords, withKinds } from '../name/name-rows.js';
import { dateOf, type Planned } from './batch.js';
import type { NewRow, Table } from './rows.js';
import type { Scope } from './scope.js';
import type { RecordWriter } from './writer.js';

/** A row of a record that was there before. */
export interface Change {
  readonly table: Table;
  readonly id: number;
  readonly row: NewRow;
}

/** Adds the new rows of a record; gives back the rows to change of one that was there before. */
export function addRecord(item: Planned, scope: Scope): Change[] {
  const writer = item.writer as RecordWriter<never>;
  const draft = item.draft as never;
  const { id, hash, action, change, edit } = item;
  const { slug, names: given = [] } = item.draft;
  const { rows, now } = scope;
  const names = withKinds(given);
  const version = item.version + 1;
  const common = {
    slug,
    label_key: labelKeyOf(names, slug),
    ...labelColumns(names, slug),
    ...dateSortKeys(dateOf(item)),
    version,
    changed: change,
    ...(edit ? {} : { loaded_version: version, loaded_hash: hash }),
  };
  const own = {
    ...writer.row(draft, scope),
    ...(item.within ? { meeting_id: item.ownerId, position: item.position } : {}),
  };
  const changes: Change[] = [];
  if (action === 'created') {
    rows.add('registry', { id, type: writer.type, ...common, recorded_at: item.recordedAt ?? now });
    rows.add(writer.table, { id, ...own });
  } else changes.push({ table: 'registry', id, row: common }, { table: writer.table, id, row: own });
  rows.add('change', scope.change(item));
  rows.add('record_text', { record_id: id, ...searchWords(names, writer.summary?.(draft) ?? []) });
  addNames(rows, id, writer.type, names);
  scope.claims({ subject: id }, item.draft, writer.values(draft, scope));
  scope.nameClaims(id, names, item.draft);
  writer.links?.(draft, id, scope);
  return changes;
}
