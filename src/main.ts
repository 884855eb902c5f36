#!/usr/bin/env node
// Imported late, so that the bundle keeps all else in dist/program/, as deep as the folders of build/ (scripts/bundle.mjs).
const { run } = await import('./cli/run.js');

process.exitCode = await run(process.argv);
