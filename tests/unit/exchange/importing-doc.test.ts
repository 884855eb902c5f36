import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writerOf } from '../../../src/domain/document/writers.js';
import { RecordType } from '../../../src/domain/record/record.enums.js';
import { draftFields } from '../../../src/domain/write/draft.js';
import { imported } from '../../support/imported.js';
import { type CodeBlock, codeBlocksOf } from '../../support/markdown.js';

const PAGE = 'docs/importing.md';
const INPUTS = ['csv', 'jsonl', 'json', 'xml'];

interface Example {
  readonly place: string;
  readonly input: CodeBlock;
  readonly mapping: string;
  readonly output: readonly unknown[];
}

const SOURCE = 'source: { slug: examples, kind: DATASET, names: Examples }\n';
const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** The whole mapping of which a page shows a part: a query, or the properties of one entity. */
function wholeMapping({ info, text }: CodeBlock, format: string): string {
  if (/^queries:/m.test(text)) return text;
  const [, schema] = /^yaml properties of (\w+)$/.exec(info) ?? [];
  if (!schema) return `${SOURCE}queries:\n  -\n${indented(text, 4)}`;
  const entity = `schema: ${schema}\nkeys: [id]\nproperties:\n${indented(text, 2)}`;
  return `${SOURCE}queries:\n  - reader: { format: ${format} }\n    entities:\n      record:\n${indented(entity, 8)}`;
}

const blocks = codeBlocksOf(PAGE);
const mappings = blocks.filter(({ info }) => info.startsWith('yaml'));
const examples = blocks.flatMap((block, index): Example[] => {
  const [input, output] = [blocks[index - 1], blocks[index + 1]];
  if (!block.info.startsWith('yaml') || !input || !INPUTS.includes(input.info) || output?.info !== 'json') return [];
  const lines = output.text.trim().split('\n');
  return [
    {
      place: block.place,
      input,
      mapping: wholeMapping(block, input.info),
      output: lines.map((line) => JSON.parse(line) as unknown),
    },
  ];
});

/** As the page shows references: what is done where they mean nothing is said elsewhere. */
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'onMissing' ? undefined : each)));

describe(PAGE, () => {
  test.each(examples.map((example) => [example.place, example] as const))(
    '%s gives what is shown',
    async (_place, { input, mapping, output }) => {
      const { fragments, refused } = await imported(mapping, { [`example.${input.info}`]: input.text });
      expect(refused).toEqual([]);
      expect(fragments.map(({ fields }) => shown(fields))).toEqual(output);
    },
  );

  test('has an example for every mapping but those that show no input', () => {
    expect(mappings.length - examples.length).toBe(2);
    expect(examples.length).toBeGreaterThan(20);
  });

  test('a joined row is found by its key', async () => {
    const [mapping] = mappings.filter(({ text }) => text.includes('slug: joined'));
    const { fragments } = await imported(mapping?.text ?? '', {
      'people.csv': 'id,name,party_code\n1,Ana,G\n2,Bo,\n',
      'parties.csv': 'code,title\nG,Greens\n',
    });
    expect(fragments.map(({ fields }) => fields['names'])).toEqual([[{ text: 'Ana (Greens)' }], [{ text: 'Bo' }]]);
  });

  test('aliases are those of the mapping', async () => {
    const [mapping] = mappings.filter(({ text }) => text.includes('slug: with-aliases'));
    expect((parse(mapping?.text ?? '') as { aliases: unknown }).aliases).toEqual({
      COUNTRY: { 'Upper Volta': 'BF', Yugoslavia: null },
    });
    await expect(imported(mapping?.text ?? '', { 'a.csv': 'id,name,country\n' })).resolves.toMatchObject({
      refused: [],
    });
  });

  test('names every property of every type, and every value of those that are one of a list', () => {
    const text = readFileSync(PAGE, 'utf8');
    const table = text.slice(text.indexOf('## Properties of each type'), text.indexOf('## From FollowTheMoney'));
    const names = new Set<string>();
    const add = (draft: object) => {
      for (const [name, field] of draftFields(draft)) {
        if (name === 'slug' || name === 'evidence') continue;
        names.add(name);
        const part = field.part?.();
        if (part && !/Text|Evidence/.test(part.name)) add(part.prototype as object);
        const type = field.type();
        if (!field.part && typeof type === 'object' && !('parseValue' in type))
          for (const value of Object.values(type)) names.add(String(value));
      }
    };
    for (const type of Object.values(RecordType)) add(writerOf(type).draft.prototype as object);
    expect([...names].filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
    expect(names.size).toBeGreaterThan(120);
  });
});
