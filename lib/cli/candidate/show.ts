import type { Command } from 'commander';
import { z } from 'zod';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable } from '@/lib/cli/output';
import { candidateReference } from '@/lib/domain/candidate';
import { AppError } from '@/lib/errors';
import { findCandidate, showCandidate } from '@/lib/server/candidates/show';

interface ShowOptions {
  project?: string;
  as?: string;
  json?: boolean;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

async function show(reference: string, { project, as, json }: ShowOptions): Promise<void> {
  if (!project && !z.uuid().safeParse(reference).success) {
    throw new AppError('invalid_input', 'Name the project with --project, or the candidate by its id.');
  }
  const candidate = await withDatabase(async () => {
    const actor = await commandActor(as);
    return project ? findCandidate(actor, project, reference) : showCandidate(actor, { id: reference });
  });
  if (json) {
    printJson(candidate);
    return;
  }
  const { card, variantOf, variant, variants } = candidate;
  printTable([
    ['candidate', candidateReference(candidate)],
    ['id', candidate.id],
    ['kind', candidate.kind],
    ['in use', candidate.released ? 'yes' : 'no'],
    [
      'added',
      candidate.shipped ? 'comes with the program' : `${candidate.createdAt} by ${candidate.createdBy}`,
    ],
    ['size', `${candidate.bytes} bytes`],
    ['sha256', candidate.sha256],
    ['licence', card.licence],
    ['classes', String(card.classes ?? '-')],
    ['parameters', String(card.parameters ?? '-')],
    ['trained on', card.data?.name ?? '-'],
    ...(variantOf ? [['made from', `${variantOf.name}@${variantOf.version}, as ${variant}`]] : []),
    ...variants.map(({ name, version, variant: kind }) => ['lighter', `${name}@${version} (${kind})`]),
    ...card.measurements.flatMap(({ set, shares }) =>
      Object.entries(shares).map(([name, share]) => [`${set}: ${name}`, percent(share)]),
    ),
  ]);
}

/** `candidate show <candidate>`: everything about one candidate. */
export function register(parent: Command): void {
  parent
    .command('show <candidate>')
    .description('everything about a candidate, named as stage/name@version or by its id')
    .option('--project <slug>', 'the project, for a candidate that is named as stage/name@version')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(show);
}
