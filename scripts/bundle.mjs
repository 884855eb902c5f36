// Puts what the compiler has written and the packages that it needs together in few files: a start that reads some hundred
// files instead of two thousand takes three fifths of the work. build/ becomes dist/main.js and dist/program/.
import { rmSync } from 'node:fs';
import { build } from 'vite';

/** These look for files beside their own, and are left in node_modules. */
const APART = ['app-root-path', 'pino', 'sqlite3'];

rmSync('dist/program', { recursive: true, force: true });
await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: 'build/main.js',
    outDir: 'dist',
    emptyOutDir: false, // the page is there too
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'program/[name].js', // as deep as build/*/: what looks for seeds/ and package.json finds them
      },
    },
  },
  environments: {
    ssr: {
      resolve: {
        noExternal: true,
        external: APART,
        // As Node.js itself chooses: of graphql, which comes as both kinds of modules, there must be one copy.
        mainFields: ['main'],
        extensions: ['.js', '.json'],
        conditions: ['node'],
      },
    },
  },
});
