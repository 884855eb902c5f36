import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SqliteConnection } from '../../../src/database/sqlite/connection.js';
import { readRows } from '../../../src/exchange/import/readers/read-rows.js';
import type { ReadRow } from '../../../src/exchange/import/readers/row.js';
import { rowsOf, withFiles } from '../../support/imported.js';
import { xlsxOf, zipOf } from '../../support/zip.js';

const csv = { format: 'csv', delimiter: ',', quote: '"', header: 1, ragged: false } as const;
const xml = { format: 'xml', records: '/list/item' } as const;
const valuesOf = (rows: readonly ReadRow[]) => rows.map((row) => ('value' in row ? row.value : undefined));

describe('CSV', () => {
  test('rows are counted as a spreadsheet counts them, quoted line breaks and blank lines included', async () => {
    expect(await rowsOf('a.csv', 'id,name\n1,"a ""b""\nc"\n\n2,d\n', csv)).toEqual([
      { value: { id: '1', name: 'a "b"\nc' }, at: 'row 2' },
      { value: { id: '2', name: 'd' }, at: 'row 4' },
    ]);
  });

  test('a row with too many or too few cells is told of, and the others are read', async () => {
    const rows = await rowsOf('a.csv', 'id,name\n1\n2,b,c\n3,d\n', csv);
    expect(rows.map(({ at }) => at)).toEqual(['row 2', 'row 3', 'row 4']);
    expect(rows[1]).toMatchObject({ raw: ['2', 'b', 'c'], problem: expect.stringContaining('has 3 cells where 2') });
    expect(rows[2]).toEqual({ value: { id: '3', name: 'd' }, at: 'row 4' });
  });

  test('ragged rows are taken where the mapping says so', async () => {
    const rows = await rowsOf('a.csv', 'id,name\n1\n2,b,c\n', { ...csv, ragged: true });
    expect(valuesOf(rows)).toEqual([
      { id: '1', name: '' },
      { id: '2', name: 'b' },
    ]);
  });

  test('empty cells have what stands above where the mapping says so, but not after a row that cannot be read', async () => {
    const rows = await rowsOf('a.csv', 'id,name\n1,a\n ,b\n2,\n3\n,c\n', { ...csv, fill: ['id'] });
    expect(valuesOf(rows)).toEqual([
      { id: '1', name: 'a' },
      { id: '1', name: 'b' },
      { id: '2', name: '' },
      undefined,
      { id: '', name: 'c' },
    ]);
    await expect(rowsOf('a.csv', 'id,name\n1,a\n', { ...csv, fill: ['no'] })).rejects.toThrow(
      'a.csv has no column "no" to fill.',
    );
  });

  test('a quote inside a cell is a quote; one that is never closed costs the rest', async () => {
    const rows = await rowsOf('a.csv', 'id,name\n1,a "b" c\n2,"d" e\n3,f\n4,"g\n5,h\n', csv);
    expect(valuesOf(rows).slice(0, 3)).toEqual([
      { id: '1', name: 'a "b" c' },
      { id: '2', name: '"d" e' },
      { id: '3', name: 'f' },
    ]);
    expect(rows.slice(3)).toEqual([
      { raw: null, at: 'row 5 to the end', problem: 'a quote is opened and never closed' },
    ]);
  });

  test('no header, another delimiter, and a header below a title', async () => {
    const plain = { ...csv, delimiter: ';', header: null };
    expect(valuesOf(await rowsOf('a.csv', 'x;y\n', plain))).toEqual([{ 1: 'x', 2: 'y' }]);
    expect(valuesOf(await rowsOf('a.csv', 'x;y\n', { ...plain, names: ['a', 'b'] }))).toEqual([{ a: 'x', b: 'y' }]);
    expect(valuesOf(await rowsOf('a.csv', 'A list\nid,name\n1,a\n', { ...csv, header: 2, ragged: true }))).toEqual([
      { id: '1', name: 'a' },
    ]);
  });

  test('a column named twice and one without a name keep their values', async () => {
    expect(valuesOf(await rowsOf('a.csv', 'a,a,\n1,2,3\n', csv))).toEqual([{ a: '1', a_2: '2', 3: '3' }]);
  });
});

