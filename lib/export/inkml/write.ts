import type { Annotation } from '@/lib/domain/annotation/schema';
import type { InkDocument } from '@/lib/domain/ink';
import { layoutLines } from '@/lib/domain/ordering/tree';
import { sortedSymbols } from '@/lib/domain/ordering';
import { writeMathml } from './mathml';
import { strokesOfSymbols } from './strokes';
import { attribute, escape } from './xml';

/**
 * One formula as InkML (W3C Ink Markup Language, 2011) in the manner of CROHME: the strokes as they came, the
 * segmentation, MathML whose ids are the symbols' ids, and the LaTeX label. What `parseInkml` reads from it is
 * what was written.
 */
export function writeInkml(ink: InkDocument, annotation: Annotation): string {
  const strokes = strokesOfSymbols(annotation, ink);
  const note = (type: string, text: string) =>
    `<annotation type=${attribute(type)}>${escape(text)}</annotation>\n`;
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ink xmlns="http://www.w3.org/2003/InkML">\n<traceFormat>\n',
  ];
  for (const channel of ink.channels) parts.push(`<channel name=${attribute(channel)} type="decimal"/>\n`);
  parts.push('</traceFormat>\n');
  if (ink.name !== '') parts.push(note('UI', ink.name));
  if (ink.writer !== null) parts.push(note('writer', ink.writer));
  for (const [type, text] of Object.entries(ink.notes)) parts.push(note(type, text));
  if (annotation.label.latex !== '') parts.push(note('truth', `$${annotation.label.latex}$`));
  const lines = layoutLines(annotation);
  if (lines.length > 0) {
    parts.push(
      `<annotationXML type="truth" encoding="Content-MathML">${writeMathml(lines)}</annotationXML>\n`,
    );
  }
  for (const { id, points } of ink.traces) {
    parts.push(`<trace id=${attribute(id)}>${points.map((point) => point.join(' ')).join(', ')}</trace>\n`);
  }
  parts.push('<traceGroup xml:id="segmentation">\n<annotation type="truth">Segmentation</annotation>\n');
  for (const symbol of sortedSymbols(annotation)) {
    const own = strokes.get(symbol.id);
    if (!own) continue;
    parts.push(`<traceGroup xml:id=${attribute(symbol.id)}>\n${note('truth', symbol.class)}`);
    for (const trace of own) parts.push(`<traceView traceDataRef=${attribute(trace)}/>\n`);
    parts.push(`<annotationXML href=${attribute(symbol.id)}/>\n</traceGroup>\n`);
  }
  parts.push('</traceGroup>\n</ink>\n');
  return parts.join('');
}
