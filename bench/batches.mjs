// Batches of rows from as many workers as there are cores, in the order of their numbers.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Made ahead of the one that is inserted: enough that nobody waits, few enough that memory stays small. */
const AHEAD = 4;

export async function* madeBatches(data) {
  const { batches } = data.plan;
  const count = Math.min(availableParallelism(), batches);
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('generate-rows.mjs', import.meta.url), { workerData: data }),
  );
  // A worker takes every so manieth batch: each then gives its own in order.
  const made = workers.map(() => []);
  const arrivals = workers.map((worker, index) => {
    worker.on('message', (batch) => made[index].push(batch));
    return () => once(worker, 'message');
  });
  const order = (batch) => {
    if (batch < batches) workers[batch % count].postMessage(batch);
  };
  try {
    for (let batch = 0; batch < count * AHEAD; batch++) order(batch);
    for (let batch = 0; batch < batches; batch++) {
      const index = batch % count;
      while (made[index].length === 0) await arrivals[index]();
      yield made[index].shift();
      order(batch + count * AHEAD);
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
