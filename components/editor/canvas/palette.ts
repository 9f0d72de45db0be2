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

export const FALLBACK_PALETTE: Palette = {
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
    high: token('--confidence-high', FALLBACK_PALETTE.high),
    middle: token('--confidence-middle', FALLBACK_PALETTE.middle),
    low: token('--confidence-low', FALLBACK_PALETTE.low),
    // The page's focus colour is made for the page's ground; on the white sheet the light theme's one is right.
    focus: FALLBACK_PALETTE.focus,
    sheet: token('--sheet', FALLBACK_PALETTE.sheet),
    font: getComputedStyle(document.body).fontFamily || FALLBACK_PALETTE.font,
  };
}

/** The palette of the theme in use; changes with it. */
export function usePalette(): Palette {
  // Read before the first frame: another palette afterwards would be a second one.
  const [palette, setPalette] = useState(() => (typeof document === 'undefined' ? FALLBACK_PALETTE : read()));
  useEffect(() => {
    const refresh = () => setPalette(read());
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