describe('encodings', () => {
  const bytes = (...parts: (string | readonly number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

  test.each([
    ['UTF-8', bytes('id\né€\n'), undefined],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'id\né€\n'), undefined],
    ['UTF-16, small end first', bytes([0xff, 0xfe], [...Buffer.from('id\né€\n', 'utf16le')]), undefined],
    ['UTF-16, big end first', bytes([0xfe, 0xff], [...Buffer.from('id\né€\n', 'utf16le').swap16()]), undefined],
    ['Windows-1252', bytes('id\n', [0xe9, 0x80], '\n'), 'windows-1252'],
  ])('%s is read', async (_name, content, encoding) => {
    expect(valuesOf(await rowsOf('a.csv', content, { ...csv, encoding }))).toEqual([{ id: 'é€' }]);
  });

  test('what is not UTF-8 is one clear error', async () => {
    await expect(rowsOf('a.csv', bytes('id\n', [0xe9], '\n'), csv)).rejects.toThrow(
      'a.csv is not utf-8 (before byte 5): say its encoding in the mapping, for example encoding: windows-1252.',
    );
  });
});

describe('JSON', () => {
  test.each([
    ['a list', '[{"a":1},{"a":2}]', undefined, [{ a: 1 }, { a: 2 }], ['/0', '/1']],
    ['a list inside', '{"meta":{"a":9},"list":[{"a":1}]}', 'list', [{ a: 1 }], ['/list/0']],
    ['lists inside a list', '{"c":[{"t":[{"a":1}]},{"t":[{"a":2}]}]}', 'c.*.t', [{ a: 1 }, { a: 2 }], undefined],
    ['an object by keys', '{"list":{"x":{"a":1}}}', 'list', [{ a: 1 }], ['/list/x']],
    ['one object', '{"a":1}', undefined, [{ a: 1 }], undefined],
  ])('%s', async (_name, text, records, values, places) => {
    const rows = await rowsOf('a.json', text, { format: 'json', records });
    expect(valuesOf(rows)).toEqual(values);
    if (places) expect(rows.map(({ at }) => at)).toEqual(places);
  });

  test.each(['[{"a":1},{"a":', '[{"a":1},{"a" 2}]'])('what stands before the mistake is read: %s', async (text) => {
    const rows = await rowsOf('a.json', text, { format: 'json' });
    expect(rows[0]).toEqual({ value: { a: 1 }, at: '/0' });
    expect(rows[1]).toMatchObject({
      at: 'after 1 records, to the end',
      problem: expect.stringMatching(/^is not JSON/),
    });
  });

  test('a broken line costs that line', async () => {
    const rows = await rowsOf('a.jsonl', '{"a":1}\r\n{"a":\n\n{"a":2}', { format: 'jsonl' });
    expect(rows.map(({ at }) => at)).toEqual(['line 1', 'line 2', 'line 4']);
    expect(rows[1]).toMatchObject({ raw: '{"a":', problem: expect.stringMatching(/^is not JSON/) });
  });
});

