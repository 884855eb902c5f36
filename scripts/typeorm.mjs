// The ORM's own command line on compiled code: npm run build:server && npm run typeorm -- migration:show
import { createRequire, register } from 'node:module';

// Node reads no TypeScript. ormconfig.ts has no types to strip, and what it imports from src lies compiled in build.
const hooks = `
import { readFile } from 'node:fs/promises';
const isConfig = (url) => url?.endsWith('/ormconfig.ts');
export const resolve = (specifier, context, next) =>
  next(isConfig(context.parentURL) ? specifier.replace('./src/', './build/') : specifier, context);
export const load = async (url, context, next) =>
  isConfig(url) ? { format: 'module', source: await readFile(new URL(url)), shortCircuit: true } : next(url, context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
process.argv.push('-d', 'ormconfig.ts');
createRequire(import.meta.url)('typeorm/cli.js');
