import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { compiledFolder } from './compiled.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of this run: templates and databases of SQLite, locks. */
    testFolder: string;
    /** The Postgres server of this run; null where there is none. */
    postgresUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-test-'));
  project.provide('testFolder', folder);
  project.provide('postgresUrl', null);
  return async () => {
    await Promise.all([folder, compiledFolder(folder)].map((path) => rm(path, { recursive: true, force: true })));
  };
}
