import { SYNONYMS } from '@/lib/domain/latex';
import { idOf, walk, type XmlElement } from './xml';

/** One symbol of a file's segmentation. */
export interface SegmentedSymbol {
  id: string;
  class: string;
  /** Ids of its traces. */
  traces: string[];
  /** Ids that its MathML element may go by, the explicit link first. */
  links: string[];
}

const MAX_ID = 64;

function labelOf(group: XmlElement): string {
  const label = group.children.find(
    (child) => child.name === 'annotation' && child.attributes.type === 'truth' && child.text.trim() !== '',
  );
  const text = label?.text.trim() ?? '';
  return SYNONYMS.get(text) ?? text;
}

/**
 * Symbols of the `traceGroup`s that hold `traceView`s themselves. Groups without a label, without strokes or
 * with strokes that do not exist are reported and left out.
 */
export function readSegmentation(
  root: XmlElement,
  traces: ReadonlySet<string>,
  warnings: string[],
): SegmentedSymbol[] {
  const symbols: SegmentedSymbol[] = [];
  const ids = new Set<string>();
  const groups = [...walk(root)].filter((element) => element.name === 'traceGroup');
  for (const [index, group] of groups.entries()) {
    const inner = group.children.some((child) => child.name === 'traceGroup');
    const views = group.children.filter((child) => child.name === 'traceView');
    if (inner && views.length === 0) continue;
    const name = labelOf(group);
    const own = idOf(group);
    const refs = views.map((view) => (view.attributes.traceDataRef ?? '').replace(/^#/u, '').trim());
    const present = [...new Set(refs.filter((ref) => traces.has(ref)))];
    const what = `traceGroup ${own ?? index}`;
    if (present.length < refs.length) warnings.push(`${what}: some of its strokes do not exist`);
    if (present.length === 0) {
      warnings.push(`${what} (${name}): it has no strokes`);
      continue;
    }
    if (name === '' || name.length > MAX_ID) {
      warnings.push(`${what}: it has no usable label`);
      continue;
    }
    let id =
      own !== undefined && own.length <= MAX_ID && own !== '__proto__' && !ids.has(own)
        ? own
        : `symbol-${index}`;
    while (ids.has(id)) id = `${id}'`;
    ids.add(id);
    const href = group.children
      .find((child) => child.name === 'annotationXML')
      ?.attributes.href?.replace(/^#/u, '')
      .trim();
    symbols.push({ id, class: name, traces: present, links: href ? [href] : [] });
  }
  return symbols;
}
