import { buildSchema, execute, type GraphQLSchema, isAbstractType, isObjectType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { executeOperation } from '../../../src/graphql/execution/execute.js';
import { Pending } from '../../../src/graphql/execution/pending.js';

/** Every way in which a value can come, or fail to. */
const WAYS = ['now', 'promised', 'pending', 'late'] as const;
type Way = (typeof WAYS)[number];

const deliver = (way: Way, make: () => unknown): unknown => {
  if (way === 'now') return make();
  if (way === 'promised') return Promise.resolve().then(make);
  const pending = new Pending();
  const settle = () => {
    try {
      pending.keep(make());
    } catch (error) {
      pending.break(error);
    }
  };
  if (way === 'pending') settle();
  else setImmediate(settle);
  return pending;
};

const fail = (what: string) => () => {
  throw new Error(`no ${what}`);
};

/** A tree of things whose fields come in one way: right, null and broken, where null is allowed and where it is not. */
function schemaOf(way: Way): GraphQLSchema {
  const schema = buildSchema(`
    interface Named { name: String! }
    type Leaf implements Named { name: String! size: Int! colour: Colour missing: String! broken: String! }
    type Tree implements Named {
      name: String! leaves: [Leaf!]! leavesOrNull: [Leaf] firm: Tree! loose: Tree echo(text: String = "none", times: Int! = 1): String!
      badLeaves: [Leaf!]! badLeavesOrNull: [Leaf]! missing: Tree! broken: Tree! brokenOrNull: Tree tooLarge: Int notList: [Int!]
      missingOrNull: Tree any: Named anyBad: Named matrix: [[Int]!] wrongColour: Colour!
    }
    enum Colour { RED GREEN }
    type Query { tree: Tree! loose: Tree trees: [Tree!] named(of: String): Named errorValue: String required(of: Int!): Int }
  `);
  const leaf = (index: number) => ({ __typename: 'Leaf', name: `leaf ${index}`, size: index, colour: 'RED' });
  const tree = (depth: number): object => ({ __typename: 'Tree', name: `tree ${depth}`, depth });
  const depthOf = (source: unknown) => (source as { depth: number }).depth;
  const resolvers: Record<string, Record<string, (source: unknown, args: Record<string, unknown>) => unknown>> = {
    Leaf: {
      missing: () => deliver(way, () => null),
      broken: () => deliver(way, fail('leaf')),
    },
    Tree: {
      leaves: () => deliver(way, () => [0, 1, 2].map(leaf)),
      leavesOrNull: () => deliver(way, () => [leaf(0), null, deliver(way, () => leaf(2))]),
      badLeaves: () => deliver(way, () => [leaf(0), deliver(way, fail('item'))]),
      badLeavesOrNull: () => deliver(way, () => [deliver(way, fail('item')), leaf(1)]),
      firm: (source) => deliver(way, () => tree(depthOf(source) + 1)),
      loose: (source) => deliver(way, () => tree(depthOf(source) + 1)),
      missing: () => deliver(way, () => null),
      missingOrNull: () => deliver(way, () => undefined),
      broken: () => deliver(way, fail('tree')),
      brokenOrNull: () => deliver(way, fail('tree')),
      echo: (_, { text, times }) => deliver(way, () => String(text).repeat(times as number)),
      tooLarge: () => deliver(way, () => 2 ** 40),
      notList: () => deliver(way, () => 7),
      any: () => deliver(way, () => leaf(9)),
      anyBad: () => deliver(way, () => ({ __typename: 'Nothing' })),
      matrix: () => deliver(way, () => [[1, null], deliver(way, () => [3])]),
      wrongColour: () => deliver(way, () => 'BLUE'),
    },
    Query: {
      tree: () => deliver(way, () => tree(0)),
      loose: () => deliver(way, () => tree(0)),
      trees: () => deliver(way, () => [tree(0), tree(1)]),
      named: (_, { of }) => deliver(way, () => (of === 'Leaf' ? leaf(1) : tree(1))),
      errorValue: () => deliver(way, () => new Error('given back')),
      required: (_, { of }) => deliver(way, () => of),
    },
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value) => (value as { __typename: string }).__typename;
    if (isObjectType(type))
      for (const [name, resolve] of Object.entries(resolvers[type.name] ?? {}))
        (type.getFields()[name] as { resolve: unknown }).resolve = resolve;
  }
  return schema;
}

