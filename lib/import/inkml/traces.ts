import type { InkTrace } from '@/lib/domain/ink';
import { idOf, type XmlElement } from './xml';

/**
 * Traces of an InkML file (W3C Ink Markup Language, 2011): "x y, x y, …", any number of channels of which `X`
 * and `Y` are used. Points without two finite numbers are left out; first-order (') and second-order (")
 * differences are resolved, a missing value repeats the one before.
 */
export function readTraces(
  elements: readonly XmlElement[],
  channels: readonly string[],
  warnings: string[],
): InkTrace[] {
  const traces: InkTrace[] = [];
  const seen = new Set<string>();
  for (const [index, element] of elements.entries()) {
    const id = idOf(element) ?? String(index);
    const { points, dropped } = readPoints(element.text, channels.length);
    if (dropped > 0) warnings.push(`trace ${id}: ${dropped} points without two numbers were left out`);
    if (seen.has(id)) warnings.push(`trace ${id}: a second trace of this name was left out`);
    else if (points.length === 0) warnings.push(`trace ${id}: it has no points`);
    else traces.push({ id, points });
    seen.add(id);
  }
  return traces;
}

const VALUE = /([!'"]?)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[TF*?])/gu;
type Order = '!' | "'" | '"';

/** One channel of a trace while it is being read. */
interface ChannelState {
  order: Order;
  value: number;
  velocity: number;
}

function advance(state: ChannelState, prefix: string, text: string): void {
  if (prefix !== '') state.order = prefix as Order;
  if (text === '*' || text === '?') return;
  const number = text === 'T' ? 1 : text === 'F' ? 0 : Number(text);
  if (state.order === '!') {
    state.value = number;
    state.velocity = 0;
  } else {
    state.velocity = state.order === "'" ? number : state.velocity + number;
    state.value += state.velocity;
  }
}

function readPoints(text: string, width: number): { points: number[][]; dropped: number } {
  const channels: ChannelState[] = Array.from({ length: width }, () => ({
    order: '!',
    value: 0,
    velocity: 0,
  }));
  const points: number[][] = [];
  let dropped = 0;
  for (const chunk of text.split(',')) {
    if (chunk.trim() === '') continue;
    const values = [...chunk.matchAll(VALUE)];
    const leftover = chunk.replace(VALUE, '').trim();
    if (values.length < 2 || leftover !== '') {
      dropped += 1;
      continue;
    }
    // More numbers than declared channels are kept: some recorders add pressure or time without saying so.
    while (channels.length < values.length) channels.push({ order: '!', value: 0, velocity: 0 });
    for (const [index, [, prefix = '', value = '']] of values.entries()) {
      const state = channels[index];
      if (state) advance(state, prefix, value);
    }
    const point = channels.slice(0, values.length).map((state) => state.value);
    if (point.every(Number.isFinite)) points.push(point);
    else dropped += 1;
  }
  return { points, dropped };
}
