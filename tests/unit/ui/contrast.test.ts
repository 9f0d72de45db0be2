import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Tokens of one theme, by name, as they stand in the style sheet. */
type Theme = Record<string, string>;

const css = readFileSync('app/globals.css', 'utf8');

function themeAfter(selector: string): Theme {
  const start = css.indexOf(`${selector} {`);
  expect(start, `${selector} is in the style sheet`).toBeGreaterThanOrEqual(0);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXT_PAIRS = [
  ...['surface', 'raised', 'sunken'].flatMap((ground) =>
    ['ink', 'muted', 'accent', 'danger'].map((text) => [text, ground] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-accent-soft', 'accent-soft'],
  ['positive', 'positive-soft'],
  ['warning', 'warning-soft'],
  ['danger', 'danger-soft'],
  ['confidence-high', 'sheet'],
] as const;

/** What is no text but must be seen: edges of controls, the focus ring, marks on the image (WCAG 1.4.11). */
const MARK_PAIRS = [
  ['line-strong', 'raised'],
  ['focus', 'surface'],
  ['focus', 'raised'],
  ['confidence-middle', 'sheet'],
  ['confidence-low', 'sheet'],
  ['series-a', 'raised'],
  ['series-b', 'raised'],
] as const;

describe('the colours of the screens', () => {
  const light = themeAfter(':root');
  const dark = themeAfter("[data-theme='dark']");

  it('know the contrast of black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  });

  for (const [name, theme] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    it.each(TEXT_PAIRS)(`${name}: %s can be read on %s`, (text, ground) => {
      expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
    });
    it.each(MARK_PAIRS)(`${name}: %s can be seen on %s`, (mark, ground) => {
      expect(contrast(theme[mark] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(3);
    });
  }

  it('are the same whether dark was chosen or is the system’s', () => {
    expect(themeAfter(":root:not([data-theme='light'])")).toEqual(dark);
    expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
  });
});
