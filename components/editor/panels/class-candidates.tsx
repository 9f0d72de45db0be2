'use client';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import type { ClassChoice } from '@/lib/editor/kernels/candidates';
import { shownConfidence } from '@/lib/editor/kernels/confidence';
import { ClassSign } from '../latex/class-sign';
import { useKeyOf } from './use-key-of';

/** The classes on the number keys: the model's candidates with their confidence, then what was used last. */
export function ClassCandidates({
  choices,
  current,
  disabled,
  onChoose,
}: {
  choices: readonly ClassChoice[];
  current: string;
  disabled: boolean;
  onChoose: (name: string) => void;
}) {
  const t = useTranslations('editor.class');
  const keyOf = useKeyOf();
  return (
    <ol className="flex flex-col gap-0.5" aria-label={t('candidates')}>
      {choices.map((choice, index) => (
        <li key={choice.class}>
          <button
            type="button"
            disabled={disabled}
            aria-pressed={choice.class === current}
            data-class-choice={choice.class}
            onClick={() => onChoose(choice.class)}
            className={cx(
              'flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-sm pointer-coarse:h-8 [@media(height<50rem)_and_(pointer:fine)]:h-6',
              choice.class === current ? 'bg-accent-soft text-on-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <kbd className="min-w-4 text-center font-sans text-xs text-muted">
              {keyOf(`class.pick.${index + 1}`)}
            </kbd>
            <span className="min-w-6 text-center font-mono text-base">
              <ClassSign name={choice.class} />
            </span>
            <span className="flex-1 truncate text-left font-mono text-xs text-muted">
              {choice.class !== signOf(choice.class) && choice.class}
            </span>
            {choice.confidence === null ? (
              <span className="text-xs text-muted">{t('recent')}</span>
            ) : (
              <span className="flex items-center gap-1.5 text-xs tabular-nums">
                <span aria-hidden="true" className="h-1.5 w-10 overflow-hidden rounded-full bg-line/60">
                  <span
                    className="block h-full bg-line-strong"
                    style={{ width: `${choice.confidence * 100}%` }}
                  />
                </span>
                {shownConfidence(choice.confidence)}
              </span>
            )}
          </button>
        </li>
      ))}
    </ol>
  );
}
