import type { HeatMap } from '@/lib/domain/explanation';

/** A local maximum of a heat map, in image pixels; value in 0..1. */
export type Peak = { x: number; y: number; value: number; group: string };

/** Fainter ones are noise of the map, not something that the detector considered. */
const FAINT = 26;

/** Local maxima (3 × 3, the first of a plateau) of a map, strongest first. */
export function peaksOf(map: HeatMap): Peak[] {
  const { columns, rows, values, area, group } = map;
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows ? -1 : (values[row * columns + column] ?? -1);
  const isPeak = (column: number, row: number) => {
    const value = at(column, row);
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (dx === 0 && dy === 0) continue;
        const earlier = dy < 0 || (dy === 0 && dx < 0);
        const other = at(column + dx, row + dy);
        if (other > value || (earlier && other === value)) return false;
      }
    }
    return true;
  };
  return values
    .flatMap((value, index) => {
      const [column, row] = [index % columns, Math.floor(index / columns)];
      if (value < FAINT || !isPeak(column, row)) return [];
      const x = area.x + ((column + 0.5) * area.width) / columns;
      const y = area.y + ((row + 0.5) * area.height) / rows;
      return [{ x, y, value: value / 255, group }];
    })
    .toSorted((a, b) => b.value - a.value);
}

/** The strongest of several maps cell by cell, 0..255. They all lie on one grid. @throws never; [] for none */
export function strongest(maps: readonly HeatMap[]): number[] {
  const [first] = maps;
  if (!first) return [];
  return first.values.map((_, cell) => Math.max(...maps.map(({ values }) => values[cell] ?? 0)));
}

/** RGBA of a heat map: one colour, the more opaque the warmer, so that the ink stays readable under it. */
export function heatPixels(values: readonly number[], colour: readonly [number, number, number]) {
  const pixels = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, cell) => {
    pixels.set([...colour, Math.round(255 * Math.sqrt(value / 255))], cell * 4);
  });
  return pixels;
}

/** `#rrggbb` as three numbers; black for what is none. */
export function channels(hex: string): [number, number, number] {
  const number = /^#[0-9a-f]{6}$/i.test(hex.trim()) ? Number.parseInt(hex.trim().slice(1), 16) : 0;
  return [number >> 16, (number >> 8) & 255, number & 255];
}
