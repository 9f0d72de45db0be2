'use client';
import { useEffect } from 'react';
import type { Editor } from '@/lib/editor/editor';
import { readInk, sizeToRead, type Ink } from '@/lib/editor/kernels/ink';
import { useEditing } from '../state/context';
import { holdImage, loadImage } from './image-cache';

/** Reads the ink from a decoded picture; null where the browser does not give its pixels. */
function inkOf(picture: CanvasImageSource, image: Editor['subject']['image']): Ink | null {
  const { width, height } = sizeToRead(image);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(picture, 0, 0, width, height);
  const ink = readInk(context.getImageData(0, 0, width, height), image);
  // The pixels are not needed any more, and are not left to the collector.
  [canvas.width, canvas.height] = [0, 0];
  return ink;
}

/** Safari has none. */
const hasIdleCallbacks = () => typeof requestIdleCallback === 'function';

/**
 * Gives the editor the way to the picture's ink. It is read when a tool first asks for it, or in an idle moment
 * once the pen is taken: a formula that is only looked over never pays for it.
 */
export function useInk(url: string): void {
  const { editor } = useEditing();
  useEffect(() => {
    let wanted = true;
    let idle: number | null = null;
    const letGo = holdImage(url);
    loadImage(url).then(
      (picture) => wanted && editor.ink.provide(() => inkOf(picture, editor.subject.image)),
      () => undefined,
    );
    const prepare = () => {
      if (editor.state.tool !== 'draw' || editor.ink.known || idle !== null) return;
      const read = () => void editor.ink.get();
      idle = hasIdleCallbacks() ? requestIdleCallback(read) : window.setTimeout(read);
    };
    const unsubscribe = editor.subscribe(prepare);
    return () => {
      wanted = false;
      unsubscribe();
      letGo();
      if (idle === null) return;
      if (hasIdleCallbacks()) cancelIdleCallback(idle);
      else window.clearTimeout(idle);
    };
  }, [editor, url]);
}
