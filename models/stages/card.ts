import { z } from 'zod';
import { ClassNameSchema, RELATIONS } from '@/lib/domain/annotation/schema';
import { StageSchema } from '@/lib/domain/stages';

/**
 * A candidate's card (card.json beside model.onnx): what it is, what it was trained on, how to read its
 * numbers. Unknown keys are kept by whoever wrote the card and ignored here.
 */
const CardBaseSchema = z.object({
  stage: StageSchema,
  name: z.string().min(1).max(64),
  version: z.string().min(1).max(32),
  dependsOn: z.array(StageSchema).default([]),
  licence: z.string().min(1),
  thresholds: z.record(z.string(), z.number()).default({}),
  calibration: z.record(z.string(), z.number()).default({}),
  parameters: z.number().int().nonnegative().optional(),
  metrics: z.record(z.string(), z.unknown()).optional(),
});

export const OnnxCardSchema = CardBaseSchema.extend({
  kind: z.literal('onnx'),
  /** Names in index order of the model's outputs; the reject class is not listed. */
  classes: z.array(ClassNameSchema).max(2000).default([]),
  relations: z.array(z.enum(RELATIONS)).default([...RELATIONS]),
  sha256: z
    .string('must be the sha256 of model.onnx, as sha256sum prints it')
    .regex(/^[0-9a-f]{64}$/, 'must be the sha256 of model.onnx, 64 hexadecimal digits'),
}).refine((card) => new Set(card.classes).size === card.classes.length, {
  message: 'a class is listed twice',
  path: ['classes'],
});
export type OnnxCard = z.infer<typeof OnnxCardSchema>;

export const RulesCardSchema = CardBaseSchema.extend({ kind: z.literal('rules') });
export type RulesCard = z.infer<typeof RulesCardSchema>;

export const CardSchema = z.discriminatedUnion('kind', [OnnxCardSchema, RulesCardSchema]);
export type Card = z.infer<typeof CardSchema>;

/** "name@version", the way predictions name who spoke. */
export function candidateName(card: Pick<Card, 'name' | 'version'>): string {
  return `${card.name}@${card.version}`;
}
