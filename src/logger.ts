import { destination, type Logger, pino } from 'pino';

export type { Logger };

/**
 * JSON lines on stderr: stdout belongs to what a command prints for people and pipes.
 * Credentials are cut out of whatever is logged.
 */
export function createLogger(level: string, stream: { write(line: string): void } = destination({ fd: 2 })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['authorization', 'cookie', 'password'].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '***',
      },
    },
    stream,
  );
}
