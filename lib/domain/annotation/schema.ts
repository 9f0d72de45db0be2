import { z } from 'zod';
import { BoxSchema } from '@/lib/domain/geometry/box';
import { STAGES } from '@/lib/domain/stages';
import { TextSchema } from '@/lib/domain/text';

/**
 * The annotation value: what is known about one formula image. Everything else in the product
 * (editor, save protocol, revisions, exporters, metrics) speaks about this value.
 *
 * Coordinates are image pixels, floats, x right and y down.
 */

/** `__proto__` cannot be a key of a plain record. */
const IdSchema = TextSchema.min(1)
  .max(64)
  .refine((id) => id !== '__proto__');

export const SymbolIdSchema = IdSchema.brand<'SymbolId'>();
export type SymbolId = z.infer<typeof SymbolIdSchema>;

export const LineIdSchema = IdSchema.brand<'LineId'>();
export type LineId = z.infer<typeof LineIdSchema>;

export const RELATIONS = ['Right', 'Sub', 'Sup', 'Above', 'Below', 'Inside'] as const;
export const RelationSchema = z.enum(RELATIONS);
export type Relation = z.infer<typeof RelationSchema>;

/**
 * A symbol's place in the symbol layout tree of its line. `parent` and `relation` are both null at
 * the root of a line, and both set anywhere else.
 */
export const PlaceSchema = z
  .object({ line: LineIdSchema, parent: SymbolIdSchema.nullable(), relation: RelationSchema.nullable() })
  .strict()
  .refine((place) => (place.parent === null) === (place.relation === null), {
    message: 'parent and relation are either both set or both null',
  });
export type Place = z.infer<typeof PlaceSchema>;

/** Which values of a symbol a person has set or accepted; a model never changes a pinned value. */
export const PinsSchema = z.object({ box: z.boolean(), class: z.boolean(), place: z.boolean() }).strict();
export type Pins = z.infer<typeof PinsSchema>;

/** A class is a LaTeX token, e.g. `x`, `\alpha`, `-` (minus and fraction bar). */
export const ClassNameSchema = TextSchema.min(1).max(64);

export const SymbolSchema = z
  .object({
    id: SymbolIdSchema,
    box: BoxSchema,
    class: ClassNameSchema,
    /** null while nobody has said where the symbol belongs: an orphan, reported by `validate`. */
    place: PlaceSchema.nullable(),
    pins: PinsSchema,
  })
  .strict();
export type FormulaSymbol = z.infer<typeof SymbolSchema>;

/** Lines are ordered top to bottom by `index`, an integer of 32 bits; indices need not be contiguous. */
export const LineSchema = z.object({ id: LineIdSchema, index: z.int32() }).strict();
export type Line = z.infer<typeof LineSchema>;

/** What a person deleted, so that a later prediction does not bring it back. */
export const TombstoneSchema = z
  .object({ id: SymbolIdSchema, box: BoxSchema, class: ClassNameSchema })
  .strict();
export type Tombstone = z.infer<typeof TombstoneSchema>;

/** The LaTeX label as typed. Its canonical form is derived (lib/domain/latex), never stored in here. */
export const LabelSchema = z.object({ latex: TextSchema.max(20_000), pinned: z.boolean() }).strict();
export type Label = z.infer<typeof LabelSchema>;

/** Per stage: has a person accepted it? */
export const AcceptedSchema = z
  .object(
    Object.fromEntries(STAGES.map((stage) => [stage, z.boolean()])) as Record<
      (typeof STAGES)[number],
      z.ZodBoolean
    >,
  )
  .strict();
export type Accepted = z.infer<typeof AcceptedSchema>;

export const AnnotationSchema = z
  .object({
    symbols: z.record(SymbolIdSchema, SymbolSchema),
    lines: z.record(LineIdSchema, LineSchema),
    tombstones: z.record(SymbolIdSchema, TombstoneSchema),
    label: LabelSchema,
    accepted: AcceptedSchema,
  })
  .strict();
export type Annotation = z.infer<typeof AnnotationSchema>;

export const NO_PINS: Pins = { box: false, class: false, place: false };
export const ALL_PINS: Pins = { box: true, class: true, place: true };

/** An annotation with nothing in it: what a formula has whose prediction failed. */
export function emptyAnnotation(): Annotation {
  return {
    symbols: {},
    lines: {},
    tombstones: {},
    label: { latex: '', pinned: false },
    accepted: { detector: false, recognizer: false, aligner: false, converter: false },
  };
}
