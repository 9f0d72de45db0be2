import { AppError } from '@/lib/errors';
import {
  NO_PINS,
  emptyAnnotation,
  type Annotation,
  type LineId,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import { InkDocumentSchema, type InkDocument } from '@/lib/domain/ink';
import { compareLatexWithTree } from '@/lib/domain/latex';
import { stripDelimiters } from '@/lib/domain/latex/tokenize';
import { fitInk, symbolBox } from './geometry';
import { readMathml } from './mathml';
import { readSegmentation, type SegmentedSymbol } from './segmentation';
import { readTraces } from './traces';
import { decodeXml, readXml, walk, type XmlElement } from './xml';

export interface ParsedInkml {
  ink: InkDocument;
  /** Size of the drawing in pixels; the truth's boxes are pixels of it. */
  width: number;
  height: number;
  /** What the file says about its symbols, unpinned; null when it says nothing. */
  truth: Annotation | null;
  /** The LaTeX of the file as it stands there, delimiters included. */
  latexRaw: string | null;
  writer: string | null;
  /** Sentences for the import report: what was left out, and what does not fit together. */
  warnings: string[];
}

const lineId = (index: number) => `line-${index + 1}` as LineId;
const NOBODY = /^(?:|unknown|anonymous|none|n\/?a|-|\?)$/iu;
const MAX_LATEX = 20_000;

/** Annotations that are direct children of the document, by type. */
function notesOf(root: XmlElement): Record<string, string> {
  const notes: Record<string, string> = {};
  for (const child of root.children) {
    if (child.name !== 'annotation') continue;
    // `typx` is a slip of the pen in three files of CROHME 2013.
    const type = child.attributes.type ?? child.attributes.typx;
    if (type !== undefined && !Object.hasOwn(notes, type)) notes[type] = child.text.trim();
  }
  return notes;
}

function channelsOf(root: XmlElement): string[] {
  const format = [...walk(root)].find((element) => element.name === 'traceFormat');
  const names = format
    ? [...walk(format)]
        .filter((element) => element.name === 'channel')
        .map((element) => element.attributes.name ?? '')
    : [];
  return names.includes('X') && names.includes('Y')
    ? names.map((name, index) => name || `channel-${index}`)
    : ['X', 'Y'];
}

function truthOf(
  math: XmlElement | undefined,
  symbols: readonly SegmentedSymbol[],
  ink: InkDocument,
  latex: string,
  warnings: string[],
): Annotation {
  const traces = new Map(ink.traces.map((trace) => [trace.id, trace]));
  const annotation = emptyAnnotation();
  annotation.label = { latex, pinned: false };
  for (const symbol of symbols) {
    const box = symbolBox(
      ink,
      symbol.traces.flatMap((id) => traces.get(id) ?? []),
    );
    const id = symbol.id as SymbolId;
    if (box) annotation.symbols[id] = { id, box, class: symbol.class, place: null, pins: NO_PINS };
  }
  if (symbols.length === 0) return annotation;
  if (!math) {
    annotation.lines[lineId(0)] = { id: lineId(0), index: 0 };
    warnings.push('the file has no MathML: its symbols have no ordering');
    return annotation;
  }
  const first = withTree(annotation, math, symbols, false);
  let best = first;
  if (
    [...walk(math)].some((element) => element.name === 'mroot') &&
    !compareLatexWithTree(first.annotation).agrees
  ) {
    const swapped = withTree(annotation, math, symbols, true);
    if (compareLatexWithTree(swapped.annotation).agrees) best = swapped;
  }
  warnings.push(...best.warnings);
  return best.annotation;
}

function withTree(
  bare: Annotation,
  math: XmlElement,
  symbols: readonly SegmentedSymbol[],
  swapRoots: boolean,
) {
  const byLink = new Map<string, SegmentedSymbol>();
  const warnings: string[] = [];
  for (const symbol of symbols) {
    for (const link of symbol.links) {
      if (byLink.has(link)) warnings.push(`two symbols are linked to MathML ${link}`);
      else byLink.set(link, symbol);
    }
  }
  const classes = new Map(symbols.map((symbol) => [symbol.id, symbol.class]));
  const reading = readMathml(math, {
    classOf: (id) => classes.get(id),
    symbolOf: (id) => byLink.get(id)?.id,
    swapRoots,
  });
  const annotation: Annotation = { ...bare, symbols: { ...bare.symbols }, lines: {} };
  const count = Math.max(0, ...reading.entries.map((entry) => entry.line)) + 1;
  for (let index = 0; index < count; index++) annotation.lines[lineId(index)] = { id: lineId(index), index };
  for (const entry of reading.entries) {
    const id = entry.symbol as SymbolId;
    const symbol = annotation.symbols[id];
    if (!symbol) continue;
    const place = {
      line: lineId(entry.line),
      parent: entry.parent as SymbolId | null,
      relation: entry.relation,
    };
    annotation.symbols[id] = { ...symbol, place };
  }
  const lost = Object.values(annotation.symbols).filter((symbol) => symbol.place === null);
  for (const symbol of lost)
    warnings.push(`symbol ${symbol.id} (${symbol.class}) has no place in the MathML`);
  return { annotation, warnings: [...warnings, ...reading.warnings] };
}

/**
 * Reads one InkML file: strokes, the segmentation into symbols, and the symbol layout tree of its MathML.
 * Strokes that belong to no symbol are kept but not drawn; a file without segmentation is drawn whole.
 * @param name file name for messages.
 * @throws AppError `broken_file` when it is not well-formed, has a DOCTYPE, or holds no strokes.
 */
export function parseInkml(bytes: Uint8Array, name: string): ParsedInkml {
  const warnings: string[] = [];
  const { text, guessed } = decodeXml(bytes);
  if (guessed) warnings.push('the text is not UTF-8; it was read as Latin-1');
  const root = readXml(text, name);
  if (root.name !== 'ink')
    throw new AppError('broken_file', `${name}: this is XML, but not InkML (its root is <${root.name}>).`);
  const elements = [...walk(root)];
  const channels = channelsOf(root);
  const traces = readTraces(
    elements.filter((element) => element.name === 'trace'),
    channels,
    warnings,
  );
  const symbols = readSegmentation(root, new Set(traces.map((trace) => trace.id)), warnings);
  const inSymbols = new Set(symbols.flatMap((symbol) => symbol.traces));
  const drawn = symbols.length > 0 ? traces.filter((trace) => inSymbols.has(trace.id)) : traces;
  if (symbols.length > 0 && drawn.length < traces.length) {
    warnings.push(`${traces.length - drawn.length} strokes belong to no symbol and were not drawn`);
  }
  const fit = fitInk({ channels }, drawn);
  if (!fit) throw new AppError('broken_file', `${name}: there are no strokes in it.`);
  const { truth: latexRaw, writer: rawWriter = '', UI = '', ...notes } = notesOf(root);
  if (latexRaw === undefined || latexRaw === '') warnings.push('the file has no LaTeX');
  const writer = NOBODY.test(rawWriter.trim()) ? null : rawWriter.trim();
  const ink = InkDocumentSchema.parse({
    name: UI,
    writer,
    channels,
    traces,
    drawn: drawn.map((trace) => trace.id),
    symbols: Object.fromEntries(symbols.map((symbol) => [symbol.id, symbol.traces])),
    notes,
    transform: fit.transform,
  });
  const math = elements.find((element) => element.name === 'math');
  const latex = latexRaw === undefined ? '' : stripDelimiters(latexRaw).body.trim().slice(0, MAX_LATEX);
  const said = symbols.length > 0 || latex !== '';
  return {
    ink,
    width: fit.width,
    height: fit.height,
    truth: said ? truthOf(math, symbols, ink, latex, warnings) : null,
    latexRaw: latexRaw ?? null,
    writer,
    warnings,
  };
}
