import { z } from 'zod';
import type { StoredAnnotation } from '@/lib/db/annotation/read';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';

/** What a revision freezes. Which stages were accepted is part of the annotation. */
export const RevisionContentSchema = z
  .object({ imageHash: z.string(), annotation: AnnotationSchema, latexCanonical: z.string() })
  .strict();
export type RevisionContent = z.infer<typeof RevisionContentSchema>;

export function revisionContent(
  formula: { imageHash: string },
  { value, latexCanonical }: Pick<StoredAnnotation, 'value' | 'latexCanonical'>,
): RevisionContent {
  return { imageHash: formula.imageHash, annotation: value, latexCanonical };
}
