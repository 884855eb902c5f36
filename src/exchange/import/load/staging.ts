import { Scratch } from '../../../database/scratch.js';
import type { Fragment } from '../fragment.js';

const TABLES = `
  CREATE TABLE item (id INTEGER PRIMARY KEY, record TEXT, key TEXT, slug TEXT, file TEXT, rank INTEGER, level INTEGER,
    target INTEGER, target_slug TEXT, UNIQUE (record, key));
  CREATE TABLE fragment (id INTEGER PRIMARY KEY, item INTEGER, data TEXT);
  CREATE TABLE above (item_record TEXT, item_key TEXT, record TEXT, key TEXT);
  BEGIN;`;

/** What a row says of a record. */
export type Said = Pick<Fragment, 'fields' | 'place' | 'sources' | 'means'>;

/** A fragment as it is staged. */
export interface Staged {
  readonly fragment: Fragment;
  /** Records of a lower rank are written before those of a higher one. */
  readonly rank: number;
  /** Records of its own rank that it mentions, which have to be written before it. */
  readonly above: readonly { readonly record: string; readonly key: string }[];
}

/** One record of the import, with its place in the order of writing. */
export interface StagedItem {
  readonly id: number;
  readonly record: string;
  readonly key: string;
  readonly slug: string;
  readonly file: string;
  readonly rank: number;
  readonly level: number;
}

export interface WrittenItem {
  readonly record: string;
  readonly key: string;
  /** The record that was written for it; null as long as there is none. */
  readonly target: number | null;
  readonly targetSlug: string | null;
}

const ITEM = 'id, record, key, slug, file, rank, level';
/** Items that cannot be written before each other. */
const CIRCULAR = -1;

/** Everything that an import brings, on the disk: grouped by key and in the order in which it can be written. */
export class Staging {
  readonly #scratch: Scratch;

  private constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  static async open(path: string): Promise<Staging> {
    return new Staging(await Scratch.open(path, TABLES));
  }

