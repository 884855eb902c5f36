import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { real } from '../../src/database/database.js';
import { compile, sql } from '../../src/database/sql.js';
import { InputError } from '../../src/errors.js';
import { dialect, openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
  await test.database.write(async (tx) => {
    const bytewise = sql.choose(sql``, sql`COLLATE "C"`);
    await tx.run(sql`CREATE TABLE item (id integer PRIMARY KEY, text text ${bytewise}, number double precision)`);
    await tx.run(sql`CREATE TABLE pair (left_id integer, right_id integer)`);
  });
});
afterAll(() => test.dispose());

const doubles = [
  0.1 + 0.2,
  1e-7,
  5e-324,
  1.7976931348623157e308,
  1 / 3,
  -0.5,
  4.35,
  2.9999999999999996,
  1e21,
  123456789.12345679,
];
const integers = [0, -1, 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1, -(2 ** 53 - 1)];
const random = Array.from({ length: 20_000 }, () => (Math.random() - 0.5) * 10 ** Math.round(Math.random() * 60 - 30));
/** Each of these SQLite reads or writes a digit wrong somewhere, when it is left to itself. */
const unlucky = [
  -357.532546992156, 3.700691117550425e-80, -449890306.3595725, -3049448259469600300, -192966334084810020,
];
const texts = ['', 'é"\\ \n\t', "it's", '日本', '👩‍🚀', '\u2028', '$1 ? :x', 'null', '\\u0000', '{"a":1}'];

