import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/postgres.mjs';
import setupFolder from './sqlite-setup.js';
import { templateName } from './templates.js';

/** Starts one server for the whole run. Without one the tests of this project are skipped, which CI counts as a failure. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const removeFolder = await setupFolder(project);
  try {
    const server = await startPostgres();
    project.provide('postgresUrl', server.url);
    return async () => {
      const run = path.basename(project.getProvidedContext().testFolder);
      await Promise.all([true, false].map((seeded) => server.dropDatabase(templateName(run, seeded))));
      await server.stop();
      await removeFolder();
    };
  } catch (error) {
    await removeFolder();
    if (process.env['CI'] === 'true') throw error;
    console.warn(`\n!!! NO POSTGRES: every test of the project "postgres" is skipped.\n!!! ${String(error)}\n`);
    return async () => undefined;
  }
}
