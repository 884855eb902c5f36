import { SaxesParser } from 'saxes';
import { InputError } from '../../../errors.js';
import type { Zip } from './zip.js';

interface Handlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Goes through one XML part of a workbook and gives the items that its handlers have put into the list. */
export async function* partEvents<Item>(
  zip: Zip,
  part: string,
  handlers: Handlers,
  items: Item[],
): AsyncGenerator<Item> {
  const parser = new SaxesParser();
  const refuse = (why: string): never => {
    throw new InputError(`${part} of the workbook is not what Excel writes: ${why}.`);
  };
  parser.on('doctype', () => refuse('it has a DOCTYPE'));
  parser.on('error', (error) => refuse(error.message));
  parser.on('opentag', ({ name, attributes }) =>
    handlers.open?.(local(name), attributes as Readonly<Record<string, string>>),
  );
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => handlers.close?.(local(name)));
  const utf8 = new TextDecoder('utf-8');
  const stream = await zip.read(part);
  try {
    for await (const chunk of stream) {
      parser.write(utf8.decode(chunk as Buffer, { stream: true }));
      if (items.length > 0) yield* items.splice(0);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${part} of the workbook cannot be unpacked: ${(error as Error).message}.`);
  }
  parser.close();
  yield* items.splice(0);
}

async function through(zip: Zip, part: string, handlers: Handlers): Promise<void> {
  for await (const _ of partEvents(zip, part, handlers, []));
}

/** Formats of numbers that Excel has without declaring them and that are dates. */
const isBuiltInDate = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** A format that shows a year, month or day, outside of quotes, colours and conditions. */
const isDateCode = (code: string) =>
  /[ymd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general/gi, ''));

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly since1904: boolean;
  readonly strings: readonly string[];
  /** By the number of a cell's style: whether its number is a date. */
  readonly dates: readonly boolean[];
}

/** What the cells of all sheets refer to. */
export async function readWorkbook(zip: Zip, main: string): Promise<Workbook> {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const partsById = new Map<string, string>();
  await through(zip, `${folder}_rels/${main.slice(folder.length)}.rels`, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') partsById.set(Id, Target.startsWith('/') ? Target.slice(1) : folder + Target);
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let since1904 = false;
  await through(zip, main, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') since1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key) && key !== 'sheetId') ?? [];
      sheets.push({ name: attributes['name'] ?? '', part: partsById.get(id) ?? '' });
    },
  });
  const part = (file: string) => [...partsById.values()].find((each) => each.endsWith(file)) ?? folder + file;
  return {
    sheets,
    since1904,
    strings: await readStrings(zip, part('sharedStrings.xml')),
    dates: await readDates(zip, part('styles.xml')),
  };
}

async function readStrings(zip: Zip, part: string): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has(part)) return strings;
  let text: string | null = null;
  let isText = false;
  let isPhonetic = false;
  await through(zip, part, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') isText = !isPhonetic;
      else if (name === 'rPh') isPhonetic = true;
    },
    text: (piece) => {
      if (isText && text !== null) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') strings.push(text ?? '');
    },
  });
  return strings;
}

async function readDates(zip: Zip, part: string): Promise<boolean[]> {
  const codes = new Map<number, boolean>();
  const dates: boolean[] = [];
  if (!zip.has(part)) return dates;
  let isInCells = false;
  await through(zip, part, {
    open: (name, { numFmtId, formatCode = '' }) => {
      if (name === 'cellXfs') isInCells = true;
      if (name === 'numFmt') codes.set(Number(numFmtId), isDateCode(formatCode));
      const id = Number(numFmtId ?? 0);
      if (name === 'xf' && isInCells) dates.push(codes.get(id) ?? isBuiltInDate(id));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return dates;
}
