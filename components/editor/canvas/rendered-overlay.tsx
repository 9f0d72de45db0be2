'use client';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fitAnchors, fitRendering, type Fit } from '@/lib/editor/kernels/fit-rendering';
import { useEditing, useEditorParts } from '../state/context';
import { inkBounds, inkOfTokens } from './ink-bounds';
import { useLaidPieces, type LaidPiece } from './laid-pieces';

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

/** How a rendering comes to lie on its place; null when it has no ink. */
function fitOf(drawn: HTMLElement, { place, anchors }: LaidPiece): Fit | null {
  const shared = anchors
    ? [...inkOfTokens(drawn)].flatMap(([index, ink]) => {
        const written = anchors.get(index);
        return written ? [{ ink, place: written }] : [];
      })
    : [];
  const anchored = fitAnchors(shared);
  if (anchored) return anchored;
  const ink = inkBounds(drawn);
  return ink && fitRendering(ink, place);
}

/** One rendering on its place, in image pixels. */
function Laid({ piece, fonts }: { piece: LaidPiece; fonts: number }) {
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
    const found = fitOf(inner, piece);
    root.remove();
    setFit(found);
    for (const sign of element.querySelectorAll<HTMLElement>('[data-token]')) {
      sign.dataset.mark = piece.alone.has(Number(sign.dataset.token)) ? 'alone' : '';
    }
  }, [piece, fonts]);
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
        dangerouslySetInnerHTML={{ __html: piece.markup }}
      />
    </div>
  );
}

/** Up to here the rendering appears; from here on the written formula fades. */
const HALF = 0.5;

function Overlay({ amount }: { amount: number }) {
  const { editor } = useEditing();
  const paper = useRef<HTMLDivElement>(null);
  const pieces = useLaidPieces();
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
        <div className="laid-latex" style={{ opacity: Math.min(1, amount / HALF) }}>
          {pieces.map((piece, index) => (
            <Laid key={index} piece={piece} fonts={fonts} />
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
