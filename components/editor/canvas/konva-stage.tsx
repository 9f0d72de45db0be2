'use client';
import type Konva from 'konva';
import { useEffect, useState } from 'react';
import { Image as KonvaImage, Layer, Rect, Shape, Stage } from 'react-konva';
import { isUncertain, symbolLevel } from '@/lib/editor/kernels/confidence';
import { HANDLES, handlePoint } from '@/lib/editor/kernels/boxes';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { useEditing, useEditorState } from '../state/context';
import { currentBox, drawBoxes, drawLabel } from './draw-boxes';
import { signOf } from './glyphs';
import { loadImage, readyImage } from './image-cache';
import { OVERLAYS } from './overlays';
import { LEVEL_STYLES, usePalette, type Palette } from './palette';

const HANDLE_SIZE = 8;

function useImage(url: string): { image: HTMLImageElement | undefined; failed: boolean } {
  const [loaded, setLoaded] = useState<{ url: string; image: HTMLImageElement | null }>();
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

/** The selected symbols, each a node of its own, strong, with handles where one can be resized. */
function Selected({ palette }: { palette: Palette }) {
  const { editor } = useEditing();
  const state = useEditorState((all) => all);
  const { selection, annotation, view, stage, readOnly, tool } = state;
  const resizable = selection.length === 1 && stage === 'detector' && !readOnly && tool === 'select';
  return selection.flatMap((id) => {
    const symbol = annotation.symbols[id];
    const imageBox = currentBox(state, id);
    if (!symbol || !imageBox) return [];
    const box = boxOnScreen(view, imageBox);
    const level = symbolLevel(annotation, editor.subject.predicted, id, stage);
    const handles = resizable ? HANDLES : [];
    return [
      <Rect
        key={id}
        {...box}
        stroke={palette.focus}
        strokeWidth={2.5}
        dash={isUncertain(level) ? [...LEVEL_STYLES[level].dash] : []}
        fill={`${palette.focus}14`}
      />,
      stage === 'recognizer' && (
        <Shape
          key={`${id} label`}
          sceneFunc={(context) =>
            drawLabel(
              context._context as CanvasRenderingContext2D,
              signOf(symbol.class),
              box,
              palette.focus,
              palette,
            )
          }
        />
      ),
      ...handles.map((handle) => {
        const { x, y } = handlePoint(box, handle);
        return (
          <Rect
            key={`${id} ${handle}`}
            x={x - HANDLE_SIZE / 2}
            y={y - HANDLE_SIZE / 2}
            width={HANDLE_SIZE}
            height={HANDLE_SIZE}
            fill={palette.sheet}
            stroke={palette.focus}
            strokeWidth={1.5}
            cornerRadius={1.5}
          />
        );
      }),
    ];
  });
}

/** What is pointed at, by the pointer or by a problem; and the frames of gestures in progress. */
function Transient({ palette }: { palette: Palette }) {
  const state = useEditorState((all) => all);
  const { hovered, highlighted, selection, gesture, view, annotation, pickingParent } = state;
  const outlined = (id: (typeof highlighted)[number], width: number, color: string) => {
    const imageBox = currentBox(state, id);
    if (!imageBox || !annotation.symbols[id]) return null;
    return (
      <Rect key={`${id} ${color}`} {...boxOnScreen(view, imageBox)} stroke={color} strokeWidth={width} />
    );
  };
  return (
    <>
      {highlighted.map((id) => outlined(id, 3, palette.low))}
      {hovered && !selection.includes(hovered) && outlined(hovered, pickingParent ? 3 : 2, palette.focus)}
      {gesture?.drawing && (
        <Rect {...boxOnScreen(view, gesture.drawing)} stroke={palette.focus} strokeWidth={2} />
      )}
      {gesture?.brush && (
        <Rect
          {...boxOnScreen(view, gesture.brush)}
          stroke={palette.focus}
          strokeWidth={1}
          dash={[4, 4]}
          fill={`${palette.focus}10`}
        />
      )}
    </>
  );
}

/** The picture of the formula with its boxes. Draws the editor's state and holds none of its own. */
export default function KonvaStage({
  imageUrl,
  onFailed,
}: {
  imageUrl: string;
  onFailed: (failed: boolean) => void;
}) {
  const { editor, problems } = useEditing();
  const palette = usePalette();
  const state = useEditorState((all) => all);
  const { image, failed } = useImage(imageUrl);
  const { view, viewport, stage } = state;
  useEffect(() => onFailed(failed), [failed, onFailed]);
  const sheet = boxOnScreen(view, { x: 0, y: 0, ...editor.subject.image });
  const draw = (context: Konva.Context) => {
    const canvas = context._context as CanvasRenderingContext2D;
    drawBoxes(canvas, state, editor.subject, palette);
  };
  const scene = { state, subject: editor.subject, problems, palette };
  return (
    <Stage width={viewport.width} height={viewport.height} listening={false}>
      <Layer listening={false} imageSmoothingEnabled={view.scale < 3}>
        <Rect {...sheet} fill={palette.sheet} />
        {image && <KonvaImage image={image} {...sheet} />}
      </Layer>
      <Layer listening={false}>
        {stage !== 'converter' && <Shape sceneFunc={draw} />}
        <Selected palette={palette} />
        {OVERLAYS.filter((overlay) => overlay.shown(scene)).map((overlay) => (
          <Shape
            key={overlay.id}
            sceneFunc={({ _context }) => overlay.draw(_context as CanvasRenderingContext2D, scene)}
          />
        ))}
        <Transient palette={palette} />
      </Layer>
    </Stage>
  );
}
