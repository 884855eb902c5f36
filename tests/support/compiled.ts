import path from 'node:path';

export const project = path.resolve(import.meta.dirname, '../..');

/** Compiled test programs lie inside the project, because Node looks there for the packages that they import. */
export const compiledFolder = (testFolder: string) =>
  path.join(project, 'node_modules/.cache/accord-tests', path.basename(testFolder));
