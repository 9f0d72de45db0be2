import { probeModel, type ModelProbe } from '@/models/runtime/probe';
import { checkDeclared } from './declared';
import { classWarnings } from './class-warnings';
import { hasExternalData, NotOnnxError } from './onnx-file';
import { readOffered } from './read-offered';
import { refuse, runtimeWords } from './refuse';
import { tryModel } from './trial';

function checkFile(model: Uint8Array): void {
  let external: boolean;
  try {
    external = hasExternalData(model);
  } catch (error) {
    if (!(error instanceof NotOnnxError)) throw error;
    refuse(
      `model.onnx must be a whole ONNX model, and these ${model.byteLength} bytes are none (${error.message}): export the model again and send the file undamaged.`,
      error,
    );
  }
  if (external) {
    refuse(
      'model.onnx must hold all its weights, and some of them lie in another file (external data): save it as one file.',
    );
  }
}

async function open(model: Uint8Array): Promise<ModelProbe> {
  try {
    return await probeModel(model);
  } catch (error) {
    return refuse(
      `model.onnx must be a model that ONNX Runtime can open, and it cannot open this one (${runtimeWords(error)}): export it again, for an opset that ONNX Runtime knows and without operators of your own.`,
      error,
    );
  }
}

/**
 * The contract check itself. It opens and runs the model in this process, so that it may hang, crash or eat
 * all memory: `checkCandidate` runs it in a process of its own.
 * @param before told what comes next
 * @returns what may be meant, and may be a slip
 * @throws AppError invalid_input | too_large, with the reason
 */
export async function examineCandidate(
  folder: string,
  maxModelBytes: number,
  before: (step: string) => Promise<void> = async () => undefined,
): Promise<{ warnings: string[] }> {
  const { card, model } = await readOffered(folder, maxModelBytes);
  if (model) {
    checkFile(model);
    await before('being opened');
    const probe = await open(model);
    checkDeclared(card, probe);
    await tryModel(card, probe, before);
  }
  return { warnings: classWarnings(card) };
}
