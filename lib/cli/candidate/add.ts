import type { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, tell } from '@/lib/cli/output';
import { userPath } from '@/lib/cli/paths';
import { candidateReference } from '@/lib/domain/candidate';
import { AppError } from '@/lib/errors';
import { refuseOversized, registerCandidate } from '@/lib/server/candidates/register';
import { showCandidate } from '@/lib/server/candidates/show';
import { checkOffered } from '@/models/registration/check-candidate';

interface AddOptions {
  project: string;
  model?: string;
  as?: string;
  json?: boolean;
}

async function statOf(file: string) {
  return stat(file).catch((cause: unknown) => {
    throw new AppError('not_found', `There is no ${file}.`, undefined, { cause });
  });
}

async function readCard(file: string): Promise<unknown> {
  await statOf(file);
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      `${file} must be a candidate's card, and is not JSON: name the folder with card.json and model.onnx, or the card itself.`,
      undefined,
      { cause },
    );
  }
}

/** The model that is named, else the one beside the card; null where there is none. */
async function readModel(named: string | undefined, beside: string): Promise<Uint8Array | null> {
  const file = named ?? beside;
  if (!named && !(await stat(beside).catch(() => null))?.isFile()) return null;
  refuseOversized((await statOf(file)).size);
  return readFile(file);
}

async function add(named: string, { project, model: modelFile, as, json }: AddOptions): Promise<void> {
  const given = userPath(named);
  const isFolder = (await statOf(given)).isDirectory();
  const folder = isFolder ? given : path.dirname(given);
  const card = await readCard(isFolder ? path.join(folder, 'card.json') : given);
  const model = await readModel(modelFile && userPath(modelFile), path.join(folder, 'model.onnx'));
  const { warnings, existed, ...shown } = await withDatabase(async () => {
    const actor = await commandActor(as);
    const { id, ...registered } = await registerCandidate(
      actor,
      { project, card, model },
      { check: checkOffered },
    );
    return { ...registered, ...(await showCandidate(actor, { id, project })) };
  });
  if (json) {
    printJson({ ...shown, existed, warnings });
    return;
  }
  for (const warning of warnings) tell(`Look again: ${warning}`);
  tell(`${candidateReference(shown)} ${existed ? 'was there already' : 'is added'} (${shown.id}).`);
}

/** `candidate add <folder|card.json>`: checks a candidate by running it, and adds it to a project. */
export function register(parent: Command): void {
  parent
    .command('add <folder|card.json>')
    .description('check a candidate against the contract of its stage by running it, and add it to a project')
    .requiredOption('--project <slug>', 'the project')
    .option('--model <file>', 'the model; otherwise model.onnx beside the card')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(add);
}
