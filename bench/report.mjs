// The figures as tables in Markdown, on the terminal and in docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { ratio, summary } from './measure.mjs';
import { QUESTIONS } from './questions.mjs';

const DOCUMENT = new URL('../docs/performance.md', import.meta.url);
const [BEGIN, END] = ['<!-- results -->', '<!-- end of results -->'];

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');
/** A message that fits into a table. */
const cell = (message) => message.replaceAll(/[|\s]+/g, ' ').slice(0, 160);
const number = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const times = (value) => (value === null ? '' : `${number(value)}x`);
const percent = (value) => (value === null ? '' : `${(value * 100).toFixed(0)} %`);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** All that the tables are made of. */
export function reading({ groups, cells, crowd, questions }) {
  const find = (list, question, size, name) =>
    list.find((cell) => cell.question === question && cell.database.size === size && cell.contender.name === name);
  const at = (question, size, name = 'accord') => find(cells, question, size, name);
  const sizes = groups.map(({ database }) => database.size);
  return {
    groups,
    questions,
    sizes,
    at,
    crowdAt: (size) => find(crowd, 'q1', size, 'accord'),
    share: (question, size) => ratio(at(question, size, 'limit'), at(question, size)),
    growth: (question, size) => ratio(at(question, size), at(question, sizes[0])),
  };
}

function resultsAt(size, { questions, at, share, growth, sizes }) {
  const heads = ['question', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms a request', 'share of the limit'];
  if (size !== sizes[0]) heads.push(`CPU against ${sizes[0]}`);
  const rows = questions.map((question) => {
    const figures = summary(at(question, size));
    const title = `\`${question}\` ${QUESTIONS[question].title}`;
    if (figures.failure !== undefined) return [title, cell(figures.failure)];
    const few = at(question, size).connections < 32 ? ` (${at(question, size).connections} connections)` : '';
    const { rps, p50, p99, cpu } = figures;
    const cells = [title + few, ...[rps, p50, p99, cpu].map(number), percent(share(question, size))];
    return size === sizes[0] ? cells : [...cells, times(growth(question, size))];
  });
  return `### ${size} agreements\n\n${table(heads, rows)}`;
}

function others({ questions, sizes, at }) {
  const line = (title, question, name) => [
    title,
    ...sizes.flatMap((size) => {
      const { failure, rps, cpu } = summary(at(question, size, name));
      return failure === undefined ? [number(rps), number(cpu)] : [cell(failure), ''];
    }),
  ];
  const heads = ['beside it', ...sizes.flatMap((size) => [`requests/s, ${size}`, `CPU ms, ${size}`])];
  const known = questions.filter((question) => QUESTIONS[question].inLimit);
  const rows = known.map((question) => line(`the limit, \`${question}\``, question, 'limit'));
  if (questions.includes('q1')) rows.push(line('answers kept ready, `q1`', 'q1', 'remembering'));
  return table(heads, rows);
}

function processes({ groups, crowdAt }) {
  const heads = [
    'server',
    'database',
    'first answer after',
    'of the limit',
    'p50 ms, 128',
    'p99 / p50, 128',
    'memory after it',
  ];
  return table(
    heads,
    groups.map(({ database, server, limit }) => {
      const crowd = summary(crowdAt(database.size));
      const start = [`${number(server.startup / 1000)} s`, times(server.startup / limit.startup)];
      const crowded = crowd.failure
        ? [crowd.failure]
        : [number(crowd.p50), times(crowd.spread), megabytes(crowd.memory)];
      return [database.size, megabytes(database.bytes), ...start, ...crowded];
    }),
  );
}

function goals({ sizes, questions, share, growth, crowdAt, groups, at }) {
  const last = sizes.at(-1);
  const middle = sizes.includes('100k') ? '100k' : last;
  const crowd = summary(crowdAt(middle));
  const slowest = Math.max(...groups.map(({ server }) => server.startup)) / 1000;
  const growing = ['q1', 'q2', 'q3', 'rare'].filter((question) => questions.includes(question));
  const measured = [
    [`\`q1\`, share of the limit, ${middle}`, share('q1', middle), 0.28, 0.7, percent, false],
    ...(sizes.length > 1
      ? growing.map((question) => [
          `\`${question}\`, CPU at ${last} against ${sizes[0]}`,
          growth(question, last),
          2,
          2,
          times,
          true,
        ])
      : []),
    [`\`page\` against \`q2\`, ${last}`, ratio(at('page', last), at('q2', last)), 2, 2, times, true],
    [`p99 against p50, 128 connections, ${middle}`, crowd.spread ?? null, 2, 1.6, times, true],
    [`slowest first answer against p50, 128 connections, ${middle}`, crowd.lateness ?? null, null, 4, times, true],
    ['start to first answer, the slowest', slowest, 2, null, (value) => `${number(value)} s`, true],
    [`memory after 128 connections, ${middle}`, crowd.memory ?? null, 300e6, 240e6, megabytes, true],
  ];
  const verdict = (value, goal, less) => ((less ? value <= goal : value >= goal) ? 'yes' : 'no');
  const rows = measured
    .filter(([, value]) => value !== null)
    .map(([what, value, now, end, show, less]) => [
      what,
      show(value),
      now === null ? '' : `${less ? '<=' : '>='} ${show(now)}: ${verdict(value, now, less)}`,
      end === null ? '' : `${less ? '<=' : '>='} ${show(end)}: ${verdict(value, end, less)}`,
    ]);
  return table(['goal', 'measured', 'now', 'in the end'], rows);
}

const machine = () => {
  const [cpu] = cpus();
  const model = cpu?.model.trim() || arch();
  return `${cpus().length} cores (${model}), ${Math.round(totalmem() / 1e9)} GB, ${platform()}, Node ${process.versions.node}`;
};

export function report(read, { rounds, seconds }) {
  const method = `${new Date().toISOString().slice(0, 10)}, ${machine()}. Medians of ${rounds} rounds of ${seconds} s, 32 connections, 2 where an answer takes more than a second.`;
  return [
    method,
    `### Goals\n\n${goals(read)}`,
    ...read.sizes.map((size) => resultsAt(size, read)),
    `### Around it\n\n${others(read)}\n\n${processes(read)}`,
  ].join('\n\n');
}

/** Puts the tables into docs/performance.md, in the place of those before. */
export function writeReport(text) {
  const [before, rest] = readFileSync(DOCUMENT, 'utf8').split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/performance.md has lost its marks ${BEGIN} and ${END}`);
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`);
}
