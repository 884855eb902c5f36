import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One hostile request. Returns the status that it got, null where the connection was cut. */
export type Attack = (origin: string, token: string) => Promise<number | null>;

const send = async (origin: string, body: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
};
const document = (query: string, variables: object = {}): Attack => {
  const body = JSON.stringify({ query, variables });
  return (origin) => send(origin, body);
};
const nested = (depth: number) =>
  `{ meetings { nodes ${'{ agreements { nodes { meetings { nodes '.repeat(depth)}{ slug }${' } } } }'.repeat(depth)} } }`;

/** Bytes on a connection of their own, cut by us after a while. */
const raw =
  (bytes: string, milliseconds: number): Attack =>
  async (origin) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let status: number | null = null;
    socket.setEncoding('latin1').on('error', () => undefined);
    socket.on('data', (text: string) => {
      status ??= Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
    });
    socket.write(bytes);
    await sleep(milliseconds);
    socket.destroy();
    return status;
  };

export const ATTACKS: Readonly<Record<string, Attack>> = {
  'nested forty deep': document(nested(10)),
  'a thousand aliases': document(`{ ${Array.from({ length: 1000 }, (_, n) => `a${n}: __typename`).join(' ')} }`),
  'brackets that overflow a parser': document('['.repeat(20_000)),
  'no JSON': (origin) => send(origin, '{"query": "{ __typename'),
  'a form': (origin) => send(origin, 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
  'a body that is too large': (origin) => send(origin, JSON.stringify({ query: `{ a${' '.repeat(400_000)} }` })),
  'a batch': (origin) => send(origin, JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }])),
  'syntax of the word index': document('query ($t: String!) { search(text: $t) { nodes { score } } }', {
    t: `${'a* OR '.repeat(30)}"`,
  }),
  'syntax of SQL': document('query ($r: Ref!) { agreement(ref: $r) { slug } }', {
    r: `' OR 1=1; DROP TABLE claim; --`,
  }),
  'a broken cursor': document('{ agreements(after: "////") { nodes { slug } } }'),
  'every page at its largest': document(
    '{ agreements(first: 100) { nodes { parties { actor { ... on Organization { agreements(first: 100) { nodes { slug } } } } } } } }',
  ),
  'a token that is none': (origin) =>
    send(origin, JSON.stringify({ query: '{ __typename }' }), { authorization: `Bearer accord_1_${'A'.repeat(43)}` }),
  'writing without a token': document('mutation { createPerson(input: { names: [{ text: "X" }] }) { claims { id } } }'),
  'a header that never ends': raw('POST /graphql HTTP/1.1\r\nHost: x\r\nX-', 300),
  'a body that never comes': raw(
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    300,
  ),
  'bytes that are no HTTP': raw('\0\x01\x02\r\n\r\n', 100),
  'an answer that nobody waits for': raw(
    'GET /graphql?query={agreements(first:100){nodes{slug%20claims{nodes{value}}}}} HTTP/1.1\r\nHost: x\r\n\r\n',
    1,
  ),
};
