// Who may import whom. `npm run check:imports` runs these rules over src; docs/architecture.md draws them.
// TypeScript 7 has no compiler API, so swc reads the sources: without `parser: 'swc'` nothing is read at all.

/** Highest first. A unit may import what stands below it, never what stands above it or beside it. */
const LAYERS = [
  ['main\\.ts$'],
  ['cli/'],
  ['server/', 'exchange/'],
  ['schema\\.ts$'],
  ['domain/'],
  ['graphql/', 'database/'],
  ['auth/'],
  ['config\\.ts$', 'logger\\.ts$'],
  ['errors\\.ts$'],
];

/** The domain's types: what they share (dates, quantities, names, references …) lies beside them and is free for all. */
const TYPES = '(agreement|claim|commodity|country|delegation|meeting|organization|person|place|source)';

/** What a file of the domain does, by its name; each may import those before it. */
const ROLES = ['enums', 'entity', 'loaders', 'draft', 'input', 'writer', 'service', 'resolver'];

const src = (units) => `^src/(${units.join('|')})`;
const packages = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

const downward = LAYERS.flatMap((layer, level) =>
  layer.map((unit) => ({
    name: `downward-only/${unit.replace(/\\|\/|\$/g, '')}`,
    comment: 'Imports point only downward; what stands on one level does not import each other.',
    severity: 'error',
    from: { path: src([unit]) },
    to: { path: src([...LAYERS.slice(0, level).flat(), ...layer.filter((other) => other !== unit)]) },
  })),
);

export default {
  forbidden: [
    ...downward.filter((rule) => !rule.to.path.includes('()')),
    {
      name: 'known-layer',
      comment: 'A file of src belongs to a layer; a new one gets its place in LAYERS first.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: src(LAYERS.flat()) },
    },
    {
      name: 'types-meet-at-the-door',
      comment:
        "Another type's folder is entered by a file with a role that is meant for others (all but the resolver).",
      severity: 'error',
      from: { path: '^src/domain/([^/]+)/' },
      to: {
        path: `^src/domain/${TYPES}/`,
        pathNot: ['^src/domain/$1/', '\\.(entity|enums|input|draft|loaders|service|writer)\\.ts$'],
      },
    },
    ...ROLES.slice(0, -1).map((role, rank) => ({
      name: `roles-point-downward/${role}`,
      comment: 'A resolver calls services; services use writers, inputs, drafts and loaders; all know entities.',
      severity: 'error',
      from: { path: `^src/domain/.*\\.${role}\\.ts$` },
      to: { path: `^src/domain/${TYPES}/.*\\.(${ROLES.slice(rank + 1).join('|')})\\.ts$` },
    })),
    {
      name: 'resolvers-are-only-listed',
      comment: 'Nothing calls a resolver; a list at the top of domain/ names them for the schema.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/domain/[^/]+\\.ts$' },
      to: { path: '\\.resolver\\.ts$' },
    },
    {
      name: 'resolvers-know-no-orm',
      comment: 'A resolver is decorators and one call; rows come from loaders and services.',
      severity: 'error',
      from: { path: '\\.resolver\\.ts$' },
      to: { path: packages(['typeorm']) },
    },
    {
      name: 'services-know-no-graphql-decorators',
      comment: 'A service takes inputs and gives records; its inputs carry the decorators.',
      severity: 'error',
      from: { path: '\\.service\\.ts$' },
      to: { path: packages(['type-graphql']) },
    },
    {
      name: 'only-server-knows-the-web',
      comment: 'The web framework, Apollo and the socket can be exchanged in one folder.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/' },
      to: {
        path: packages([
          'fastify',
          '@fastify/[^/]+',
          '@apollo/server',
          '@as-integrations/[^/]+',
          'ws',
          'graphql-ws',
          'prom-client',
        ]),
      },
    },
    {
      name: 'only-database-knows-the-drivers',
      comment: 'Which database answers is known in one folder.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/database/' },
      to: { path: packages(['sqlite3', 'pg', 'better-sqlite3']) },
    },
    {
      name: 'only-cli-knows-the-command-line',
      comment: 'A command reads its flags and calls one function.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: packages(['commander']) },
    },
    {
      name: 'src-stands-alone',
      comment: 'What is shipped imports no tests, seeds, benchmarks, page, scripts or built output.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?!src/)(?!.*node_modules/)[^/]', dependencyTypes: ['local'] },
    },
    {
      name: 'src-uses-what-is-installed-with-it',
      comment: 'A package that src imports is among the dependencies of package.json, not of the development.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is a mistake, or a sign that this checker has gone blind.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
      mainFields: ['main', 'types', 'typings'],
      extensions: ['.ts', '.d.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
