'use client';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Box } from '@/lib/domain/geometry/box';
import { sourceLines } from '@/lib/domain/latex';
import { fitRendering, writtenLines, writtenPlace, type Fit } from '@/lib/editor/kernels/fit-rendering';
import { renderLatex } from '../latex/render';
import { useEditing, useEditorParts } from '../state/context';
import { inkBounds } from './ink-bounds';

interface Piece {
  readonly markup: string;
  readonly place: Box;
}

/** What is laid where: line over line where both have as many, else the whole over the whole. */
function usePieces(): Piece[] {
  const { editor } = useEditing();
  const annotation = useDeferredValue(useEditorParts('annotation').annotation);
  const found = useMemo(() => {
    const { latex } = annotation.label;
    const lines = sourceLines(latex);
    const places = writtenLines(annotation);
    const whole = writtenPlace(annotation) ?? { x: 0, y: 0, ...editor.subject.image };
    const pairs: [string, Box][] =
      lines.length === places.length
        ? lines.map((line, index) => [line, places[index] ?? whole])
        : [[latex, whole]];
    const pieces = pairs.map(([line, place]) => ({ markup: renderLatex(line, { silent: true }), place }));
    return pieces.every((piece): piece is Piece => piece.markup !== null) ? pieces : null;
  }, [annotation, editor]);
  // A label that cannot be drawn leaves the last that could.
  const [good, setGood] = useState<Piece[]>(found ?? []);
  if (found && found !== good) setGood(found);
  return found ?? good;
}

/** How often fonts have arrived: what was measured before that was measured with others. */
function useFontArrivals(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const onDone = () => setCount((now) => now + 1);
    document.fonts.addEventListener('loadingdone', onDone);
    return () => document.fonts.removeEventListener('loadingdone', onDone);
  }, []);
  return count;
}

/** One rendering on its place, in image pixels. */
function Laid({ markup, place, fonts }: Piece & { fonts: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState<Fit | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const outer = element?.parentElement;
    if (!element || !outer) return;
    // Measured without the transforms of the paper, so that the zoom changes nothing.
    const root = outer.cloneNode(true) as HTMLElement;
    root.style.cssText = 'position:fixed;left:0;top:0;visibility:hidden';
    const inner = root.firstElementChild as HTMLElement;
    inner.style.transform = 'none';
    document.body.append(root);
    const ink = inkBounds(inner);
    root.remove();
    setFit(ink && fitRendering(ink, place));
  }, [markup, place, fonts]);
  return (
    <div className="absolute top-0 left-0">
      <div
        ref={box}
        data-rendered-line
        className="absolute top-0 left-0 origin-top-left text-[40px] whitespace-nowrap [&_.katex-display]:m-0"
        style={
          fit
            ? { transform: `translate(${fit.x}px, ${fit.y}px) scale(${fit.scaleX}, ${fit.scaleY})` }
            : { visibility: 'hidden' }
        }
        dangerouslySetInnerHTML={{ __html: markup }}
      />
    </div>
  );
}

/** Up to here the rendering appears; from here on the written formula fades. */
const HALF = 0.5;

function Overlay({ amount }: { amount: number }) {
  const { editor } = useEditing();
  const paper = useRef<HTMLDivElement>(null);
  const pieces = usePieces();
  const fonts = useFontArrivals();
  useLayoutEffect(() => {
    // Follows the paper past React, as the canvas does.
    let last: unknown = null;
    const follow = () => {
      const { view } = editor.state;
      if (view === last || !paper.current) return;
      last = view;
      paper.current.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    };
    follow();
    return editor.subscribe(follow);
  }, [editor]);
  const { width, height } = editor.subject.image;
  return (
    <div
      aria-hidden="true"
      data-rendered-overlay={amount.toFixed(2)}
      className="pointer-events-none absolute inset-0 overflow-hidden"
    >
      <div ref={paper} className="absolute top-0 left-0 origin-top-left">
        <div
          className="absolute top-0 left-0 bg-sheet"
          style={{ width, height, opacity: Math.max(0, amount - HALF) / (1 - HALF) }}
        />
        <div className="text-rendered" style={{ opacity: Math.min(1, amount / HALF) }}>
          {pieces.map((piece, index) => (
            <Laid key={index} {...piece} fonts={fonts} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The rendered label over the written formula, ink on ink, so that what was read wrong leaps to the eye. */
export function RenderedOverlay() {
  const { blend } = useEditorParts('blend');
  return blend.on ? <Overlay amount={blend.amount} /> : null;
}
