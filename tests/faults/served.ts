import { openDatabase } from '../../src/database/open.js';
import { accord, accordServing, type Ran, type Serving } from '../support/accord.js';
import { write } from '../support/facts.js';
import { GROUND } from './story.js';

export interface Served {
  readonly url: string;
  readonly token: string;
  /** The process that serves now. @throws Error when none does. */
  readonly process: Serving;
  /** Where it answers; while it is down, this waits until it is up again. */
  origin(): Promise<string>;
  start(): Promise<void>;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<Ran>;
}

/** A database with the facts that stories name, and a token of an editor for it. Nothing serves it yet. */
export async function served(url: string, environment: Readonly<Record<string, string>> = {}): Promise<Served> {
  const database = await openDatabase({ url, migrate: true });
  await write(database, GROUND);
  await database.close();
  // all writers share the token, and write as fast as they can
  const settings = { DATABASE_URL: url, LOG_LEVEL: 'warn', TOKEN_RATE_LIMIT: '0', ...environment };
  const made = await accord(['token', 'create', '--name', 'desk', '--role', 'editor'], settings);
  if (made.code !== 0) throw new Error(made.stderr);

  let serving: Serving | undefined;
  let up = whenUp();
  const running = () => {
    if (!serving) throw new Error('No process serves now.');
    return serving;
  };
  const end = async (signal: NodeJS.Signals) => {
    const { child, ended } = running();
    // a port of a server that is gone may be somebody else's a moment later
    up = whenUp();
    child.kill(signal);
    const ran = await ended;
    serving = undefined;
    return ran;
  };
  return {
    url,
    token: made.stdout.trim(),
    get process() {
      return running();
    },
    origin: () => up.origin,
    async start() {
      const started = await accordServing(['serve'], settings);
      serving = started;
      up.tell(started.origin);
      const mine = up.origin;
      void started.ended.then(({ code, stderr }) => {
        // whoever asks for it then would wait for ever
        if (up.origin === mine)
          up = { ...up, origin: failed(`The server ended with ${code}:\n${stderr.slice(-3000)}`) };
      });
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

function whenUp() {
  let tell: (origin: string) => void = () => undefined;
  const origin = new Promise<string>((resolve) => {
    tell = resolve;
  });
  return { origin, tell };
}

function failed(message: string): Promise<never> {
  const failure = Promise.reject(new Error(message));
  failure.catch(() => undefined);
  return failure;
}
