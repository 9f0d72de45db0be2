import { Command, CommanderError } from 'commander';
import { EnvironmentError } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { publicError } from '@/lib/log';
import { loadCommands } from './load';

/**
 * `npm run cli -- <command>`. Results go to stdout, everything else to stderr.
 * @returns 0 done, 1 failed (for many inputs: only if all failed), 2 wrong usage
 */
export async function main(argv: string[]): Promise<number> {
  const program = new Command('npm run cli --');
  program.description('Everything an engineer automates.').showHelpAfterError().exitOverride();
  try {
    for (const { register } of await loadCommands('commands')) await register(program);
    for (const command of withChildren(program))
      command.exitOverride().configureOutput(program.configureOutput());
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return explain(error);
  }
}

function withChildren(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withChildren)];
}

/** Say what went wrong, in one sentence, and which status that is. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has said it itself
  if (error instanceof EnvironmentError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const { code, message } = error instanceof AppError ? error : publicError(error, 'cli');
  process.stderr.write(`${message}\n`);
  return code === 'invalid_input' ? 2 : 1;
}
