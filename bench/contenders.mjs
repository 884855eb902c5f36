// What is measured, for each size: the server, the server with its memory of answers, and the hand-written limit, each a
// process of its own.
import { isDeepStrictEqual } from 'node:util';
import { startMeasured } from './measured-process.mjs';
import { bodiesOf, pageOf, QUESTIONS } from './questions.mjs';

const MAIN = new URL('../dist/main.js', import.meta.url).pathname;
const LIMIT = new URL('limit.mjs', import.meta.url).pathname;

const post = async (url, body) => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer = await response.json();
  if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('; '));
  return answer;
};

/** One of them on a database. `startup` is the time from the start of the process to the first answer, in milliseconds. */
async function start(name, database, flags) {
  const began = performance.now();
  const isServer = name !== 'limit';
  const process = isServer
    ? await startMeasured(MAIN, ['serve'], {
        flags,
        environment: {
          DATABASE_URL: `sqlite:${database.file}`,
          HOST: '127.0.0.1',
          PORT: '0',
          // Answering is measured, not remembering answers, but for the one that is to show what that is worth.
          ANSWER_CACHE_MB: name === 'remembering' ? '32' : '0',
        },
      })
    : await startMeasured(LIMIT, [], { environment: { DATABASE_FILE: database.file } });
  const url = (question) => (isServer ? `${process.origin}/graphql` : `${process.origin}/${question}`);
  await post(url('q2'), bodiesOf(QUESTIONS.q2, database)[0]);
  return { name, url, startup: performance.now() - began, used: process.used, stop: process.stop };
}

/** The cursor before the page that is asked for; walked to once and kept beside the database. */
async function withCursor(database, server) {
  const walk =
    'query ($first: Int!, $after: String) { agreements(first: $first, after: $after) { pageInfo { endCursor } } }';
  const page = QUESTIONS.page.text;
  const { cursor } = database.notes;
  const isGood = async () => {
    const { data } = await post(server.url(), JSON.stringify({ query: page, variables: { after: cursor } }));
    return data.agreements.nodes.length === 20;
  };
  if (cursor === undefined || !(await isGood().catch(() => false))) {
    let after = null;
    for (let left = (pageOf(database.agreements) - 1) * 20; left > 0; left -= 100) {
      const body = JSON.stringify({ query: walk, variables: { first: Math.min(left, 100), after } });
      after = (await post(server.url(), body)).data.agreements.pageInfo.endCursor;
    }
    database.note('cursor', after);
  }
  return { ...database, cursor: database.notes.cursor };
}

/** @throws Error where the limit answers another thing than the server: then its speed would mean nothing */
async function compare(question, database, server, limit) {
  for (const body of bodiesOf(QUESTIONS[question], database)) {
    const [ours, theirs] = [await post(server.url(question), body), await post(limit.url(question), body)];
    if (!isDeepStrictEqual(ours, theirs))
      throw new Error(`${question} at ${database.size}: the limit answers another thing than the server for ${body}`);
  }
}

/** The contenders of one database, with the answers compared. `flags` are for the server's node. */
export async function startContenders(plain, questions, flags = []) {
  const server = await start('accord', plain, flags);
  const others = [];
  try {
    const limit = await start('limit', plain);
    others.push(limit);
    const remembering = await start('remembering', plain);
    others.push(remembering);
    const database = questions.includes('page') ? await withCursor(plain, server) : plain;
    for (const question of questions) if (QUESTIONS[question].inLimit) await compare(question, database, server, limit);
    return { database, server, limit, remembering };
  } catch (error) {
    await Promise.all([server, ...others].map(({ stop }) => stop()));
    throw error;
  }
}
