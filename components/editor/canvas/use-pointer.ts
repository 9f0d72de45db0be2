'use client';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import type { Editor } from '@/lib/editor/editor';
import { screenPoint } from '@/lib/editor/kernels/space';
import { fitView, panBy, zoomAt } from '@/lib/editor/kernels/view';
import { Pointers, type ScreenPointer } from '@/lib/editor/tools/pointers';
import type { PointerKind } from '@/lib/editor/tools/state-node';
import { useEditing } from '../state/context';

const PRIMARY = 0;
const MIDDLE = 1;
/** Zoom per pixel of wheel travel, small enough for trackpads. */
const WHEEL_ZOOM = 0.0022;

function waitWithTimer(ms: number, then: () => void): () => void {
  const timer = window.setTimeout(then, ms);
  return () => window.clearTimeout(timer);
}

const kindOf = ({ pointerType }: PointerEvent): PointerKind =>
  pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse';

function screenPointer(event: PointerEvent<HTMLElement>, pans = false): ScreenPointer {
  const corner = event.currentTarget.getBoundingClientRect();
  return {
    id: event.pointerId,
    kind: kindOf(event),
    time: event.timeStamp,
    x: event.clientX - corner.x,
    y: event.clientY - corner.y,
    shift: event.shiftKey,
    alt: event.altKey,
    pans,
  };
}

/** Tells the editor how large the canvas is; a formula that was fitted is fitted again. */
export function measure(editor: Editor, element: HTMLElement): void {
  const viewport = { width: element.clientWidth, height: element.clientHeight };
  const { fitted, view, viewport: known } = editor.state;
  if (viewport.width === 0 || viewport.height === 0) return;
  if (viewport.width === known.width && viewport.height === known.height) return;
  editor.update({ viewport, view: fitted ? fitView(editor.subject.image, viewport) : view });
}

/** Feeds pointers (mouse, pen, fingers), wheel and size of the canvas element to the editor. */
export function usePointer(element: HTMLElement | null) {
  const { editor, tools, session } = useEditing();
  const [cursor, setCursor] = useState('default');
  const [pointers] = useState(() => new Pointers(tools, waitWithTimer));
  const space = useRef(false);

  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => measure(editor, element));
    observer.observe(element);
    // React listens to wheels passively; zooming must keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      session?.touch();
      const { view } = editor.state;
      if (event.ctrlKey || event.metaKey) {
        const corner = element.getBoundingClientRect();
        const at = screenPoint(event.clientX - corner.x, event.clientY - corner.y);
        editor.update({ view: zoomAt(view, at, Math.exp(-event.deltaY * WHEEL_ZOOM)), fitted: false });
      } else {
        const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
        editor.update({ view: panBy(view, -dx, -dy), fitted: false });
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  }, [editor, element, session]);

  useEffect(() => {
    const onSpace = (event: KeyboardEvent) => {
      if (event.code !== 'Space') return;
      const onCanvas = event.target === document.body || event.target === element;
      space.current = event.type === 'keydown' && onCanvas;
      if (onCanvas) {
        event.preventDefault();
        setCursor(space.current ? 'grab' : tools.cursor);
      }
    };
    const release = () => {
      space.current = false;
    };
    window.addEventListener('keydown', onSpace);
    window.addEventListener('keyup', onSpace);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', onSpace);
      window.removeEventListener('keyup', onSpace);
      window.removeEventListener('blur', release);
    };
  }, [element, tools]);

  const after = () => setCursor(space.current ? 'grab' : tools.cursor);

  return {
    cursor,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        session?.touch();
        const pans = event.button === MIDDLE || (event.button === PRIMARY && space.current);
        if (event.button !== PRIMARY && !pans) return;
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.down(screenPointer(event, pans));
        after();
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        session?.touch();
        pointers.move(screenPointer(event));
        after();
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        pointers.up(screenPointer(event));
        after();
      },
      onPointerCancel(event: PointerEvent<HTMLElement>) {
        pointers.cancel(screenPointer(event));
        after();
      },
      onPointerLeave() {
        editor.update({ hovered: null, offered: null });
      },
    },
  };
}
