import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Stage } from '@/lib/domain/stages';
import { releaseFolders, WEIGHTS_FOLDER } from '@/models/runtime/candidate';

/** The model.onnx that is shipped for a stage. */
export async function shippedModel(stage: Stage): Promise<Buffer> {
  const folders = await releaseFolders(WEIGHTS_FOLDER);
  return readFile(path.join(folders[stage], 'model.onnx'));
}
