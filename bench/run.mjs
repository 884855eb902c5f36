// Measures the server beside the hand-written limit: npm run bench -- [--sizes 1k,100k] [--only q1,q2] [--write]
// docs/performance.md says what is measured and how.
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startContenders } from './contenders.mjs';
import { databaseOf } from './databases.mjs';
import { startLoad } from './load-process.mjs';
import { measure } from './measure.mjs';
import { QUESTIONS } from './questions.mjs';
import { reading, report, writeReport } from './report.mjs';

const OPTIONS = {
  sizes: { type: 'string', default: '1k,100k' },
  only: { type: 'string', default: Object.keys(QUESTIONS).join() },
  dir: { type: 'string', default: path.join(tmpdir(), 'accord-bench') },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '2' },
  profile: { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};
const USAGE = `Usage: npm run bench -- [options]
  --sizes 1k,100k,1M   how many agreements; each database is made once and kept (1M takes 20 GB)
  --only q1,q2         which questions: ${Object.keys(QUESTIONS).join(', ')}
  --dir DIR            where the databases are kept
  --rounds 5           how often everything is asked in turn
  --seconds 2          how long one question is asked in a round
  --profile DIR        writes a CPU profile of each server
  --write              puts the results into docs/performance.md`;

function fail(message) {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

const { values } = parseArgs({ options: OPTIONS });
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
if (!Number.isSafeInteger(rounds) || rounds < 1) fail('--rounds is a whole number from 1.');
if (!(seconds > 0)) fail('--seconds is a number above 0.');
const questions = values.only.split(',');
const unknown = questions.filter((question) => !Object.hasOwn(QUESTIONS, question));
if (unknown.length > 0) fail(`There is no question ${unknown.join(', ')}.`);

const flags = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
const load = startLoad();
const groups = [];
try {
  for (const size of values.sizes.split(','))
    groups.push(await startContenders(await databaseOf(size, values.dir), questions, flags));
  const cells = await measure(load, groups, questions, { connections: 32, rounds, seconds });
  // Last, so that the memory of the servers is what they end with.
  const crowd = await measure(load, groups, ['q1'], {
    connections: 128,
    rounds,
    seconds: 2 * seconds,
    whom: ({ server }) => [server],
  });
  const text = report(reading({ groups, cells, crowd, questions }), { rounds, seconds });
  console.log(text);
  if (values.write) writeReport(text);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  load.stop();
  await Promise.all(
    groups.flatMap(({ server, limit, remembering }) => [server, limit, remembering].map(({ stop }) => stop())),
  );
}
