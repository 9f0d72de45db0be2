import type { Prisma } from '@/lib/db/client';
import {
  AnnotationSchema,
  type Annotation,
  type FormulaSymbol,
  type Line,
  type Tombstone,
} from '@/lib/domain/annotation/schema';
import { canonicalLatex } from '@/lib/domain/latex';

/** The relations of an annotation row that its value is read from. */
export const ANNOTATION_PARTS = {
  symbols: { include: { place: true } },
  lines: true,
  tombstones: true,
} satisfies Prisma.AnnotationInclude;
export type AnnotationRow = Prisma.AnnotationGetPayload<{ include: typeof ANNOTATION_PARTS }>;

const boxOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x,
  y,
  width,
  height,
});

/** Rows → domain value; parsed, so that a row that breaks the contract is found here. */
export function annotationFromRow(row: AnnotationRow): Annotation {
  return AnnotationSchema.parse({
    symbols: Object.fromEntries(
      row.symbols.map((symbol) => [
        symbol.id,
        {
          id: symbol.id,
          box: boxOf(symbol),
          class: symbol.class,
          place: symbol.place && {
            line: symbol.place.lineId,
            parent: symbol.place.parentId,
            relation: symbol.place.relation,
          },
          pins: { box: symbol.pinnedBox, class: symbol.pinnedClass, place: symbol.pinnedPlace },
        },
      ]),
    ),
    lines: Object.fromEntries(row.lines.map(({ id, index }) => [id, { id, index }])),
    tombstones: Object.fromEntries(
      row.tombstones.map((tombstone) => [
        tombstone.id,
        { id: tombstone.id, box: boxOf(tombstone), class: tombstone.class },
      ]),
    ),
    label: { latex: row.latex, pinned: row.latexPinned },
    accepted: {
      detector: row.acceptedDetector,
      recognizer: row.acceptedRecognizer,
      aligner: row.acceptedAligner,
      converter: row.acceptedConverter,
    },
  });
}

/** Columns of the annotation row itself. LaTeX that does not parse has no canonical form: ''. */
export function annotationColumns({ label, accepted }: Pick<Annotation, 'label' | 'accepted'>) {
  const canonical = canonicalLatex(label.latex);
  return {
    latex: label.latex,
    latexCanonical: canonical.ok ? canonical.canonical : '',
    latexPinned: label.pinned,
    acceptedDetector: accepted.detector,
    acceptedRecognizer: accepted.recognizer,
    acceptedAligner: accepted.aligner,
    acceptedConverter: accepted.converter,
  };
}

export function symbolRow(annotationId: string, { id, box, class: name, pins }: FormulaSymbol) {
  return {
    annotationId,
    id,
    ...boxOf(box),
    class: name,
    pinnedBox: pins.box,
    pinnedClass: pins.class,
    pinnedPlace: pins.place,
  };
}

export function lineRow(annotationId: string, { id, index }: Line) {
  return { annotationId, id, index };
}

/** The ordering entry of a symbol; none while nobody has said where it belongs. */
export function entryRows(annotationId: string, { id, place }: FormulaSymbol) {
  if (!place) return [];
  return [
    { annotationId, symbolId: id, lineId: place.line, parentId: place.parent, relation: place.relation },
  ];
}

export function tombstoneRow(annotationId: string, { id, box, class: name }: Tombstone) {
  return { annotationId, id, ...boxOf(box), class: name };
}

/** Domain value → rows of every part, for bulk inserts. */
export function partRows(annotationId: string, value: Annotation) {
  const symbols = Object.values(value.symbols);
  return {
    symbols: symbols.map((symbol) => symbolRow(annotationId, symbol)),
    lines: Object.values(value.lines).map((line) => lineRow(annotationId, line)),
    entries: symbols.flatMap((symbol) => entryRows(annotationId, symbol)),
    tombstones: Object.values(value.tombstones).map((tombstone) => tombstoneRow(annotationId, tombstone)),
  };
}