const QUESTIONS: Readonly<Record<string, string>> = {
  'nested objects, lists and aliases':
    '{ tree { n: name leaves { size name } firm { name loose { name } } matrix } trees { name } }',
  'fragments on interfaces':
    '{ named(of: "Leaf") { __typename name ... on Leaf { size } ...T } other: named { ...T } } fragment T on Tree { name firm { ...L } } fragment L on Tree { leaves { name } }',
  'merged selections': '{ tree { firm { name } firm { leaves { name } } } tree { firm { leaves { size } } } }',
  'arguments and their defaults': '{ tree { a: echo b: echo(text: "x", times: 3) c: echo(text: null) } }',
  'an error in a field that may be null': '{ tree { brokenOrNull { name } name } }',
  'an error that takes its object with it':
    '{ loose { name firm { loose { leaves { name } broken { name } } name } } }',
  'an error that takes everything with it': '{ tree { firm { broken { name } } } }',
  'null where a value is due': '{ loose { firm { missing { name } } } }',
  'errors in items': '{ trees { name badLeavesOrNull { name } } }',
  'items that take their list with them': '{ loose { loose { badLeaves { name } } name } }',
  'a null among items, and one that comes late': '{ tree { leavesOrNull { name } missingOrNull { name } } }',
  'errors in leaves': '{ loose { loose { leaves { missing } } } trees { leavesOrNull { name } } }',
  'values of the wrong kind': '{ loose { tooLarge } trees { notList } }',
  'an unknown enum value': '{ loose { loose { wrongColour } } }',
  'an error as a value': '{ errorValue loose { name } }',
  introspection:
    '{ __schema { queryType { name fields { name args { name defaultValue type { name kind } } } } } __type(name: "Leaf") { fields { name } } }',
};

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe.each(WAYS)('values that come %s', (way) => {
  const schema = schemaOf(way);

  test.each(Object.entries(QUESTIONS))('%s: as graphql-js', async (_, source) => {
    const document = parse(source);
    const expected = plain(await execute({ schema, document }));
    expect(plain(await executeOperation({ schema, document }))).toEqual(expected);
    expect(JSON.stringify((await executeOperation({ schema, document })).data)).toBe(JSON.stringify(expected.data));
  });

  test.each([
    [
      'skip and include',
      'query ($yes: Boolean!, $no: Boolean!) { tree { name @skip(if: $yes) leaves @include(if: $yes) { size @include(if: $no) name } } }',
    ],
    ['a variable that is absent', 'query ($t: String) { tree { echo(text: $t) } }'],
    ['a variable of the wrong type', 'query ($yes: Int) { tree { name } }'],
    ['a variable that is due', 'query ($due: Int!) { required(of: $due) }'],
    ['an operation by name', 'query A { trees { name } } query B { tree { name } }'],
  ])('%s: as graphql-js', async (_, source) => {
    const asked = {
      schema,
      document: parse(source),
      variableValues: { yes: true, no: false },
      operationName: source.includes('query B') ? 'B' : null,
    };
    expect(plain(await executeOperation(asked))).toEqual(plain(await execute(asked)));
  });
});

test.each([
  [
    'arguments',
    'query ($n: Int!, $t: String) { tree { a: echo(times: $n, text: $t) b: echo(times: 2) firm { echo(times: $n) } } }',
  ],
  [
    'selections',
    'query ($n: Int!, $yes: Boolean!) { tree { name @skip(if: $yes) ...L echo(times: $n) } } fragment L on Tree { leaves @include(if: $yes) { size } }',
  ],
  ['mistakes', 'query ($n: Int) { trees { name } tree { name echo(times: $n) } }'],
])('one document run again with other variables: other %s, as graphql-js', async (_, source) => {
  const schema = schemaOf('now');
  const document = parse(source);
  for (const variableValues of [
    { n: 1, yes: true, t: 'x' },
    { n: 3, yes: false, t: null },
    { n: null, yes: true },
    { n: 2, yes: true, t: 'y' },
  ]) {
    const asked = { schema, document, variableValues };
    expect(plain(await executeOperation(asked))).toEqual(plain(await execute(asked)));
  }
});

test('one document run with another schema is understood anew', async () => {
  const document = parse('{ tree { name loose { name } } }');
  const other = buildSchema('type Tree { name: Int loose: Tree } type Query { tree: Tree }');
  const rootValue = { tree: { name: 7, loose: () => null } };
  for (const asked of [
    { schema: schemaOf('now'), document },
    { schema: other, document, rootValue },
    { schema: schemaOf('now'), document },
  ])
    expect(plain(await executeOperation(asked))).toEqual(plain(await execute(asked)));
});

test('an abstract type of nowhere is an error in its place', async () => {
  const { data, errors } = await executeOperation({
    schema: schemaOf('now'),
    document: parse('{ loose { name anyBad { name } } }'),
  });
  expect(plain(data)).toEqual({ loose: { name: 'tree 0', anyBad: null } });
  expect(errors?.map(({ path }) => path)).toEqual([['loose', 'anyBad']]);
});

test('several errors that take the same object with them are told once', async () => {
  const { data, errors } = await executeOperation({
    schema: schemaOf('late'),
    document: parse('{ loose { a: broken { name } b: broken { name } c: missing { name } } }'),
  });
  expect(plain(data)).toEqual({ loose: null });
  expect(errors?.map(({ path }) => path)).toEqual([['loose', 'a']]);
});
