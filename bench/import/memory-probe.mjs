// Loaded ahead of the measured program: notes at its end how much memory it took at most.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => writeFileSync(process.env.BENCH_MEMORY_FILE, `${process.resourceUsage().maxRSS * 1024}`));
