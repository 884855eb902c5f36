// The load, in a process of its own: asks over so many connections at once, each waiting for its answer, and checks that
// every body gets the same bytes each time and no errors.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

function ask(url, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, bytes: Buffer.concat(parts) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Throws where an answer is no answer, or another one than before. */
function check({ status, bytes }, before) {
  if (status !== 200 || (before === undefined && JSON.parse(bytes.toString()).errors !== undefined))
    throw new Error(`status ${status}: ${bytes.subarray(0, 300)}`);
  if (before !== undefined && !before.equals(bytes))
    throw new Error(`another answer than before: ${bytes.subarray(0, 300)}`);
}

/** @throws Error with what was wrong about the first wrong answer */
async function run({ url, bodies, connections, milliseconds }) {
  const answers = new Map();
  const latencies = [];
  const firsts = [];
  let turn = 0;
  const began = performance.now();
  let until = began + milliseconds;
  const one = async () => {
    for (let first = true; first || performance.now() < until; first = false) {
      const index = turn++ % bodies.length;
      const started = performance.now();
      const answer = await ask(url, bodies[index]);
      latencies.push(performance.now() - started);
      if (first) firsts.push(latencies.at(-1));
      check(answer, answers.get(index));
      answers.set(index, answer.bytes);
    }
  };
  const stopAll = (error) => {
    until = 0;
    throw error;
  };
  const ends = await Promise.allSettled(Array.from({ length: connections }, () => one().catch(stopAll)));
  const failed = ends.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return {
    requests: latencies.length,
    seconds: (performance.now() - began) / 1000,
    p50: at(0.5),
    p99: at(0.99),
    slowestFirst: Math.max(...firsts),
  };
}

process.on('message', async (job) => {
  try {
    process.send({ result: await run(job) });
  } catch (error) {
    process.send({ error: error.message });
  }
});
