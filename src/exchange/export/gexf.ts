import type { Plain, RecordLine } from '../records/format.js';
import { daySpan, type Span } from './exact-dates.js';
import { labelIn, listOf, splitRef, textIn } from './texts.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 has no way to write
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as the value of an attribute: what XML cannot hold becomes U+FFFD, and line breaks stay what they are. */
export const xmlText = (text: string): string =>
  text
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const attributes = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(value as string)}"`)
    .join('');

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta><creator>Accord</creator></meta>
  <graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">
    <attributes class="node">
      <attribute id="type" title="type" type="string"/>
      <attribute id="kind" title="kind" type="string"/>
      <attribute id="country" title="country" type="string"/>
    </attributes>
    <attributes class="edge">
      <attribute id="link" title="link" type="string"/>
      <attribute id="record" title="record" type="string"/>
      <attribute id="status" title="status" type="string"/>
      <attribute id="role" title="role" type="string"/>
    </attributes>
`;

const values = (given: Readonly<Record<string, unknown>>): string =>
  Object.entries(given)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => `<attvalue${attributes({ for: name, value: value as string })}/>`)
    .join('');

function node(line: RecordLine, lang: string): string {
  const id = `${line.type.toLowerCase()}/${line.slug}`;
  const { type } = line;
  return `      <node${attributes({ id, label: labelIn(line, lang) })}><attvalues>${values({ type, kind: line['kind'], country: line['country'] })}</attvalues></node>\n`;
}

interface Edge extends Span {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: string;
  readonly directed?: boolean;
  readonly more: Readonly<Record<string, unknown>>;
}

const edge = ({ id, source, target, label, directed = false, start, end, more }: Edge): string =>
  `      <edge${attributes({ id, source, target, label, type: directed ? 'directed' : undefined, start, end })}><attvalues>${values(more)}</attvalues></edge>\n`;

/** Everybody with everybody else, once. */
function* pairs(all: readonly string[]): Generator<readonly [string, string]> {
  const different = [...new Set(all)];
  for (const [at, one] of different.entries()) for (const other of different.slice(at + 1)) yield [one, other];
}

const actorsOf = (parts: readonly Plain[]): string[] => parts.map(({ actor }) => actor as string);

function* tenures(line: RecordLine, lang: string): Generator<Edge> {
  for (const [at, part] of listOf(line['tenures']).entries()) {
    if (part['organization'] === undefined) continue;
    const { start } = daySpan(part['since']);
    const { end } = daySpan(part['until']);
    yield {
      id: `tenure/${line.slug}/${at}`,
      source: `person/${line.slug}`,
      target: `organization/${part['organization']}`,
      label: textIn(part['title'], lang) ?? '',
      directed: true,
      ...(start && { start }),
      ...(end && { end }),
      more: { link: 'TENURE', role: textIn(part['title'], lang) },
    };
  }
}

function* agreement(line: RecordLine, lang: string): Generator<Edge> {
  const parties = listOf(line['parties']);
  const date = line['signedOn'] ?? line['announcedOn'] ?? line['inForceFrom'];
  for (const [source, target] of pairs(actorsOf(parties))) {
    const roles = [source, target].map((each) => parties.find(({ actor }) => actor === each)?.['role']);
    yield {
      id: `agreement/${line.slug}/${source}/${target}`,
      source,
      target,
      label: labelIn(line, lang),
      ...daySpan(date),
      more: { link: 'AGREEMENT', record: line.slug, status: line['status'], role: roles.join(' – ') },
    };
  }
}

/** People who are reported in the same held meeting, as encounters are counted. */
function* meeting(line: RecordLine, lang: string): Generator<Edge> {
  if (line['status'] !== 'HELD') return;
  const seats = [
    ...listOf(line['participations']),
    ...listOf(line['delegations']).flatMap(({ members }) => listOf(members)),
  ];
  const people = actorsOf(seats.filter(({ status }) => status === 'REPORTED')).filter(
    (ref) => splitRef(ref)?.[0] === 'PERSON',
  );
  for (const [source, target] of pairs(people))
    yield {
      id: `meeting/${line.slug}/${source}/${target}`,
      source,
      target,
      label: labelIn(line, lang),
      ...daySpan(line['date']),
      more: { link: 'MEETING', record: line.slug, status: line['status'] },
    };
}

const EDGES: Readonly<Record<string, (line: RecordLine, lang: string) => Generator<Edge>>> = {
  PERSON: tenures,
  AGREEMENT: agreement,
  MEETING: meeting,
};

const NODES = ['ORGANIZATION', 'PERSON'];

/** The network of people and organizations in GEXF 1.3. `lines` is gone through twice: for the nodes, and for the edges. */
export async function* gexf(lines: () => AsyncIterable<readonly RecordLine[]>, lang: string): AsyncGenerator<string> {
  yield `${HEAD}    <nodes>\n`;
  for await (const page of lines())
    yield page
      .filter(({ type }) => NODES.includes(type))
      .map((line) => node(line, lang))
      .join('');
  yield '    </nodes>\n    <edges>\n';
  for await (const page of lines())
    for (const line of page) for (const each of EDGES[line.type]?.(line, lang) ?? []) yield edge(each);
  yield '    </edges>\n  </graph>\n</gexf>\n';
}