  async add(staged: readonly Staged[]): Promise<void> {
    const items = staged.map(({ fragment: { record, key, slug, place }, rank }) => [
      record,
      key,
      slug,
      place.file,
      rank,
    ]);
    await this.#scratch.all(
      `INSERT OR IGNORE INTO item (record, key, slug, file, rank)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each(?)`,
      [JSON.stringify(items)],
    );
    // As a text inside the text: SQLite need not take apart what it only keeps.
    const fragments = staged.map(({ fragment: { record, key, place, fields, sources, means } }) => [
      record,
      key,
      JSON.stringify({ place, fields, sources, means } satisfies Said),
    ]);
    await this.#scratch.all(
      `INSERT INTO fragment (item, data) SELECT i.id, f.value ->> 2
        FROM jsonb_each(?) f CROSS JOIN item i ON i.record = f.value ->> 0 AND i.key = f.value ->> 1`,
      [JSON.stringify(fragments)],
    );
    const above = staged.flatMap(({ fragment, above }) =>
      above.map(({ record, key }) => [fragment.record, fragment.key, record, key]),
    );
    if (above.length > 0)
      await this.#scratch.all(
        'INSERT INTO above SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM jsonb_each(?)',
        [JSON.stringify(above)],
      );
  }

  /** Puts what is staged in order; afterwards nothing is added. Gives the number of records. */
  async order(): Promise<number> {
    await this.#scratch.execute(`
      CREATE INDEX fragment_of ON fragment (item);
      CREATE TABLE edge AS SELECT DISTINCT i.id AS item, p.id AS parent FROM above a
        JOIN item i ON i.record = a.item_record AND i.key = a.item_key JOIN item p ON p.record = a.record AND p.key = a.key;
      CREATE INDEX edge_item ON edge (item);
      CREATE INDEX edge_parent ON edge (parent);
      UPDATE item SET level = ${CIRCULAR} WHERE id IN (
        WITH RECURSIVE up (item, at) AS (SELECT item, parent FROM edge UNION SELECT u.item, e.parent FROM up u JOIN edge e ON e.item = u.at)
        SELECT item FROM up WHERE item = at);
      DELETE FROM edge WHERE parent IN (SELECT id FROM item WHERE level = ${CIRCULAR});
      UPDATE item SET level = 0 WHERE level IS NULL AND id NOT IN (SELECT item FROM edge);`);
    for (let level = 0; (await this.#below(level)) > 0; level += 1);
    await this.#scratch.execute('CREATE INDEX item_order ON item (rank, level, id)');
    const [count] = await this.#scratch.all<{ n: number }>('SELECT COUNT(*) AS n FROM item');
    return count?.n ?? 0;
  }

  /** Gives the items right below a level theirs, once everything above them has one; gives their number. */
  async #below(level: number): Promise<number> {
    await this.#scratch.all(
      `UPDATE item SET level = ?1 + 1 WHERE level IS NULL
        AND id IN (SELECT e.item FROM edge e JOIN item p ON p.id = e.parent WHERE p.level = ?1)
        AND NOT EXISTS (SELECT 1 FROM edge e JOIN item p ON p.id = e.parent WHERE e.item = item.id AND p.level IS NULL)`,
      [level],
    );
    const [changed] = await this.#scratch.all<{ n: number }>('SELECT changes() AS n');
    return changed?.n ?? 0;
  }

  /** Records that stand above themselves. */
  circular(): Promise<StagedItem[]> {
    return this.#scratch.all<StagedItem>(`SELECT ${ITEM} FROM item WHERE level = ${CIRCULAR} ORDER BY id`);
  }

  /** The next records in order, all of one rank and level; none at the end. */
  async after({ rank, level, id }: Pick<StagedItem, 'rank' | 'level' | 'id'>, most: number): Promise<StagedItem[]> {
    const items = await this.#scratch.all<StagedItem>(
      `SELECT ${ITEM} FROM item WHERE (rank, level, id) > (?, ?, ?) AND level >= 0 ORDER BY rank, level, id LIMIT ?`,
      [rank, level, id, most],
    );
    const [first] = items;
    return items.filter((item) => item.rank === first?.rank && item.level === first.level);
  }

  /** Of these keys, the records that are staged. */
  items(keys: readonly (readonly [record: string, key: string])[]): Promise<StagedItem[]> {
    return this.#scratch.all<StagedItem>(
      `SELECT ${ITEM.replace(/\w+/g, 'i.$&')}
        FROM json_each(?) j CROSS JOIN item i ON i.record = j.value ->> 0 AND i.key = j.value ->> 1`,
      [JSON.stringify(keys)],
    );
  }

  /** What each row says of each of these records, in the order of the rows. */
  async fragments(items: readonly StagedItem[]): Promise<Map<number, Said[]>> {
    const rows = await this.#scratch.all<{ item: number; data: string }>(
      'SELECT f.item, f.data FROM json_each(?) j CROSS JOIN fragment f ON f.item = j.value ORDER BY f.item, f.id',
      [JSON.stringify(items.map(({ id }) => id))],
    );
    const found = new Map<number, Said[]>();
    for (const { item, data } of rows) {
      const list = found.get(item);
      const fragment = JSON.parse(data) as Said;
      if (list) list.push(fragment);
      else found.set(item, [fragment]);
    }
    return found;
  }

  /** Of these keys, those that are staged. */
  find(keys: readonly (readonly [record: string, key: string])[]): Promise<WrittenItem[]> {
    return this.#scratch.all<WrittenItem>(
      `SELECT i.record, i.key, i.target, i.target_slug AS targetSlug
        FROM json_each(?) j CROSS JOIN item i ON i.record = j.value ->> 0 AND i.key = j.value ->> 1`,
      [JSON.stringify(keys)],
    );
  }

  /** Notes what has been written for items. */
  async written(targets: readonly (readonly [item: number, id: number, slug: string])[]): Promise<void> {
    await this.#scratch.all(
      `UPDATE item SET target = w.value ->> 1, target_slug = w.value ->> 2 FROM json_each(?) w WHERE item.id = w.value ->> 0`,
      [JSON.stringify(targets)],
    );
  }

  close(): Promise<void> {
    return this.#scratch.close();
  }
}
