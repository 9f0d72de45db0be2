'use client';
import { useEffect, useRef, useState } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Box } from '@/lib/domain/geometry/box';
import { randomUuid } from '@/lib/editor/uuid';
import { preloadStage } from '../canvas/stage-loader';
import { loadImage } from '../canvas/image-cache';
import { FormulaEditor } from '../formula-editor';
import { afterPaint } from '../state/after-paint';
import { keptLabels } from '../state/kept-labels';
import { openJournal } from '../state/workplace';
import { benchFormula } from './bench-formula';
import { benchImage } from './bench-image';
import { memoryApi, memoryTransport } from './bench-server';

/** What is measured from outside. */
export interface CanvasProbe {
  /** Resolves once the picture with all its boxes was painted and they can be edited. */
  readonly ready: Promise<void>;
  /** Where box `i` of N is now, in CSS pixels of the window. @throws RangeError when there is none. */
  boxRect(i: number): Box;
  /** `performance.now()` when the formula was handed to the editor: picture decoded, program loaded. */
  readonly loadStart: number;
}

declare global {
  interface Window {
    __canvasProbe?: CanvasProbe;
  }
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

const isDrawn = () => window.__formularyEditor?.drawn() ?? false;

/** Resolves after the next frame was painted; true if picture and boxes are on it. */
const painted = () =>
  new Promise<boolean>((resolve) => {
    let drawn = false;
    requestAnimationFrame(() => {
      drawn = isDrawn();
    });
    afterPaint(() => resolve(drawn));
  });

const soon = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Resolves once picture and boxes were painted, and a change would be kept. */
async function editable(): Promise<void> {
  while (!(await painted()));
  while (window.__formularyEditor?.saveState()?.name !== 'saved') await soon();
}

function hangProbe({ prediction }: EditorPayload): void {
  const ids = prediction?.content.symbols.map(({ id }) => id) ?? [];
  window.__canvasProbe = Object.freeze({
    loadStart: performance.now(),
    ready: editable(),
    boxRect(i: number) {
      const rect = window.__formularyEditor?.boxRect(ids[i] ?? '');
      if (!rect) throw new RangeError(`there is no box ${i}`);
      return rect;
    },
  });
}

/**
 * The editor as it is, on a generated formula of `count` boxes that is saved nowhere: for measuring it from
 * outside. As in the queue, the program is loaded, what the browser keeps is open and the picture decoded before the
 * formula is opened.
 */
export function CanvasBench({ count }: { count: number }) {
  const [payload, setPayload] = useState<EditorPayload | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const open = async () => {
      const formula = benchFormula(count, randomUuid(), '');
      const imageUrl = await benchImage(formula.prediction?.content.symbols ?? []);
      await Promise.all([preloadStage(), loadImage(imageUrl), openJournal()]);
      await document.fonts.ready;
      // The first look at what the browser keeps of a site is a slow one.
      keptLabels();
      const opened = { ...formula, formula: { ...formula.formula, imageUrl } };
      document.documentElement.dataset.benchImage = imageUrl;
      hangProbe(opened);
      setPayload(opened);
    };
    void open();
  }, [count]);
  if (!payload) {
    // As on the page from which one comes to a formula, the type is there already.
    return <p className="p-4 font-medium">…</p>;
  }
  return (
    <FormulaEditor
      payload={payload}
      userId={NOBODY}
      transport={memoryTransport(payload)}
      api={memoryApi}
      labels
      onDone={() => undefined}
    />
  );
}
