import { readFileSync } from 'node:fs';
import path from 'node:path';
import { canonicalLatex } from '@/lib/domain/latex';
import { drawInk, inkPng, parseInkml } from '@/lib/import';
import type { ExportFile, ExportItem, ExportSnapshot } from '@/lib/export';

/** Something to export: a self-made InkML file as a formula of a snapshot. */
export function itemFrom(fixture: string, number: number, more: Partial<ExportItem> = {}): ExportItem {
  const name = `${fixture}.inkml`;
  const { ink, truth, width, height, writer } = parseInkml(
    readFileSync(path.resolve('tests/fixtures/inkml', name)),
    name,
  );
  if (!truth) throw new Error(`${name} has no truth`);
  const latex = canonicalLatex(truth.label.latex);
  return {
    formulaId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    name,
    split: 'train',
    writer,
    document: null,
    source: name,
    annotation: truth,
    latexCanonical: latex.ok ? latex.canonical : null,
    image: {
      hash: String(number).repeat(64).slice(0, 64),
      width,
      height,
      format: 'png',
      read: () => inkPng(drawInk(ink)),
    },
    ink,
    revision: { id: `revision-${number}`, contentHash: String(number).repeat(64).slice(0, 64) },
    ...more,
  };
}

/** Two formulas to train on, one to stop by, one to test on, one held. */
export function smallSnapshot(): ExportSnapshot & { items: ExportItem[] } {
  const items = [
    itemFrom('fraction', 1),
    itemFrom('scripts', 2, { ink: null, latexCanonical: null, document: 'page-7' }),
    itemFrom('limits', 3, { split: 'val' }),
    itemFrom('two-lines', 4, { split: 'test' }),
    itemFrom('swapped-root', 5, { split: 'held' }),
  ];
  const classes = items.flatMap((item) =>
    Object.values(item.annotation.symbols).map((symbol) => symbol.class),
  );
  return {
    name: 'first',
    project: 'demo',
    createdAt: new Date('2026-01-02T03:04:05.000Z'),
    codeVersion: '0.1.0',
    contentHash: 'c'.repeat(64),
    classes: [...new Set(classes)].sort(),
    items,
  };
}

/** All files of an export by path. */
export async function filesOf(files: AsyncIterable<ExportFile>): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for await (const { path: name, bytes } of files) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    found.set(name, Buffer.concat(chunks));
  }
  return found;
}
