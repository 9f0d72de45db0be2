import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STAGES } from '@/lib/domain/stages';
import { readCandidate, releaseFolders, WEIGHTS_FOLDER } from '@/models/runtime/candidate';
import { openPipeline } from '@/models/runtime/pipeline';
import { STAGE_MODULES, orderByDependencies } from '@/models/stages/registry';
import { SQUARE_MODELS } from '../../support/squares';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'candidate-'));
  await cp(path.join(SQUARE_MODELS, 'recognizer', 'squares'), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function editCard(change: Record<string, unknown>): Promise<void> {
  const file = path.join(folder, 'card.json');
  const card: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...card, ...change }));
}

describe('a candidate', () => {
  it('is a card and the model that the card names', async () => {
    const { card, model } = await readCandidate('recognizer', folder);
    expect(card).toMatchObject({ stage: 'recognizer', kind: 'onnx', classes: ['x', 'y'] });
    expect(model!.length).toBeGreaterThan(100);
  });

  it('is refused when its model is not the one that the card names', async () => {
    await writeFile(path.join(folder, 'model.onnx'), 'something else');
    await expect(readCandidate('recognizer', folder)).rejects.toThrow(
      /must be the file that its card names/u,
    );
  });

  it('is refused for another stage, for a kind that the stage does not take, and with a card that does not fit', async () => {
    await expect(readCandidate('detector', folder)).rejects.toThrow(/for the stage recognizer/u);
    await editCard({ kind: 'rules' });
    await expect(readCandidate('recognizer', folder)).rejects.toThrow(/takes onnx/u);
    await editCard({ kind: 'onnx', classes: ['x', 'x'] });
    await expect(readCandidate('recognizer', folder)).rejects.toThrow(/listed twice/u);
    await writeFile(path.join(folder, 'card.json'), '{');
    await expect(readCandidate('recognizer', folder)).rejects.toThrow(/not JSON/u);
    await rm(path.join(folder, 'card.json'));
    await expect(readCandidate('recognizer', folder)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused at opening when its tensors are not those of the stage', async () => {
    const detector = path.join(SQUARE_MODELS, 'detector', 'squares');
    await cp(path.join(detector, 'model.onnx'), path.join(folder, 'model.onnx'));
    await editCard({ sha256: JSON.parse(await readFile(path.join(detector, 'card.json'), 'utf8')).sha256 });
    await expect(
      openPipeline({ weights: SQUARE_MODELS, overrides: { recognizer: folder }, threads: 1 }),
    ).rejects.toThrow(/lacks: boxes, logits/u);
  });
});

describe('a release', () => {
  it('names one candidate per stage; an override stands in for it', async () => {
    const folders = await releaseFolders(SQUARE_MODELS, { recognizer: folder });
    expect(folders.recognizer).toBe(folder);
    expect(folders.converter).toBe(path.join(SQUARE_MODELS, 'converter', 'rules-1'));
  });

  it('that is missing is said in words', async () => {
    await expect(releaseFolders(folder)).rejects.toThrow(/No models are released/u);
  });

  it('ships a converter by rules', async () => {
    expect(
      (await readCandidate('converter', path.join(WEIGHTS_FOLDER, 'converter', 'rules-1'))).card.licence,
    ).toBe('MIT');
  });
});

describe('the order of the stages', () => {
  it('follows from their manifests', () => {
    const manifests = [...STAGES].reverse().map((stage) => STAGE_MODULES[stage].manifest);
    expect(orderByDependencies(manifests)).toEqual(STAGES);
  });

  it('does not exist for stages that wait for each other', () => {
    expect(() =>
      orderByDependencies([
        { name: 'a', dependsOn: ['b'] },
        { name: 'b', dependsOn: ['a'] },
      ]),
    ).toThrow(/a, b/u);
  });
});
