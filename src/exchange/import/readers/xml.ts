import { SaxesParser } from 'saxes';
import { InputError } from '../../../errors.js';
import { TEXT } from '../values/path.js';
import { type Count, LARGEST_ROW, type ReadRow } from './row.js';
import { headOf, textPieces } from './text.js';

type Element = Record<string, unknown>;

/** An open element inside a record: what it will be as a value. */
interface Open {
  readonly name: string;
  readonly value: Element;
  /** Its text, with that of the elements in it. */
  text: string;
  /** Whether some of it is its own. */
  hasText: boolean;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** `/visits/visit` matches from the root, `visit` and `//visit` at any depth; `*` is any element. */
function matcher(path: string): (names: readonly string[]) => boolean {
  const steps = path
    .split('/')
    .filter((step) => step !== '')
    .map(local);
  const isRooted = path.startsWith('/') && !path.startsWith('//');
  return (names) =>
    (isRooted ? names.length === steps.length : names.length >= steps.length) &&
    steps.every((step, index) => step === '*' || step === names[names.length - steps.length + index]);
}

/**
 * What an element is to a mapping: its text where it has nothing else, else its children by name and attributes by `@name`. A
 * title with a word in bold has that word in its text.
 */
function finished({ value, text, hasText }: Open): unknown {
  if (Object.keys(value).length === 0) return text;
  return hasText ? { ...value, [TEXT]: text } : value;
}

function add(parent: Element, name: string, value: unknown): void {
  if (!Object.hasOwn(parent, name)) parent[name] = value;
  else if (Array.isArray(parent[name])) (parent[name] as unknown[]).push(value);
  else parent[name] = [parent[name], value];
}

/**
 * The elements of an XML file that lie on a path, one at a time. Nothing outside the file is ever fetched; a document
 * that declares entities is refused, because a few lines of them can stand for gigabytes.
 */
export async function* xmlRows(
  file: { readonly path: string; readonly name: string },
  { records, encoding }: { readonly records: string; readonly encoding?: string | undefined },
  count: Count,
): AsyncGenerator<ReadRow> {
  const [, declared] =
    /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
      (await headOf(file.path, file.name)).toString('latin1'),
    ) ?? [];
  const isRecord = matcher(records);
  const rows: ReadRow[] = [];
  const names: string[] = [];
  const open: Open[] = [];
  const numbers = new Map<string, number>();
  let problem: string | undefined;
  let started = 0;
  let isBroken = false;
  const parser = new SaxesParser({ fileName: file.name });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype))
      throw new InputError(`${file.name} declares entities of its own, which are not read: write them out.`);
  });
  parser.on('error', (error) => {
    problem ??= error.message.replace(`${file.name}:`, '');
    if (open.length === 0 || /unclosed tag|unexpected close tag/.test(error.message)) isBroken = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    names.push(local(name));
    if (open.length === 0 && !isRecord(names)) return;
    if (open.length === 0) {
      problem = undefined;
      started = parser.position;
    }
    const value: Element = {};
    for (const [key, text] of Object.entries(attributes))
      if (key !== 'xmlns' && !key.startsWith('xmlns:')) value[`@${local(key)}`] = text as string;
    open.push({ name: local(name), value, text: '', hasText: false });
  });
  const text = (piece: string) => {
    const last = open.at(-1);
    if (last) {
      last.text += piece;
      last.hasText ||= piece.trim() !== '';
    }
    if (open.length > 0 && parser.position - started > LARGEST_ROW)
      throw new InputError(`${file.name}: one ${open[0]?.name} has more than 64 MiB.`);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    const path = `/${names.join('/')}`;
    names.pop();
    const closed = open.pop();
    if (!closed) return;
    const parent = open.at(-1);
    const value = finished(closed);
    if (parent) {
      parent.text += closed.text;
      return add(parent.value, closed.name, value);
    }
    const number = (numbers.get(path) ?? 0) + 1;
    numbers.set(path, number);
    const at = `${path}[${number}]`;
    rows.push(problem === undefined ? { value, at } : { raw: value, at, problem: `is not XML: ${problem}` });
    problem = undefined;
  });
  for await (const piece of textPieces(file, encoding ?? declared, count)) {
    parser.write(piece);
    yield* rows.splice(0);
    if (isBroken) break;
  }
  if (!isBroken) parser.close();
  yield* rows.splice(0);
  if (problem !== undefined) yield { raw: null, at: 'the rest of the file', problem: `is not XML: ${problem}` };
}
