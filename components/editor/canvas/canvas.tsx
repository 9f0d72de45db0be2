'use client';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { useKeyOf } from '../panels/use-key-of';
import { useEditing, useEditorParts } from '../state/context';
import { Announcement } from './announcement';
import { mayTakeFocus } from './opening-focus';
import { OrderHint } from './order-hint';
import { useInk } from './use-ink';
import { useProbe } from './probe';
import { useStage } from './stage-loader';
import { RenderedOverlay } from './rendered-overlay';
import { measure, usePointer } from './use-pointer';

/** The place where the formula is seen and its boxes are handled. */
export function Canvas({
  whole,
  onDrawn,
}: {
  /** False until the formula is drawn: words about it come after it. */
  whole: boolean;
  onDrawn: () => void;
}) {
  const t = useTranslations('editor.canvas');
  const keyOf = useKeyOf();
  const { editor, payload, problems } = useEditing();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [failed, setFailed] = useState(false);
  const drawStage = useStage();
  const attach = useCallback(
    (node: HTMLElement | null) => {
      // Before anything is drawn: the first frame has the size that the next ones have.
      if (node) measure(editor, node);
      setElement(node);
    },
    [editor],
  );
  const { cursor, handlers } = usePointer(element);
  const { stage, tool, focus, view, selection, annotation } = useEditorParts(
    'stage',
    'tool',
    'focus',
    'view',
    'selection',
    'annotation',
  );
  useProbe(element);
  useInk(payload.formula.imageUrl);
  useEffect(() => {
    // Keys work from the first moment; what is read out is the formula.
    if (element && mayTakeFocus(document)) element.focus({ preventScroll: true });
  }, [element]);
  useEffect(() => {
    if (focus?.target === 'canvas') element?.focus({ preventScroll: true });
  }, [element, focus]);
  useEffect(() => {
    // What had the keyboard may be gone with the symbol that it was about: the button that deleted it, a row, a fix.
    if (document.activeElement === document.body && mayTakeFocus(document)) {
      element?.focus({ preventScroll: true });
    }
  }, [annotation, element, selection]);
  return (
    <div className="relative min-h-0 min-w-0 flex-1 bg-sunken">
      <div
        ref={attach}
        role="application"
        tabIndex={0}
        aria-label={t('label', { name: payload.formula.name, count: Object.keys(annotation.symbols).length })}
        aria-describedby="editor-canvas-help"
        data-editor-region="canvas"
        data-stage={stage}
        data-tool={tool}
        data-scale={view.scale.toFixed(4)}
        data-symbols={Object.keys(annotation.symbols).length}
        data-selection={selection.join(' ')}
        data-problems={problems.length}
        className="absolute inset-0 touch-none overflow-hidden outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
        style={{ cursor: tool === 'parent' ? 'pointer' : cursor }}
        {...handlers}
      >
        {element && drawStage?.({ imageUrl: payload.formula.imageUrl, onFailed: setFailed, onDrawn })}
      </div>
      <p id="editor-canvas-help" className="sr-only">
        {whole && t('help', { uncertain: keyOf('select.uncertain') ?? '', help: keyOf('view.help') ?? '' })}
      </p>
      <Announcement />
      <RenderedOverlay />
      <OrderHint />
      {failed && (
        <div className="absolute inset-x-6 top-6">
          <Notice tone="danger" title={t('imageFailed')}>
            {t('imageFailedHint')}
          </Notice>
        </div>
      )}
    </div>
  );
}
