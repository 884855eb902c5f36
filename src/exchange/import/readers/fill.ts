import { InputError } from '../../../errors.js';
import { clean } from '../values/clean.js';
import { isUnreadable, type ReadRow } from './row.js';

/**
 * Rows in whose empty cells of these columns stands what the cell above says, as where cells are merged. After a row that
 * cannot be read it is not known what stands above.
 * @throws InputError where the file has no such column
 */
export async function* filledDown(
  rows: AsyncIterable<ReadRow>,
  columns: readonly string[],
  file: { readonly name: string },
): AsyncGenerator<ReadRow> {
  const above = new Map<string, string>();
  for await (const row of rows) {
    if (isUnreadable(row)) above.clear();
    else {
      const cells = row.value as Record<string, string>;
      for (const column of columns) {
        const cell = cells[column];
        if (cell === undefined) throw new InputError(`${file.name} has no column "${column}" to fill.`);
        if (clean(cell) !== '') above.set(column, cell);
        else cells[column] = above.get(column) ?? cell;
      }
    }
    yield row;
  }
}
