import { InputError } from '../../errors.js';
import { SqliteConnection } from './connection.js';

const PAGE = 500;

export type ForeignRow = Readonly<Record<string, unknown>>;

const name = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;

/**
 * The rows of a table or view of any SQLite file, in the order of their row ids. The file is opened for reading only.
 * @throws InputError where it is no such file or has no such table.
 */
export async function* foreignRows(
  file: { readonly path: string; readonly name: string },
  table: string,
): AsyncGenerator<{ readonly number: number; readonly row: ForeignRow }> {
  const refuse = (error: unknown): never => {
    throw new InputError(`${file.name} cannot be read as SQLite: ${(error as Error).message}.`);
  };
  const connection = await SqliteConnection.open(file.path, 'read').catch(refuse);
  try {
    const tables = await connection
      .all<{ name: string; type: string }>(
        "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .catch(refuse);
    if (!tables.some((each) => each.name === table))
      throw new InputError(
        `${file.name} has no table "${table}"; it has ${tables.map((each) => each.name).join(', ') || 'none'}.`,
      );
    const hasRowIds = await connection.all(`SELECT rowid FROM ${name(table)} LIMIT 1`).then(
      ([first]) => (first as { rowid?: unknown } | undefined)?.rowid != null,
      () => false,
    );
    const text = hasRowIds
      ? `SELECT rowid AS "accord rowid", * FROM ${name(table)} WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`
      : `SELECT * FROM ${name(table)} LIMIT ${PAGE} OFFSET ?`;
    let number = 0;
    let last: number | null = hasRowIds ? Number.MIN_SAFE_INTEGER : 0;
    while (last !== null) {
      const page: Record<string, unknown>[] = await connection.all<Record<string, unknown>>(text, [last]).catch(refuse);
      for (const { 'accord rowid': id, ...row } of page) {
        number += 1;
        yield { number, row };
        last = hasRowIds ? (id as number) : number;
      }
      if (page.length < PAGE) last = null;
    }
  } finally {
    await connection.close();
  }
}
