'use client';
import { useEffect, useState } from 'react';
import type { ConfidenceLevel } from '@/lib/editor/kernels/confidence';

/** Colours of what is drawn on the sheet, which is white in both themes. Read from the design tokens. */
export interface Palette {
  readonly high: string;
  readonly middle: string;
  readonly low: string;
  readonly focus: string;
  readonly sheet: string;
  readonly font: string;
}

const FALLBACK: Palette = {
  high: '#0f5c70',
  middle: '#b06a00',
  low: '#c0392b',
  focus: '#1660d0',
  sheet: '#ffffff',
  font: 'system-ui, sans-serif',
};

function read(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  return {
    high: token('--confidence-high', FALLBACK.high),
    middle: token('--confidence-middle', FALLBACK.middle),
    low: token('--confidence-low', FALLBACK.low),
    // The page's focus colour is made for the page's ground; on the white sheet the light theme's one is right.
    focus: FALLBACK.focus,
    sheet: token('--sheet', FALLBACK.sheet),
    font: getComputedStyle(document.body).fontFamily || FALLBACK.font,
  };
}

/** The palette of the theme in use; changes with it. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(FALLBACK);
  useEffect(() => {
    const refresh = () => setPalette(read());
    refresh();
    const observer = new MutationObserver(refresh);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', refresh);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', refresh);
    };
  }, []);
  return palette;
}

interface LevelStyle {
  readonly color: keyof Pick<Palette, 'high' | 'middle' | 'low'>;
  /** Screen pixels of line and gap; none for a full line. */
  readonly dash: readonly number[];
  /** How many corner marks: the scale without any colour. */
  readonly marks: 0 | 1 | 2;
  readonly alpha: number;
}

/** The scale of confidence: line style and corner marks say it, colour repeats it. */
export const LEVEL_STYLES: Record<ConfidenceLevel, LevelStyle> = {
  settled: { color: 'high', dash: [], marks: 0, alpha: 0.55 },
  sure: { color: 'high', dash: [], marks: 0, alpha: 0.8 },
  likely: { color: 'high', dash: [7, 3], marks: 0, alpha: 0.9 },
  unsure: { color: 'middle', dash: [4, 3], marks: 1, alpha: 1 },
  guess: { color: 'low', dash: [2, 2], marks: 2, alpha: 1 },
};