describe('values come back as they went in', () => {
  it('through update, each row its own and none of another', async () => {
    const numbers = [...doubles, ...unlucky, ...random.slice(0, 3_000)];
    const textOf = (id: number) => texts[id % texts.length] as string;
    const back = await test.database.write(async (tx) => {
      await tx.run(sql`DELETE FROM item`);
      const rows = numbers.map((number, id) => ({ id, number, text: textOf(id) }));
      await tx.insert(
        'item',
        ['id', 'number', 'text'],
        [...rows.map(({ id }) => ({ id, number: null, text: null })), { id: -1, number: 7, text: 'stays' }],
      );
      await tx.update('item', ['number', 'text'], rows);
      await tx.update('item', ['text'], [{ id: 0, text: null }]);
      return tx.rows({ id: 'id', number: real('number'), text: 'text' }, sql`FROM item ORDER BY id`);
    });
    expect(back).toEqual([
      { id: -1, number: 7, text: 'stays' },
      ...numbers.map((number, id) => ({ id, number, text: id === 0 ? null : textOf(id) })),
    ]);
  });

  it.each(['run', 'insert'] as const)('numbers through %s', async (way) => {
    const numbers = [...doubles, ...integers, ...unlucky, ...random];
    const back = await test.database.write(async (tx) => {
      await tx.run(sql`DELETE FROM item`);
      if (way === 'insert')
        await tx.insert(
          'item',
          ['id', 'number'],
          numbers.map((number, id) => ({ id, number })),
        );
      else
        for (const [id, number] of numbers.slice(0, 300).entries())
          await tx.run(sql`INSERT INTO item (id, number) VALUES (${id}, ${number})`);
      return tx.rows<{ number: number }>({ number: real('number') }, sql`FROM item ORDER BY id`);
    });
    const wanted = way === 'insert' ? numbers : numbers.slice(0, 300);
    expect(back.map((row) => row.number)).toEqual(wanted);
    const read = await test.database.rows<{ number: number }>({ number: real('number') }, sql`FROM item ORDER BY id`);
    expect(read).toEqual(back);
  });

  it.each(['run', 'insert'] as const)('texts and nulls through %s', async (way) => {
    const values = [...texts, null];
    await test.database.write(async (tx) => {
      await tx.run(sql`DELETE FROM item`);
      if (way === 'insert')
        await tx.insert(
          'item',
          ['id', 'text'],
          values.map((text, id) => ({ id, text })),
        );
      else
        for (const [id, text] of values.entries())
          await tx.run(sql`INSERT INTO item (id, text) VALUES (${id}, ${text})`);
    });
    const rows = await test.database.rows(
      { id: 'id', text: 'text', number: real('number') },
      sql`FROM item ORDER BY id`,
    );
    expect(rows).toEqual(values.map((text, id) => ({ id, text, number: null })));
  });

  it.each([
    ...[...doubles, ...integers, ...unlucky].map((number) => ({ number, text: null })),
    ...texts.map((text) => ({ number: null, text })),
  ])('$number and $text where all of many rows have them', async (same) => {
    const rows = Array.from({ length: 150 }, (_, id) => ({ id, ...same }));
    const back = await test.database.write(async (tx) => {
      await tx.run(sql`DELETE FROM item`);
      await tx.insert('item', ['id', 'text', 'number'], rows);
      return tx.rows({ id: 'id', text: 'text', number: real('number') }, sql`FROM item ORDER BY id`);
    });
    expect(back).toEqual(rows);
  });

  it('many rows that are all the same', async () => {
    const rows = Array.from({ length: 150 }, () => ({ left_id: 1, right_id: null }));
    const back = await test.database.write(async (tx) => {
      await tx.insert('pair', ['left_id', 'right_id'], rows);
      const found = await tx.rows({ left_id: 'left_id', right_id: 'right_id' }, sql`FROM pair`);
      await tx.run(sql`DELETE FROM pair`);
      return found;
    });
    expect(back).toEqual(rows);
  });

  it('says so when a column holds fractions and was not declared with real', async () => {
    await test.database.write((tx) => tx.run(sql`INSERT INTO item (id, number) VALUES (-1, 0.5)`));
    await expect(test.database.rows({ number: 'number' }, sql`FROM item WHERE id = -1`)).rejects.toThrow(
      'The column "number" holds the fraction 0.5: declare it with real(…).',
    );
  });

  it.each([
    ['a NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800'],
  ])('refuses %s on every way in, on both databases alike', async (_, text) => {
    const { database } = test;
    await expect(database.rows({ id: 'id' }, sql`FROM item WHERE text = ${text}`)).rejects.toBeInstanceOf(InputError);
    expect(() => sql.in(sql`text`, ['ok', text])).toThrow(InputError);
    await expect(database.write((tx) => tx.run(sql`UPDATE item SET text = ${text}`))).rejects.toBeInstanceOf(
      InputError,
    );
    for (const count of [1, 200]) {
      const rows = Array.from({ length: count }, (_, id) => ({ id, text }));
      await expect(database.write((tx) => tx.insert('item', ['id', 'text'], rows))).rejects.toBeInstanceOf(InputError);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])('refuses %s in a bulk insert', async (number) => {
    for (const count of [1, 200]) {
      const rows = Array.from({ length: count }, (_, id) => ({ id, number: number as number }));
      await expect(test.database.write((tx) => tx.insert('item', ['id', 'number'], rows))).rejects.toThrow(TypeError);
    }
  });
});

describe('rows', () => {
  beforeAll(async () => {
    await test.database.write(async (tx) => {
      await tx.run(sql`DELETE FROM item`);
      const rows = Array.from({ length: 5000 }, (_, i) => ({ id: i + 1, text: `t${(i * 7919) % 5000}`, number: i }));
      await tx.insert('item', ['id', 'text', 'number'], rows);
      await tx.insert(
        'pair',
        ['left_id', 'right_id'],
        rows.map(({ id }) => ({ left_id: id, right_id: 5001 - id })),
      );
    });
  });

  it('keep the order of ORDER BY, with a join and without a limit', async () => {
    const body = sql`FROM pair p JOIN item a ON a.id = p.left_id JOIN item b ON b.id = p.right_id ORDER BY b.text DESC, a.id`;
    const rows = await test.database.rows<{ text: string; id: number }>({ text: 'b.text', id: 'a.id' }, body);
    const texts = rows.map((row) => row.text);
    expect(texts).toHaveLength(5000);
    expect(texts).toEqual([...texts].sort().reverse());
  });

  it('are ordered byte by byte on both databases', async () => {
    const words = ['B', 'a', 'Z', 'z', 'ä', 'a b', 'a-b', 'A', 'é', 'e', '_', '1', '日'];
    const rows = await test.database.write(async (tx) => {
      await tx.insert(
        'item',
        ['id', 'text'],
        words.map((text, i) => ({ id: 6000 + i, text })),
      );
      return tx.rows<{ text: string }>({ text: 'text' }, sql`FROM item WHERE id >= 6000 ORDER BY text`);
    });
    expect(rows.map((row) => row.text)).toEqual([...words].sort());
  });

  it('are none where there are none', async () => {
    expect(await test.database.rows({ id: 'id' }, sql`FROM item WHERE id = 0`)).toEqual([]);
  });

  it('are found by any number of ids with one and the same statement', async () => {
    const seen = new Set<string>();
    const stop = test.database.observe((text) => seen.add(text));
    for (const ids of [[], [3], [9, 4, 70_000]]) {
      const found = await test.database.rows({ id: 'id' }, sql`FROM item WHERE ${sql.in(sql`id`, ids)} ORDER BY id`);
      expect(found).toEqual(
        [...ids]
          .sort((a, b) => a - b)
          .filter((id) => id <= 5000)
          .map((id) => ({ id })),
      );
    }
    stop();
    expect(await test.database.rows({ id: 'id' }, sql`FROM item WHERE ${sql.in(sql`text`, ['t0', 't7919'])}`)).toEqual([
      { id: 1 },
    ]);
    expect(seen.size).toBe(1);
  });

  it('come in the order of the ids that were asked for', async () => {
    const body = sql`FROM ${sql.table([30, 10, 20, 10], 'wanted')} JOIN item i ON i.id = wanted.value ORDER BY wanted.ord`;
    expect(await test.database.rows({ id: 'i.id', at: 'wanted.ord' }, body)).toEqual([
      { id: 30, at: 0 },
      { id: 10, at: 1 },
      { id: 20, at: 2 },
      { id: 10, at: 3 },
    ]);
  });

  it('come per key, each with its own order and limit', async () => {
    const body = sql`FROM item i WHERE i.id >= parent.value AND i.id < ${1000} ORDER BY i.id DESC LIMIT ${2}`;
    expect(await test.database.rowsPerKey([998, 4000, 999], { id: 'i.id' }, body)).toEqual([
      [{ id: 999 }, { id: 998 }],
      [],
      [{ id: 999 }],
    ]);
    expect(await test.database.rowsPerKey([], { id: 'i.id' }, body)).toEqual([]);
    const between = sql`FROM item i WHERE i.id BETWEEN parent.value AND parent.other ORDER BY i.id`;
    expect(
      await test.database.rowsPerKey(
        [
          [7, 8],
          [1, 1],
        ],
        { id: 'i.id', half: real('i.id / 2.0') },
        between,
      ),
    ).toEqual([
      [
        { id: 7, half: 3.5 },
        { id: 8, half: 4 },
      ],
      [{ id: 1, half: 0.5 }],
    ]);
  });
});

it('numbers the parameters in the order of the text', () => {
  const inner = sql`b = ${2} AND ${sql.in(sql`c`, [3])}`;
  const { text, params } = compile(
    sql`a = ${1} AND (${inner}) AND ${sql.join([sql`d = ${4}`, sql`e = ${5}`], ' OR ')}`,
    dialect,
  );
  const postgres = 'a = $1 AND (b = $2 AND c = ANY($3)) AND d = $4 OR e = $5';
  const sqlite = 'a = ? AND (b = ? AND c IN (SELECT value FROM json_each(?))) AND d = ? OR e = ?';
  expect(text).toBe(dialect === 'sqlite' ? sqlite : postgres);
  expect(params).toEqual([1, 2, dialect === 'sqlite' ? '[3]' : [3], 4, 5]);
});