describe('XML', () => {
  test('elements, attributes, repeated children and CDATA; prefixes do not count', async () => {
    const text =
      '<list xmlns:x="urn:x"><item id="1"><x:name lang="fr">Un</x:name><n>1</n><n>2</n><t><![CDATA[a<b]]></t></item><item/></list>';
    expect(await rowsOf('a.xml', text, xml)).toEqual([
      { value: { '@id': '1', name: { '@lang': 'fr', '#text': 'Un' }, n: ['1', '2'], t: 'a<b' }, at: '/list/item[1]' },
      { value: '', at: '/list/item[2]' },
    ]);
  });

  test('a text with elements among it is the whole text, and white space between elements is none', async () => {
    const text = '<list><item><t>Rice <b>and <i>fish</i></b> trade</t> <p> <q>1</q> </p></item></list>';
    expect(valuesOf(await rowsOf('a.xml', text, xml))).toEqual([
      { t: { b: { i: 'fish', '#text': 'and fish' }, '#text': 'Rice and fish trade' }, p: { q: '1' } },
    ]);
  });

  test('an element at any depth', async () => {
    const rows = await rowsOf('a.xml', '<a><b><item>1</item></b><item>2</item></a>', { ...xml, records: '//x:item' });
    expect(valuesOf(rows)).toEqual(['1', '2']);
  });

  test('the encoding of the declaration', async () => {
    const text = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><list><item>é</item></list>', 'latin1');
    expect(valuesOf(await rowsOf('a.xml', text, xml))).toEqual(['é']);
  });

  test('an unknown entity costs its element only', async () => {
    const rows = await rowsOf('a.xml', '<list><item>a&nbsp;b</item><item>c</item></list>', xml);
    expect(rows[0]).toMatchObject({ problem: expect.stringContaining('is not XML') });
    expect(rows[1]).toEqual({ value: 'c', at: '/list/item[2]' });
  });

  test('a tag that is never closed costs the rest', async () => {
    const rows = await rowsOf('a.xml', '<list><item>a</item><item><b></item><item>c</item></list>', xml);
    expect(rows[0]).toEqual({ value: 'a', at: '/list/item[1]' });
    expect(rows.some((row) => 'problem' in row)).toBe(true);
  });

  test.each([
    ['a file outside', '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><list><item>&x;</item></list>'],
    ['a billion laughs', '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><list><item>&b;</item></list>'],
  ])('entities of its own are refused: %s', async (_name, text) => {
    await expect(rowsOf('a.xml', text, xml)).rejects.toThrow('a.xml declares entities of its own');
  });
});

