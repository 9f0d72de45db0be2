'use client';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useEditing } from '../state/context';
import { holdImage, loadImage, readyImage, type Picture } from './image-cache';
import { Painter } from './painter';
import { usePalette } from './palette';
import { useProblemLabel } from './problem-label';

function useImage(url: string): { image: Picture | undefined; failed: boolean } {
  const [loaded, setLoaded] = useState<{ url: string; image: Picture | null }>();
  useLayoutEffect(() => holdImage(url), [url]);
  useEffect(() => {
    let wanted = true;
    loadImage(url).then(
      (image) => wanted && setLoaded({ url, image }),
      () => wanted && setLoaded({ url, image: null }),
    );
    return () => {
      wanted = false;
    };
  }, [url]);
  const mine = loaded?.url === url ? loaded.image : undefined;
  return { image: mine ?? readyImage(url), failed: mine === null };
}

/**
 * The picture of the formula with its boxes. Konva gives the canvases and paces the frames; what is on them is
 * drawn by the painter from the editor's state, without a node or a render for any box.
 */
export default function KonvaStage({
  imageUrl,
  onFailed,
  onDrawn,
}: {
  imageUrl: string;
  onFailed: (failed: boolean) => void;
  /** The picture and all boxes are on the canvas. */
  onDrawn: () => void;
}) {
  const { editor, problems } = useEditing();
  const palette = usePalette();
  const problemLabel = useProblemLabel();
  const { image, failed } = useImage(imageUrl);
  const container = useRef<HTMLDivElement>(null);
  const [painter] = useState(() => new Painter(editor, onDrawn));
  useEffect(() => onFailed(failed), [failed, onFailed]);
  useLayoutEffect(
    () => painter.surround({ problems, palette, problemLabel, image }),
    [painter, problems, palette, problemLabel, image],
  );
  // After the surroundings are known, so that what is drawn first is complete.
  useLayoutEffect(() => (container.current ? painter.open(container.current) : undefined), [painter]);
  return <div ref={container} />;
}
