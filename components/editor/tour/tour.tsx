'use client';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Popover } from 'radix-ui';
import { useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { KeyHint } from '@/components/ui/key-hint';
import { useKeyOf } from '../panels/use-key-of';
import { useEditing, useEditorState } from '../state/context';
import { TOUR_STEPS, type TourStep } from './steps';
import { useTourKeys } from './use-tour-keys';

/** Where a step stands: beside its thing, or on a line inside the lower edge of it. */
function besideOf({ beside, inside }: TourStep) {
  return {
    /** Followed when it moves or is resized. */
    get contextElement() {
      return document.querySelector(beside) ?? undefined;
    },
    getBoundingClientRect() {
      const rect = document.querySelector(beside)?.getBoundingClientRect() ?? new DOMRect(0, 0, 0, 0);
      return inside ? new DOMRect(rect.left, rect.bottom - 12, rect.width, 1) : rect;
    },
  };
}

/** A tour of the editor on the formula that is open: panels beside the things, real keys, nothing changed. */
export function Tour({ onEnd }: { onEnd: () => void }) {
  const t = useTranslations('tour');
  const keyOf = useKeyOf();
  const { editor } = useEditing();
  const [at, setAt] = useState(0);
  const [before, setBefore] = useState(editor.state);
  const [held, setHeld] = useState(false);
  const title = useId();
  const text = useId();
  const now = useEditorState((state) => state);
  const step = TOUR_STEPS[at];
  const anchor = useMemo(() => step && { current: besideOf(step) }, [step]);
  const go = (to: number) => {
    setHeld(false);
    setBefore(editor.state);
    if (to >= TOUR_STEPS.length) return onEnd();
    setAt(Math.max(to, 0));
  };
  useTourKeys({ next: () => go(at + 1), back: () => go(at - 1), end: onEnd, held: () => setHeld(true) });
  if (!step || !anchor) return null;
  const key = (id: string) => keyOf(id) ?? t('noKey');
  const keys = {
    uncertain: key('select.uncertain'),
    next: key('select.next'),
    previous: key('select.previous'),
    filter: key('class.filter'),
    accept: key('stage.accept'),
    finish: key('formula.finish'),
    undo: key('history.undo'),
    palette: key('view.palette'),
    help: key('view.help'),
  };
  const tried = step.tried?.(before, now) ?? false;
  const last = at === TOUR_STEPS.length - 1;
  return (
    <Popover.Root open modal={false}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          key={step.id}
          side={step.side}
          align={step.align ?? 'center'}
          sideOffset={10}
          collisionPadding={12}
          data-tour-panel={step.id}
          aria-labelledby={title}
          aria-describedby={text}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-30 w-[23rem] rounded-lg border border-accent bg-raised p-4 shadow-float"
        >
          <div aria-live="polite">
            <p className="text-xs text-muted">{t('progress', { at: at + 1, of: TOUR_STEPS.length })}</p>
            <h2 id={title} className="mt-0.5 text-base font-semibold">
              {t(`step.${step.id}.title`)}
            </h2>
            <p id={text} className="mt-1.5 text-sm">
              {t(`step.${step.id}.text`, keys)}
            </p>
            {step.action && (
              <p className="mt-2 flex items-center gap-1.5 text-sm font-medium text-accent">
                {tried ? (
                  <>
                    <Check aria-hidden="true" className="size-4" />
                    {t('did')}
                  </>
                ) : (
                  t('tryIt', { key: key(step.action) })
                )}
              </p>
            )}
            {held && <p className="mt-2 text-sm text-warning">{t('held')}</p>}
          </div>
          <div className="mt-3 flex items-center gap-2">
            <Button size="small" look="quiet" onClick={onEnd}>
              {t('end')}
              <KeyHint keys="Esc" />
            </Button>
            <span className="flex-1" />
            {at > 0 && (
              <Button size="small" onClick={() => go(at - 1)}>
                {t('back')}
                <KeyHint keys="⌫" />
              </Button>
            )}
            <Button size="small" look="primary" onClick={() => go(at + 1)}>
              {t(last ? 'finish' : 'next')}
              <KeyHint keys="Enter" />
            </Button>
          </div>
          <Popover.Arrow className="fill-accent" />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
