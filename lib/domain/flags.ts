import { z } from 'zod';
import { TextSchema } from '@/lib/domain/text';

/** What may be wrong with a formula as a whole: the closed list. */
export const FLAG_KINDS = ['unreadable', 'not_a_formula', 'needs_help'] as const;
export const FlagKindSchema = z.enum(FLAG_KINDS);
export type FlagKind = z.infer<typeof FlagKindSchema>;

/** Kinds with which nobody can go on: who puts the formula aside with one skips it. */
const HOPELESS: readonly FlagKind[] = ['unreadable', 'not_a_formula'];

/** Whether putting a formula aside with this flag skips it; otherwise it is only given back, to be helped with. */
export const skips = (kind: FlagKind): boolean => HOPELESS.includes(kind);

/** One person's word that something is wrong, until it is cleared. */
export const FlagSchema = z
  .object({
    id: z.uuid(),
    kind: FlagKindSchema,
    note: z.string(),
    author: z.object({ id: z.uuid(), name: z.string() }).strict(),
    at: z.iso.datetime(),
  })
  .strict();
export type Flag = z.infer<typeof FlagSchema>;

/** POST /api/v1/formulas/:id/flags. The id is made by the client. */
export const NewFlagSchema = z
  .object({
    id: z.uuid(),
    kind: FlagKindSchema,
    note: TextSchema.trim().max(500).default(''),
    /** Put the formula aside in the same step: skipped, or given back where help is needed. */
    leave: z.boolean().default(false),
  })
  .strict();
export type NewFlag = z.infer<typeof NewFlagSchema>;

/** Its author takes a flag back; whoever decides about the formula clears it. */
export const mayClear = (
  flag: Flag,
  { userId, maySettle }: { userId: string; maySettle: boolean },
): boolean => maySettle || flag.author.id === userId;
