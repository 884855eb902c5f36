import { type Engine, type Entities, engineFor } from './engine.js';

export interface Drift {
  /** Statements that would bring the database to what the entities say; none when they agree. */
  readonly up: readonly string[];
  /** Statements that would take those back. */
  readonly down: readonly string[];
}

/** What differs between the entities and a migrated database. Changes nothing. */
export async function driftOf(url: string, entities: Entities): Promise<Drift> {
  const engine: Engine = await engineFor(url);
  const source = await engine.connect(entities);
  try {
    const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
    return { up: upQueries.map(({ query }) => query), down: downQueries.map(({ query }) => query) };
  } finally {
    await source.destroy();
  }
}
