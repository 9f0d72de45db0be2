import { z } from 'zod';
import { OutcomeSchema, WHO } from '@/lib/domain/evaluations';
import { MOST_COMPARED } from '@/components/compare/selection';

const many = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const QuerySchema = z.object({
  a: z.uuid(),
  b: many.pipe(
    z
      .array(z.uuid())
      .min(1)
      .max(MOST_COMPARED - 1),
  ),
  with: z.uuid().optional().catch(undefined),
  stage: OutcomeSchema.catch('zeroTouch'),
  who: z.enum(WHO).catch('a'),
});

/** What a comparison's address asks for; null when it names no two evaluations. */
export function readQuery(query: Record<string, string | string[] | undefined>) {
  const parsed = QuerySchema.safeParse(query);
  if (!parsed.success) return null;
  const { a, b, with: named, stage, who } = parsed.data;
  return {
    a,
    others: [...new Set(b)],
    b: b.find((id) => id === named) ?? b[0]!,
    view: { outcome: stage, who },
  };
}
export type CompareQuery = NonNullable<ReturnType<typeof readQuery>>;
