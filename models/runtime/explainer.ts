import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Explanation, StepTime } from '@/lib/domain/explanation';
import type { Frame } from '@/models/frame/frame';
import type { Card } from '@/models/stages/card';
import type { StageContext, StageModule } from '@/models/stages/stage';
import type { Tensors } from '@/models/stages/tensor';

/** One stage just after it ran: `context` holds its own output and those before it. */
export interface StageRun {
  module: StageModule;
  card: Card;
  tensors: Tensors | null;
  context: StageContext;
  time: StepTime;
}

/** Looks on while the stages run; a prediction that nobody asks about has none. */
export interface StageObserver {
  observe(run: StageRun): void;
}

/** Gathers what each stage says of itself. */
export class Explainer implements StageObserver {
  private readonly steps: StepTime[];
  private readonly stages: Explanation['stages'] = {
    detector: null,
    recognizer: null,
    aligner: null,
    converter: null,
  };

  /** @param frameMs what it took to read the image and to fit its ink into the frame. */
  constructor(frameMs: number) {
    this.steps = [{ step: 'frame', prepare: frameMs, onnx: 0, interpret: 0 }];
  }

  observe({ module, card, tensors, context, time }: StageRun): void {
    this.steps.push(time);
    Object.assign(this.stages, { [module.manifest.name]: module.explain(tensors, context, card) });
  }

  explanation(frame: Frame, prediction: Prediction): Explanation {
    const { width, height, blank, imageWidth, imageHeight } = frame;
    const { scale, originX, originY, offset } = frame.mapping;
    return {
      width: imageWidth,
      height: imageHeight,
      frame: { width, height, scale, originX, originY, offset, blank },
      prediction,
      stages: this.stages,
      steps: this.steps,
    };
  }
}
