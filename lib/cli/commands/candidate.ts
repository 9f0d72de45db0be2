import type { Command } from 'commander';
import { loadCommands } from '@/lib/cli/load';

/** `candidate …`: ways to do a stage. Every file in lib/cli/candidate is one of its commands. */
export async function register(program: Command): Promise<void> {
  const candidate = program
    .command('candidate')
    .description('ways to do a stage: add, check, compare and release them');
  for (const { register: add } of await loadCommands('candidate')) await add(candidate);
}
