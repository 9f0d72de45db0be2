import { InvalidArgumentError, type Command } from 'commander';
import { loadBenchmark } from '../benchmark';
import { collectCandidate, type CandidateFolders } from '../candidates';
import { printJson } from '../output';

interface BenchCommandOptions {
  json?: boolean;
  limit?: number;
  candidate: CandidateFolders;
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError('write a whole number from 1 on');
}

export function register(program: Command): void {
  program
    .command('bench')
    .description('a benchmark of tests/bench, as ratios against a floor that is measured in the same run')
    .argument('<name>', 'which one, such as predict')
    .argument('[inputs...]', 'what it is measured on: images, .inkml files, or folders of them')
    .option('--json', 'one JSON document on stdout')
    .option('--limit <count>', 'use so many of the inputs, spread evenly', parseLimit)
    .option('--candidate <stage=folder>', 'use this candidate for a stage', collectCandidate, {})
    .action(async (name: string, inputs: string[], { json, limit, candidate }: BenchCommandOptions) => {
      const benchmark = await loadBenchmark(name);
      const result = await benchmark.run({ inputs, limit, candidate });
      if (json) printJson(result);
      else process.stdout.write(benchmark.table(result));
    });
}
