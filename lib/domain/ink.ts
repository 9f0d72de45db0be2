import { z } from 'zod';

/**
 * The ink a formula came with: everything needed to draw it again and to export it, kept beside the image.
 */
export const InkTraceSchema = z
  .object({
    id: z.string().min(1),
    /** Points as in the file, one number per channel (`InkDocument.channels`), in the file's own units. */
    points: z.array(z.array(z.number())).min(1),
  })
  .strict();
export type InkTrace = z.infer<typeof InkTraceSchema>;

/** Image pixels = ink units × scale + offset; one scale for both axes. */
export const InkTransformSchema = z
  .object({ scale: z.number().positive(), offsetX: z.number(), offsetY: z.number() })
  .strict();
export type InkTransform = z.infer<typeof InkTransformSchema>;

export const InkDocumentSchema = z
  .object({
    /** The file's own name for it (annotation `UI`), empty when it has none. */
    name: z.string(),
    writer: z.string().nullable(),
    /** Names of the numbers of a point; `X` and `Y` are among them. */
    channels: z.array(z.string().min(1)).min(2),
    traces: z.array(InkTraceSchema).min(1),
    /** Ids of the traces that were drawn; the others belong to no symbol (crossed out, stray). */
    drawn: z.array(z.string()),
    /** Traces of each symbol of the file's segmentation, by symbol id. */
    symbols: z.record(z.string(), z.array(z.string()).min(1)),
    /** Other annotations of the file by type: device, age, hand, copyright … */
    notes: z.record(z.string(), z.string()),
    transform: InkTransformSchema,
  })
  .strict();
export type InkDocument = z.infer<typeof InkDocumentSchema>;

/** Points of a trace as [x, y] in ink units. */
export function planePoints(ink: Pick<InkDocument, 'channels'>, trace: InkTrace): [number, number][] {
  const x = Math.max(0, ink.channels.indexOf('X'));
  const y = Math.max(1, ink.channels.indexOf('Y'));
  return trace.points.map((point) => [point[x] ?? Number.NaN, point[y] ?? Number.NaN]);
}

/** A point of the ink in image pixels. */
export function toImage(
  { scale, offsetX, offsetY }: InkTransform,
  [x, y]: [number, number],
): [number, number] {
  return [x * scale + offsetX, y * scale + offsetY];
}
