import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The name of a template database; the names of one run cannot meet those of another on the same server. */
export const templateName = (run: string, seeded: boolean) =>
  `${run}_${seeded ? 'seeded' : 'empty'}`.replaceAll('-', '_').toLowerCase();

/** Runs `make` once for all processes of the run; `mark` is a path that only this piece of work uses. */
export async function once(mark: string, make: () => Promise<void>): Promise<void> {
  const done = () =>
    stat(`${mark}.done`).then(
      () => true,
      () => false,
    );
  while (!(await done())) {
    if (await taken(`${mark}.lock`)) {
      await sleep(20);
      continue;
    }
    try {
      if (await done()) return;
      await make();
      await writeFile(`${mark}.done`, '');
    } finally {
      // After a failure the next one tries again, and reports the same.
      await rm(`${mark}.lock`, { recursive: true });
    }
  }
}

const taken = (lock: string) =>
  mkdir(lock).then(
    () => false,
    () => true,
  );
