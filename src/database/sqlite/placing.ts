import { type FileHandle, link, open, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Beside a database file: its log and the index of that, and the journal of another mode. */
export const companionsOf = (file: string): string[] => ['-wal', '-shm', '-journal'].map((end) => file + end);

/** Removes a file that SQLite has worked on, with what lies beside it. */
export async function removeDatabase(file: string): Promise<void> {
  for (const each of [file, ...companionsOf(file)]) await rm(each, { force: true });
}

/** On disk, whatever happens next. */
export async function sync(file: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

/** Gives a finished file its name in one step. @throws EEXIST where there is one already, unless it may be replaced. */
export async function place(finished: string, file: string, mayReplace: boolean): Promise<void> {
  await sync(finished);
  if (mayReplace) await rename(finished, file);
  else {
    // a rename would replace what somebody has put there meanwhile
    await link(finished, file);
    await unlink(finished);
  }
  await sync(path.dirname(file));
}
