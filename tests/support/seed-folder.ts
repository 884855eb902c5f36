import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FILES = ['sources', 'organizations', 'places', 'people', 'commodities', 'agreements', 'meetings'] as const;

/** What stands in each seed file: a list of records, or text or bytes as they are; null is a file that is missing. */
export type SeedFiles = Readonly<
  Partial<Record<(typeof FILES)[number], readonly unknown[] | string | Uint8Array | null>>
>;

export interface SeedFolder {
  readonly folder: string;
  /** Replaces all files; those that are not named are empty. */
  write(files: SeedFiles): Promise<void>;
  remove(): Promise<void>;
}

/** A folder of seed files of a test's own. */
export async function seedFolder(): Promise<SeedFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-seeds-'));
  return {
    folder,
    async write(files) {
      for (const name of FILES) {
        const content = files[name] === undefined ? [] : files[name];
        const file = path.join(folder, `${name}.yaml`);
        if (content === null) await rm(file, { force: true });
        // JSON is YAML.
        else await writeFile(file, Array.isArray(content) ? JSON.stringify(content) : (content as string | Uint8Array));
      }
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
