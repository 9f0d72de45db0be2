import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Explanation } from '@/lib/domain/explanation';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { env } from '@/lib/env';
import { frameFromImage } from '@/models/frame/fit';
import type { Frame } from '@/models/frame/frame';
import { candidateName, type Card } from '@/models/stages/card';
import { asDecided, decide } from '@/models/stages/decided';
import { orderByDependencies, STAGE_MODULES } from '@/models/stages/registry';
import type { StageContext, StageModule, StageOutputs } from '@/models/stages/stage';
import { Explainer, type StageObserver } from './explainer';
import { readCandidate, releaseFolders, WEIGHTS_FOLDER } from './candidate';
import { givenOutputs } from './given';
import { ModelSession } from './session';
import { warmUpInput } from './warm-up';

export interface PipelineOptions {
  /** Folder with release.json and <stage>/<candidate>/; default: the shipped weights. */
  weights?: string;
  /** Candidate folders that stand in for the released ones. */
  overrides?: Partial<Record<Stage, string>>;
  /** Threads inside one operation; default ORT_THREADS. */
  threads?: number;
}

export interface PredictOptions {
  /** Predict around what people pinned in this annotation. */
  pins?: Annotation;
  /** With `pins`: take this stage's values, and those before it, as the annotation has them. */
  changedStage?: Stage;
  /** Looks on while the stages run. */
  observer?: StageObserver;
}

export interface PipelineResult {
  prediction: Prediction;
  /** Size of the image in pixels, after EXIF orientation. */
  width: number;
  height: number;
  frame: Frame;
  /** What each stage said, for evaluation and debugging. */
  outputs: Partial<StageOutputs>;
}

interface Opened {
  card: Card;
  module: StageModule;
  session: ModelSession | null;
}

/** The four stages, opened once and shared. */
export class Pipeline {
  private constructor(private readonly stages: readonly Opened[]) {}

  /** Opens and warms every stage's candidate. @throws AppError inference_failed (nothing released), not_found, invalid_input. */
  static async open({
    weights = WEIGHTS_FOLDER,
    overrides,
    threads,
  }: PipelineOptions = {}): Promise<Pipeline> {
    const folders = await releaseFolders(weights, overrides);
    const order = orderByDependencies(STAGES.map((stage) => STAGE_MODULES[stage].manifest));
    const stages: Opened[] = [];
    for (const stage of order) {
      const { card, model } = await readCandidate(stage, folders[stage]);
      const module: StageModule = STAGE_MODULES[stage];
      const session =
        model && (await ModelSession.open(module.manifest, model, threads ?? env().ORT_THREADS));
      stages.push({ card, module, session });
    }
    const pipeline = new Pipeline(stages);
    // Every model runs once, so that the first person does not wait for its set-up.
    const { frame, pins } = warmUpInput();
    await pipeline.predictFrame(frame);
    await pipeline.predictFrame(frame, { pins, changedStage: 'detector' });
    return pipeline;
  }

  /** stage → "candidate name@version". */
  get candidates(): Record<string, string> {
    return Object.fromEntries(this.stages.map(({ card }) => [card.stage, candidateName(card)]));
  }

  /** The cards in use, by stage. */
  get cards(): Record<Stage, Card> {
    return Object.fromEntries(this.stages.map(({ card }) => [card.stage, card])) as Record<Stage, Card>;
  }

  /**
   * Boxes, classes, ordering and LaTeX of one formula image, in pixels of that image.
   * @throws AppError for an image that cannot be read or a model that fails.
   */
  async predict(image: Uint8Array, options: PredictOptions = {}): Promise<PipelineResult> {
    const started = performance.now();
    return this.predictFrame(await frameFromImage(image), options, started);
  }

  /** As `predict`, for a frame made before: evaluation asks several times about one image. */
  async predictFrame(
    frame: Frame,
    options: PredictOptions = {},
    started = performance.now(),
  ): Promise<PipelineResult> {
    const { pins = null, changedStage, observer } = options;
    const context: StageContext = {
      frame,
      pins,
      outputs: pins && changedStage ? givenOutputs(pins, changedStage, frame) : {},
    };
    const timings: Record<string, number> = { frame: performance.now() - started, onnx: 0 };
    let watched = 0;
    for (const { card, module, session } of this.stages) {
      const { name } = module.manifest;
      if (context.outputs[name] || this.isSkipped(name, changedStage, pins)) continue;
      const from = performance.now();
      const feeds = module.prepare(context, card);
      const asked = performance.now();
      const tensors = feeds && session ? await session.run(feeds) : null;
      const answered = performance.now();
      const output: StageOutputs[Stage] = module.interpret(tensors, context, card);
      context.outputs = { ...context.outputs, [name]: output };
      const done = performance.now();
      timings.onnx! += answered - asked;
      timings[name] = done - from;
      if (!observer) continue;
      const time = { step: name, prepare: asked - from, onnx: answered - asked, interpret: done - answered };
      observer.observe({ module, card, tensors, context, time });
      watched += performance.now() - done;
    }
    // What an observer does with it is no part of the prediction.
    timings.total = performance.now() - started - watched;
    return { ...this.result(context, timings), frame, outputs: context.outputs };
  }

  /**
   * What each stage saw and said about one formula image, around what `pins` hold.
   * @throws AppError as `predict`.
   */
  async explain(image: Uint8Array, pins?: Annotation): Promise<Explanation> {
    const started = performance.now();
    const frame = await frameFromImage(image);
    const explainer = new Explainer(performance.now() - started);
    const { prediction } = await this.predictFrame(frame, { pins, observer: explainer }, started);
    return explainer.explanation(frame, prediction);
  }

  /**
   * Milliseconds that the models alone take for a formula that was predicted: its tensors again, with nothing
   * read, decoded or interpreted. The floor that a prediction is measured against.
   */
  async bareMs({ frame, outputs }: PipelineResult): Promise<number> {
    const context: StageContext = { frame, pins: null, outputs };
    const feeds = this.stages.map(({ module, card }) => module.prepare(context, card));
    const started = performance.now();
    for (const [index, { session }] of this.stages.entries()) {
      const tensors = feeds[index];
      if (tensors && session) await session.run(tensors);
    }
    return performance.now() - started;
  }

  /** After a change of the ordering, only the label follows; nothing before it is asked again. */
  private isSkipped(name: Stage, changed: Stage | undefined, pins: Annotation | null): boolean {
    if (!pins || !changed) return false;
    const spoken = STAGES.indexOf(changed) >= STAGES.indexOf('aligner');
    return spoken && name !== 'converter';
  }

  private result(context: StageContext, timings: Record<string, number>) {
    const { frame, pins, outputs } = context;
    const { symbols, lines } = outputs.aligner || !pins ? decide(context) : asDecided(pins);
    const prediction: Prediction = {
      symbols,
      lines,
      latex: outputs.converter?.latex ?? '',
      latexConfidence: outputs.converter?.confidence ?? null,
      timingsMs: Object.fromEntries(
        Object.entries(timings).map(([name, value]) => [name, Math.round(value * 100) / 100]),
      ),
      candidates: this.candidates,
    };
    return { prediction, width: frame.imageWidth, height: frame.imageHeight };
  }

  async close(): Promise<void> {
    for (const { session } of this.stages) await session?.close();
  }
}

/** Opens the released pipeline, or the one that `options` name. */
export function openPipeline(options?: PipelineOptions): Promise<Pipeline> {
  return Pipeline.open(options);
}
