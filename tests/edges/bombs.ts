/** Documents that would cost more than they say, with the code of the one limit that each goes over. */
export interface Bomb {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly code: string;
}

const times = (count: number, part: string | ((index: number) => string), between = ' ') =>
  Array.from({ length: count }, (_, index) => (typeof part === 'string' ? part : part(index))).join(between);

const nest = (count: number, open: string, inner: string, close = '}') =>
  `${times(count, open)} ${inner} ${times(count, close, '')}`;

const ROUND = 'nodes { meetings { nodes { agreements {';

const tower = (levels: number): string =>
  levels === 0 ? 'slug' : times(3, (index) => `a${levels}${index}: children { ${tower(levels - 1)} }`);

export const BOMBS: Readonly<Record<string, Bomb>> = {
  'depth 50': {
    query: `{ agreements { ${nest(12, ROUND, 'nodes { slug }', '} } } }')} } }`,
    code: 'TOO_DEEP',
  },
  'depth 50 through inline fragments': {
    query: `{ commodity(ref: "gold") { ${nest(48, 'children { ... {', 'slug', '} }')} } }`,
    code: 'TOO_DEEP',
  },
  'depth 50 through named fragments': {
    query: `{ commodity(ref: "gold") { ...f0 } } ${times(
      48,
      (index) => `fragment f${index} on Commodity { children { ${index === 47 ? 'slug' : `...f${index + 1}`} } }`,
    )}`,
    code: 'TOO_DEEP',
  },
  'a tower of aliases': { query: `{ commodity(ref: "gold") { ${tower(4)} } }`, code: 'TOO_MANY_ALIASES' },
  'aliases that double with every fragment': {
    query: `{ commodity(ref: "gold") { ...f0 } } ${times(
      14,
      (index) =>
        `fragment f${index} on Commodity { ${index === 13 ? 'slug' : `a: children { ...f${index + 1} } b: children { ...f${index + 1} }`} }`,
    )}`,
    code: 'TOO_MANY_ALIASES',
  },
  '300 aliases of nothing': {
    query: `{ ${times(300, (index) => `a${index}: __typename`)} }`,
    code: 'TOO_MANY_ALIASES',
  },
  '1,000 aliases': { query: `{ ${times(1000, (index) => `a${index}: __typename`)} }`, code: 'TOO_MANY_TOKENS' },
  '100 directives': { query: `{ ${times(100, '__typename @include(if: true)')} }`, code: 'TOO_MANY_DIRECTIVES' },
  '2,000 directives': { query: `{ __typename ${times(2000, '@include(if: true)')} }`, code: 'TOO_MANY_TOKENS' },
  '100 root fields': { query: `{ ${times(100, '__typename')} }`, code: 'TOO_MANY_ROOT_FIELDS' },
  '100 fragments': { query: `{ ${times(100, '... { __typename }')} }`, code: 'TOO_MANY_ROOT_FIELDS' },
  'fragments inside each other': {
    query: `{ ${nest(100, '... {', '__typename')} }`,
    code: 'TOO_MANY_FRAGMENTS',
  },
  'fields that double with every fragment': {
    query: `{ commodity(ref: "gold") { ...f0 } } ${times(
      12,
      (index) => `fragment f${index} on Commodity { slug ${index === 11 ? '' : `...f${index + 1} ...f${index + 1}`} }`,
    )}`,
    code: 'TOO_MANY_FIELDS',
  },
  'pages inside each other': {
    query: `{ agreements(first: 100) { nodes { meetings(first: 100) { nodes { agreements(first: 100) { nodes { slug } } } } } } }`,
    code: 'TOO_COSTLY',
  },
  'pages inside each other by variables': {
    query: `query ($n: Int) { agreements(first: $n) { nodes { meetings(last: $n) { nodes { agreements(first: $n) { edges { node { slug } } } } } } } }`,
    variables: { n: 100 },
    code: 'TOO_COSTLY',
  },
  'pages inside each other by the default of a variable': {
    query: `query ($n: Int = 100) { agreements(first: $n) { nodes { meetings(first: $n) { nodes { agreements(first: $n) { nodes { slug } } } } } } }`,
    code: 'TOO_COSTLY',
  },
  'pages inside each other by fragments': {
    query: `{ agreements(first: 100) { ...a } } fragment a on AgreementConnection { nodes { meetings(first: 100) { ...m } } }
      fragment m on MeetingConnection { ... { nodes { agreements(first: 100) { nodes { slug } } } } }`,
    code: 'TOO_COSTLY',
  },
  'five pages of the usual size inside each other': {
    query: `query ($n: Int) { agreements(first: $n) { nodes { meetings(first: null) { nodes { agreements { nodes { meetings { nodes { agreements { nodes { slug } } } } } } } } } } }`,
    variables: { n: null },
    code: 'TOO_COSTLY',
  },
  'the whole schema over and over': {
    query: `{ a: __schema { ...s } ${times(19, (index) => `b${index}: __type(name: "Person") { ...t }`)} }
      fragment s on __Schema { types { ...t } } fragment t on __Type { name description ${times(28, (index) => `f${index}: description`)} }`,
    code: 'TOO_MANY_ALIASES',
  },
  '5,000 operations': { query: times(5000, (index) => `query q${index} { __typename }`), code: 'TOO_MANY_TOKENS' },
  'brackets without end': { query: `{ a(b: ${'['.repeat(100_000)}`, code: 'TOO_MANY_TOKENS' },
  'braces without end': { query: '{a'.repeat(50_000), code: 'TOO_MANY_TOKENS' },
};

export const REPEATED_INTROSPECTION = `{ ${times(20, (index) => `a${index}: __schema { types { name fields { name } } }`)} }`;