describe('XLSX', () => {
  const cells = (row: number, ...xmlCells: string[]) => `<row r="${row}">${xmlCells.join('')}</row>`;
  const header = cells(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="C1" t="inlineStr"><is><t>c</t></is></c>');
  const strings = ['<t>a</t>', '<r><t>b</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>no</t></rPh>'];

  test('shared and inline strings, booleans, errors, formulas, dates and numbers', async () => {
    const rows = [
      cells(2, '<c r="A2" t="s"><v>1</v></c>', '<c r="B2" t="b"><v>1</v></c>', '<c r="C2" t="e"><v>#N/A</v></c>'),
      cells(
        4,
        '<c r="A4" s="1"><v>40081.75</v></c>',
        '<c r="B4" s="2"><v>40081</v></c>',
        '<c r="C4" s="3"><v>40081</v></c>',
      ),
      cells(
        5,
        '<c r="A5"><f>1+1</f><v>2</v></c>',
        '<c r="B5" t="str"><f>x</f><v>é</v></c>',
        '<c r="C5"><v>0.10000000000000001</v></c>',
      ),
      cells(7, '<c r="A7"><v>3.3000000000000003</v></c>', '<c r="B7"><v>877655767899.48999</v></c>'),
      cells(6, '<c r="A6"/>'),
    ];
    const book = xlsxOf({ Data: header + rows.join('') }, { strings });
    expect(await rowsOf('a.xlsx', book, { format: 'xlsx', header: 1 })).toEqual([
      { value: { a: 'b b', 2: 'true', c: '' }, at: 'sheet Data row 2' },
      { value: { a: '2009-09-25', 2: '2009-09-25', c: '40081' }, at: 'sheet Data row 4' },
      { value: { a: '2', 2: 'é', c: '0.1' }, at: 'sheet Data row 5' },
      { value: { a: '3.3', 2: '877655767899.49', c: '' }, at: 'sheet Data row 7' },
    ]);
  });

  test('cells that are merged with the one above, where the mapping says so', async () => {
    const rows = [cells(2, '<c r="A2"><v>1</v></c>', '<c r="C2"><v>5</v></c>'), cells(3, '<c r="C3"><v>6</v></c>')];
    const book = xlsxOf({ Data: header + rows.join('') }, { strings });
    expect(valuesOf(await rowsOf('a.xlsx', book, { format: 'xlsx', header: 1, fill: ['a'] }))).toEqual([
      { a: '1', 2: '', c: '5' },
      { a: '1', 2: '', c: '6' },
    ]);
  });

  test('a sheet by its name, dates since 1904, and a sheet that is not there', async () => {
    const row = '<row r="1"><c r="A1" s="1"><v>1</v></c></row>';
    const book = xlsxOf({ One: header, Two: row }, { strings, since1904: true });
    const reader = { format: 'xlsx', header: null } as const;
    expect(valuesOf(await rowsOf('a.xlsx', book, { ...reader, sheet: 'Two' }))).toEqual([{ 1: '1904-01-02' }]);
    await expect(rowsOf('a.xlsx', book, { ...reader, sheet: 'Three' })).rejects.toThrow(
      'a.xlsx has no sheet "Three"; it has "One", "Two".',
    );
  });

  test('what is no workbook, and what unpacks to far more than it may', async () => {
    const reader = { format: 'xlsx', header: 1 } as const;
    await expect(rowsOf('a.xlsx', 'id,name', reader)).rejects.toThrow('a.xlsx is not an XLSX workbook');
    const bomb = zipOf({ '_rels/.rels': '<a/>' }, 4_000_000_000);
    await expect(rowsOf('a.xlsx', bomb, reader)).rejects.toThrow('is far larger than its');
  });

  test('a workbook whose parts declare entities is refused', async () => {
    const bomb = zipOf({ '_rels/.rels': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' });
    await expect(rowsOf('a.xlsx', bomb, { format: 'xlsx', header: 1 })).rejects.toThrow('it has a DOCTYPE');
  });
});

describe('SQLite and GeoPackage', () => {
  const table = (name: string) => ({ format: 'sqlite', table: name }) as const;
  const withDatabase = <Result>(
    statements: string,
    work: (file: { path: string; name: string; hash: string; size: number }) => Promise<Result>,
  ) =>
    withFiles({}, async (folder) => {
      const file = path.join(folder, 'a.gpkg');
      await writeFile(file, '');
      const connection = await SqliteConnection.open(file, 'write');
      await connection.execute(statements);
      await connection.close();
      return work({ path: file, name: 'a.gpkg', hash: '', size: 1 });
    });
  const read = async (file: Parameters<typeof readRows>[0], name: string) => {
    const rows: unknown[] = [];
    for await (const row of readRows(file, table(name), () => {})) rows.push(row);
    return rows;
  };

  test('rows of a table, of one without row ids and of a view; nulls are empty, points have coordinates', async () => {
    const point = Buffer.alloc(29);
    point.write('GP');
    point[8] = 1;
    point.writeUInt32LE(1, 9);
    point.writeDoubleLE(-8, 13);
    point.writeDoubleLE(12.65, 21);
    const statements = `CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, geom BLOB);
      INSERT INTO city VALUES (-3, NULL, NULL), (7, 'Bamako', X'${point.toString('hex')}');
      CREATE TABLE pair (a TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO pair VALUES ('x');
      CREATE VIEW named AS SELECT name FROM city WHERE name IS NOT NULL;`;
    await withDatabase(statements, async (file) => {
      expect(await read(file, 'city')).toEqual([
        { value: { id: -3, name: '', geom: '' }, at: 'table city row 1' },
        { value: { id: 7, name: 'Bamako', geom: { x: -8, y: 12.65 } }, at: 'table city row 2' },
      ]);
      expect(await read(file, 'pair')).toEqual([{ value: { a: 'x' }, at: 'table pair row 1' }]);
      expect(await read(file, 'named')).toEqual([{ value: { name: 'Bamako' }, at: 'table named row 1' }]);
      await expect(read(file, 'towns')).rejects.toThrow('a.gpkg has no table "towns"; it has city, named, pair.');
    });
  });

  test('pages of more rows than one statement reads', async () => {
    const many =
      'CREATE TABLE n (id INTEGER); WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < 1234) INSERT INTO n SELECT i FROM c;';
    const rows = await withDatabase(many, (file) => read(file, 'n'));
    expect(rows).toHaveLength(1234);
    expect(rows.at(-1)).toEqual({ value: { id: 1234 }, at: 'table n row 1234' });
  });

  test('what is no database is one clear error', async () => {
    await expect(rowsOf('a.gpkg', 'x'.repeat(2000), table('city'))).rejects.toThrow('a.gpkg cannot be read as SQLite');
  });
});
