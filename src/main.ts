#!/usr/bin/env node
const { run } = await import('./cli/run.js');

process.exitCode = await run(process.argv);
