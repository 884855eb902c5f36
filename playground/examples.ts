/** A question of schema/examples: the operation, its variables and what it asks in plain words. */
export interface Example {
  /** The first comment line of the operation. */
  readonly question: string;
  readonly query: string;
  /** JSON text; empty where the operation has no variables. */
  readonly variables: string;
}

const operations = import.meta.glob<string>('../schema/examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variables = import.meta.glob<string>('../schema/examples/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** In the order of the files' numbers. */
export const examples: readonly Example[] = Object.keys(operations)
  .sort()
  .map((path) => {
    const query = operations[path] ?? '';
    return {
      question: /^#\s*(.+)$/m.exec(query)?.[1] ?? path,
      query,
      variables: (variables[path.replace(/\.graphql$/, '.variables.json')] ?? '').trim(),
    };
  });
