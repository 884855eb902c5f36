import { defineConfig } from 'vite';

/** Builds the page (playground/) into dist/playground, complete without the internet. */
export default defineConfig({
  root: 'playground',
  base: './',
  oxc: { jsx: { runtime: 'automatic' } },
  // A second copy of one of these breaks the editors ("another module or realm").
  resolve: { dedupe: ['graphql', 'react', 'react-dom', 'monaco-editor', '@graphiql/react'] },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 5000, // kB; the editor itself is that large
    rolldownOptions: {
      onLog(level, log, handler) {
        if (log.code === 'MODULE_LEVEL_DIRECTIVE') return; // a hundred lines of "use client" from the libraries
        handler(level, log);
      },
    },
  },
});
