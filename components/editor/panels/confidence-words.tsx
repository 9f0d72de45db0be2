'use client';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';
import {
  symbolConfidence,
  symbolLevel,
  type ConfidenceLevel,
  type PredictedById,
} from '@/lib/editor/kernels/confidence';

const TONE: Record<ConfidenceLevel, string> = {
  guess: 'text-danger',
  unsure: 'text-warning',
  likely: 'text-muted',
  sure: 'text-muted',
  settled: 'text-muted',
};
/** The marks that the canvas draws at the corners of a box. */
const MARKS: Partial<Record<ConfidenceLevel, string>> = { guess: '◆◆', unsure: '◆' };

/** How sure the model is of what a stage says about a symbol: a word, the canvas's marks and a bar. */
export function ConfidenceWords({
  annotation,
  predicted,
  id,
  stage,
}: {
  annotation: Annotation;
  predicted: PredictedById;
  id: SymbolId;
  stage: Stage;
}) {
  const t = useTranslations('editor');
  const level = symbolLevel(annotation, predicted, id, stage);
  const confidence = level === 'settled' ? null : symbolConfidence(predicted, id, stage);
  return (
    <span
      className={cx('flex shrink-0 items-center gap-1.5 text-xs', TONE[level])}
      title={confidence === null ? undefined : t('symbol.confidence', { share: confidence })}
    >
      {MARKS[level] && <span aria-hidden="true">{MARKS[level]}</span>}
      {t(`level.${level}`)}
      {confidence !== null && (
        <span
          aria-hidden="true"
          className="h-1.5 w-8 overflow-hidden rounded-full bg-sunken max-[1100px]:hidden"
        >
          <span className="block h-full bg-current" style={{ width: `${confidence * 100}%` }} />
        </span>
      )}
    </span>
  );
}
