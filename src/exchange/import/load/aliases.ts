import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { RecordType } from '../../../domain/record/record.enums.js';
import { InputError } from '../../../errors.js';
import type { Alias } from '../fragment.js';

const FORMS =
  'a table of names in YAML (`Ivory Coast: CI`, or such lines below a type such as COUNTRY; null for what means nothing), or a CSV file with the columns text, ref and, where wanted, type';

/** A table of what names in the files mean, in the form that its name ends with. @throws InputError */
export async function readAliases(file: string): Promise<Alias[]> {
  const name = path.basename(file);
  const bytes = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`The aliases ${name} cannot be read (${cause.code}).`);
  });
  try {
    return /\.csv$/i.test(name) ? ofCsv(bytes) : ofYaml(bytes);
  } catch (error) {
    throw new InputError(`${name} is not ${FORMS}: ${(error as Error).message.split('\n')[0]}`);
  }
}

const typeOf = (text: string): RecordType => {
  if (!Object.hasOwn(RecordType, text)) throw new Error(`there is no type ${text}`);
  return text as RecordType;
};

function aliasOf(types: readonly RecordType[] | null, text: string, ref: unknown): Alias {
  if (ref !== null && (typeof ref !== 'string' || ref.trim() === ''))
    throw new Error(`"${text}" needs a slug, a code or a name in quotes, or null`);
  return { types, text, ref: ref === null ? null : ref.trim() };
}

function ofYaml(text: string): Alias[] {
  const table = parseYaml(text, { maxAliasCount: 0 }) as unknown;
  if (typeof table !== 'object' || table === null || Array.isArray(table)) throw new Error('it holds no names');
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, ref]) => aliasOf([typeOf(key)], name, ref))
      : [aliasOf(null, key, value)],
  );
}

function ofCsv(text: string): Alias[] {
  const rows = parseCsv(text, { columns: true, bom: true, trim: true, skip_empty_lines: true }) as Record<
    string,
    string
  >[];
  return rows.map(({ text: name, ref, type }) => {
    if (!name || ref === undefined) throw new Error('a line needs text and ref');
    return aliasOf(type ? [typeOf(type)] : null, name, ref === '' ? null : ref);
  });
}
