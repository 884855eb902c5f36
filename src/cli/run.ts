import { Command, CommanderError } from 'commander';
import { AccordError } from '../errors.js';
import { addBackup } from './backup.js';
import { addConflicts } from './conflicts.js';
import { addDoctor } from './doctor.js';
import { addExport } from './export.js';
import { addImport } from './import.js';
import { addMigrate } from './migrate.js';
import { addRestore } from './restore.js';
import { addSchema } from './schema.js';
import { addSeed } from './seed.js';
import { addServe } from './serve.js';
import { addSource } from './source.js';
import { addStart } from './start.js';
import { addToken } from './token.js';
import { addVerify } from './verify.js';
import { version } from './version.js';

/**
 * Runs one command line. What a command needs is imported when it runs: help and version answer at once.
 * @returns the exit code: 0 when it is done, 1 when it failed or found a mismatch, 2 when the command line is wrong.
 */
export async function run(argv: readonly string[]): Promise<number> {
  ignoreClosedPipes();
  try {
    await createProgram().parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    for (const line of linesOf(error)) console.error(`accord: ${line}`);
    const { wantsStacks } = await import('../config.js');
    if (wantsStacks()) console.error(error);
    return 1;
  }
}

function createProgram(): Command {
  const program = new Command('accord')
    .description('What the news says about international cooperation, as typed, sourced facts behind GraphQL.')
    .version(version())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'accord: ')) })
    .showHelpAfterError('Run "npx accord --help" for the commands and "npx accord COMMAND --help" for one of them.')
    .addHelpText(
      'after',
      '\nThe environment sets HOST, PORT, DATABASE_URL, LOG_LEVEL and BODY_LIMIT: see .env.example.',
    );
  for (const add of [
    addStart,
    addServe,
    addSeed,
    addImport,
    addExport,
    addMigrate,
    addSchema,
    addToken,
    addSource,
    addConflicts,
    addVerify,
    addBackup,
    addRestore,
    addDoctor,
  ])
    add(program);
  return program;
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof AccordError) return problemsOf(error) ?? error.message.split('\n');
  // what the operating system refuses says it in one line: "ENOENT: no such file or directory, open 'seeds'"
  if (error instanceof Error && 'syscall' in error) return [error.message];
  return [`internal error: ${error instanceof Error ? error.message : String(error)} (LOG_LEVEL=debug shows where)`];
}

/** An input error of a whole file carries its complaints one by one. */
function problemsOf({ extensions }: AccordError): readonly string[] | undefined {
  const problems = extensions['problems'] as readonly { path: string; message: string }[] | undefined;
  return problems?.map(({ path, message }) => `${path}: ${message}`);
}

/** `accord schema | head` closes the pipe early: that is no failure, and no reason to stop a server. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
