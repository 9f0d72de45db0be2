'use client';
import type Konva from 'konva';
import { useEffect, useLayoutEffect, useState } from 'react';
import { Layer, Shape, Stage } from 'react-konva';
import { useEditing, useEditorState } from '../state/context';
import { loadImage, readyImage, type Picture } from './image-cache';
import { LAYERS, type LayerName } from './layers';
import { Painter } from './painter';
import { usePalette } from './palette';
import { useProblemLabel } from './problem-label';

function useImage(url: string): { image: Picture | undefined; failed: boolean } {
  const [loaded, setLoaded] = useState<{ url: string; image: Picture | null }>();
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

function PaintedLayer({ painter, name }: { painter: Painter; name: LayerName }) {
  return (
    <Layer listening={false} ref={(layer: Konva.Layer | null) => painter.attach(name, layer)}>
      <Shape
        listening={false}
        perfectDrawEnabled={false}
        sceneFunc={({ _context }) => painter.draw(name, _context as CanvasRenderingContext2D)}
      />
    </Layer>
  );
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
  const { width, height } = useEditorState((state) => state.viewport);
  const { image, failed } = useImage(imageUrl);
  const [painter] = useState(() => new Painter(editor, onDrawn));
  useEffect(() => onFailed(failed), [failed, onFailed]);
  useLayoutEffect(
    () => painter.surround({ problems, palette, problemLabel, image }),
    [painter, problems, palette, problemLabel, image],
  );
  useLayoutEffect(() => painter.follow(), [painter]);
  return (
    <Stage width={width} height={height} listening={false}>
      {LAYERS.map((name) => (
        <PaintedLayer key={name} painter={painter} name={name} />
      ))}
    </Stage>
  );
}
