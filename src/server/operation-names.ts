/** Each costs some twenty series. */
const MOST = 200;

const LONGEST = 100;

/**
 * The names of operations as labels: clients choose the names, but must not fill the memory of those who count them. What
 * comes first keeps its name. The parentheses cannot stand in a name of GraphQL.
 */
export class OperationNames {
  readonly #known = new Set<string>();

  labelOf(name: string | null): string {
    if (name === null) return '(anonymous)';
    if (this.#known.has(name)) return name;
    if (this.#known.size >= MOST || name.length > LONGEST) return '(other)';
    this.#known.add(name);
    return name;
  }
}
