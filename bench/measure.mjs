// Rounds over all questions, sizes and contenders in turn: what else the machine does falls on all of them alike, and the
// median of several rounds leaves the rest out.
import { progress } from './progress.mjs';
import { bodiesOf, QUESTIONS } from './questions.mjs';

/** A question whose answer takes longer is asked over two connections only: thirty-two would only queue. In milliseconds. */
const SLOW = 1000;
const FEW = 2;

/** @typedef {{ rps: number, p50: number, p99: number, slowestFirst: number, cpu: number, memory: number }} Figures milliseconds and bytes; cpu is that of one request */

async function figuresOf(load, contender, question, database, connections, milliseconds) {
  const bodies = bodiesOf(QUESTIONS[question], database);
  const before = await contender.used();
  const run = await load.ask({ url: contender.url(question), bodies, connections, milliseconds });
  const after = await contender.used();
  return {
    rps: run.requests / run.seconds,
    p50: run.p50,
    p99: run.p99,
    slowestFirst: run.slowestFirst,
    cpu: (after.cpu - before.cpu) / run.requests,
    memory: after.memory,
  };
}

/** Asks once alone and then for as long as a round: what cannot be answered is found here, and compilers have had their time. */
async function warmUp(load, cell, milliseconds) {
  const { contender, question, database } = cell;
  try {
    const alone = await figuresOf(load, contender, question, database, 1, 0);
    if (alone.p50 > SLOW) cell.connections = FEW;
    else await figuresOf(load, contender, question, database, cell.connections, milliseconds);
  } catch (error) {
    cell.failure = error.message;
  }
}

/** Who is asked: the limit where it knows the question, the memory of answers where it is to show what it is worth. */
const asked = ({ server, limit, remembering }, question) => [
  server,
  ...(QUESTIONS[question].inLimit ? [limit] : []),
  ...(question === 'q1' ? [remembering] : []),
];

/**
 * @param groups database and contenders of each size
 * @returns one cell for each question, size and contender, with the figures of its rounds or its failure
 */
export async function measure(load, groups, questions, { connections, rounds, seconds, whom = asked }) {
  const cells = questions.flatMap((question) =>
    groups.flatMap((group) =>
      whom(group, question).map((contender) => ({
        question,
        database: group.database,
        contender,
        connections,
        rounds: [],
      })),
    ),
  );
  const bar = progress('measured', cells.length * (rounds + 1));
  for (let round = 0; round <= rounds; round++) {
    for (const cell of cells) {
      const { question, database, contender } = cell;
      if (round === 0) await warmUp(load, cell, seconds * 1000);
      else if (cell.failure === undefined)
        await figuresOf(load, contender, question, database, cell.connections, seconds * 1000)
          .then((figures) => cell.rounds.push(figures))
          .catch((error) => {
            cell.failure = error.message;
          });
      bar.add(1);
    }
  }
  bar.done();
  return cells;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The medians of a cell's rounds, or its failure. */
export function summary(cell) {
  if (!cell || cell.failure !== undefined) return { failure: cell?.failure ?? 'not asked' };
  const of = (name) => median(cell.rounds.map((round) => round[name]));
  return {
    rps: of('rps'),
    p50: of('p50'),
    p99: of('p99'),
    slowestFirst: of('slowestFirst'),
    cpu: of('cpu'),
    memory: of('memory'),
    spread: median(cell.rounds.map(({ p50, p99 }) => p99 / p50)),
    lateness: median(cell.rounds.map(({ p50, slowestFirst }) => slowestFirst / p50)),
  };
}

/** By how much one cell differs from another of the same rounds: the median of what each round says. */
export const ratio = (over, under) =>
  over && under && over.failure === undefined && under.failure === undefined
    ? median(over.rounds.map(({ cpu }, round) => cpu / under.rounds[round].cpu))
    : null;
