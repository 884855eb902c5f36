// The hand-written limit: bare node:http, the SQLite driver, one prepared statement a question. What a server that serves
// these three questions and nothing else can do at most: DATABASE_FILE=accord.db node bench/limit.mjs
import { createServer } from 'node:http';
import sqlite3 from 'sqlite3';
import { STATEMENTS } from './limit-sql.mjs';

const CONNECTIONS = 2;

const databases = await Promise.all(
  Array.from(
    { length: CONNECTIONS },
    () =>
      new Promise((resolve, reject) => {
        const database = new sqlite3.Database(process.env.DATABASE_FILE, sqlite3.OPEN_READONLY, (error) =>
          error ? reject(error) : resolve(database),
        );
      }),
  ),
);
const prepared = Object.fromEntries(
  Object.entries(STATEMENTS).map(([name, text]) => [name, databases.map((database) => database.prepare(text))]),
);
let turn = 0;

const server = createServer((request, response) => {
  const statements = prepared[request.url.slice(1)];
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const { variables } = JSON.parse(Buffer.concat(parts).toString());
    const params = Object.fromEntries(Object.entries(variables).map(([name, value]) => [`:${name}`, value]));
    turn = (turn + 1) % CONNECTIONS;
    statements[turn].all(params, (error, rows) => {
      const body = Buffer.from(error ? JSON.stringify({ errors: [{ message: error.message }] }) : rows[0].answer);
      response.writeHead(error ? 500 : 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
      });
      response.end(body);
    });
  });
});
server.keepAliveTimeout = 72_000;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
process.on('SIGTERM', () => process.exit(0));
