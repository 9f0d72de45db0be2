'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { FormulaListItem } from '@/components/formulas/formula-card';
import { Thumbnail } from '@/components/formulas/thumbnail';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';

/** Formulas that annotators could not work on: look at the reason, or put them back. */
export function SkippedList({
  formulas,
  project,
  giveBack,
}: {
  formulas: FormulaListItem[];
  project: string;
  giveBack: (formulaId: string) => Promise<ActionResult>;
}) {
  const t = useTranslations('review');
  const { run, pending, failure } = useAction();
  return (
    <>
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line/60">
        {formulas.map((formula) => (
          <li key={formula.id} className="flex items-center gap-3 px-4 py-1.5 text-sm">
            <Link
              href={`/p/${project}/formulas/${formula.id}`}
              prefetch={false}
              className="flex min-w-0 flex-1 items-center gap-3 font-medium text-accent hover:underline"
            >
              <Thumbnail
                src={formula.imageUrl}
                alt=""
                width={formula.width}
                height={formula.height}
                className="h-10 w-32 shrink-0 rounded-sm border border-line p-1"
              />
              <span className="truncate">{formula.name}</span>
            </Link>
            <Button
              size="small"
              disabled={pending}
              aria-label={t('returnOne', { name: formula.name })}
              onClick={() => run(() => giveBack(formula.id))}
            >
              {t('return')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
