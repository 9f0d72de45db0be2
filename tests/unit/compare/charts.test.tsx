import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ClassName } from '@/components/charts/class-name';
import { HeatMap } from '@/components/charts/heat-map';
import { IntervalPlot } from '@/components/charts/interval-plot';
import { ReliabilityPlot } from '@/components/charts/reliability-plot';
import { domainOf, percentScale, ticks } from '@/components/charts/scale';
import { formats } from '@/lib/i18n/formats';
import { MESSAGES } from '@/lib/i18n/messages';

const drawn = (chart: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={MESSAGES.en} formats={formats} timeZone="UTC">
      {chart}
    </NextIntlClientProvider>,
  );
const interval = (value: number, low: number, high: number) => ({ value, low, high });

describe('a scale', () => {
  it('says where on the track a value lies, and holds what leaves it at the edge', () => {
    const at = percentScale([-1, 1]);
    expect([-1, 0, 0.5, 1, 7, -7].map(at)).toEqual([0, 50, 75, 100, 100, 0]);
    expect(percentScale([3, 3])(3)).toBe(50);
  });

  it.each([
    [[0, 1], 4, [0, 0.5, 1]],
    [[-0.12, 0.12], 4, [-0.1, 0, 0.1]],
    [[0, 0.3], 3, [0, 0.1, 0.2, 0.3]],
    [[0, 9.3], 4, [0, 5]],
    [[3, 3], 4, []],
  ] as const)('puts round numbers on the axis %j', ([low, high], count, expected) => {
    expect(ticks([low, high], count)).toEqual(expected);
  });

  it('has room for all of its values, within the limits of their unit', () => {
    const [low, high] = domainOf([1, 3]);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(3);
    expect(domainOf([0, 1], [0, 1])).toEqual([0, 1]);
    expect(domainOf([])).toEqual([0, 1]);
  });
});

describe('an interval plot', () => {
  const markup = drawn(
    <IntervalPlot
      label="A 0.5, B 0.25"
      domain={[0, 1]}
      references={[
        { kind: 'baseline', value: 0.1 },
        { kind: 'aim', value: 2 },
      ]}
      marks={[
        { series: 'a', interval: interval(0.5, 0.4, 0.6) },
        { series: 'b', interval: interval(0.25, -1, 0.5) },
      ]}
    />,
  );

  it('draws each interval from its low to its high end, and the value between them', () => {
    expect(markup).toMatch(/x1="40%" x2="60%"/);
    expect(markup).toContain('cx="50%"');
    expect(markup).toContain('<svg x="25%"');
  });
  it('ends an interval that leaves the axis at its edge', () => {
    expect(markup).toMatch(/x1="0%" x2="50%"/);
  });
  it('marks what the values are held against, unless that lies beside the axis', () => {
    expect(markup).toMatch(/x1="10%" x2="10%"/);
    expect(markup).not.toContain('stroke-positive');
  });
  it('has a name that says the numbers, and shapes that differ without colour', () => {
    expect(markup).toContain('role="img" aria-label="A 0.5, B 0.25"');
    expect(markup).toContain('<circle');
    expect(markup).toContain('<path');
  });
});

describe('a reliability plot', () => {
  const bin = (low: number, count: number, confidence: number, accuracy: number) => ({
    ...{ low, high: low + 0.5, count, confidence, accuracy },
  });
  const markup = drawn(
    <ReliabilityPlot
      series="a"
      label="Recognizer"
      reliability={{ bins: [bin(0, 0, 0, 0), bin(0.5, 8, 0.75, 0.5)], ece: interval(0.25, 0.1, 0.4) }}
    />,
  );

  it('puts a bin at its mean confidence and its share right, and leaves empty bins out', () => {
    // The square of 208 px begins at (56, 8): x = 56 + 0.75 · 208, y = 8 + 0.5 · 208.
    expect([...markup.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [x, y])).toEqual([
      ['212', '112'],
    ]);
  });
  it('says the calibration error and each bin in words', () => {
    expect(markup).toContain('aria-label="Recognizer: ECE 25%"');
    expect(markup).toContain('Confidence 50% to 100%: 8 answers, 75% confident, 50% right');
  });
});

describe('a heat map', () => {
  it('is a table: every number can be read, and the larger the number the stronger its colour', () => {
    const heading = { key: 'x', name: 'x' };
    const markup = drawn(
      <HeatMap
        caption="Confusions"
        corner=""
        rows={[heading, { key: 'y', name: 'y' }]}
        columns={[heading]}
        hue="difference"
        most={9}
        cells={[[{ value: -9, title: 'nine fewer' }], [{ value: 1, title: 'one more' }]]}
      />,
    );
    const strength = [...markup.matchAll(/var\(--series-([ab])\) ([\d.]+)%/g)].map(([, side, percent]) => ({
      side,
      percent: Number(percent),
    }));
    expect(strength.map(({ side }) => side)).toEqual(['a', 'b']);
    expect(strength[0]?.percent).toBeGreaterThan(strength[1]?.percent ?? Infinity);
    expect(markup).toContain('−9');
    expect(markup).toContain('+1');
    expect(markup).toContain('title="nine fewer"');
  });
});

describe('the picture of a class', () => {
  it('is typeset, and keeps its token for who cannot see it', () => {
    const markup = drawn(<ClassName name="\alpha" />);
    expect(markup).toContain('katex');
    expect(markup).toContain('<span class="sr-only">\\alpha</span>');
  });
  it('is the token itself where LaTeX does not know it', () => {
    expect(drawn(<ClassName name="\nosuch" />)).toContain('<code');
  });
  it('stands alone although its command takes an argument', () => {
    expect(drawn(<ClassName name="\sqrt" />)).toContain('katex');
  });
});
