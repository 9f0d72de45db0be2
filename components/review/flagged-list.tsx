'use client';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { FormulaListItem } from '@/components/formulas/formula-card';
import { StateBadge } from '@/components/formulas/state-badge';
import { Thumbnail } from '@/components/formulas/thumbnail';
import type { ActionResult } from '@/components/ui/action-result';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';

/** Formulas that somebody has flagged: who, when, with which words; and what a lead can decide at once. */
export function FlaggedList({
  formulas,
  project,
  giveBack,
  clear,
}: {
  formulas: FormulaListItem[];
  project: string;
  giveBack: (formulaId: string) => Promise<ActionResult>;
  clear: (flagIds: string[]) => Promise<ActionResult>;
}) {
  const t = useTranslations('review');
  const talk = useTranslations('talk.flag');
  const names = useTranslations('words.flag');
  const format = useFormatter();
  const { run, pending, failure } = useAction();
  /** What clearing its flags means for a formula. */
  const decided = ({ state }: FormulaListItem) => talk(state === 'skipped' ? 'leaveOut' : 'clear');
  return (
    <>
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line/60">
        {formulas.map((formula) => (
          <li key={formula.id} className="flex items-center gap-3 px-4 py-1.5 text-sm">
            <Link
              href={`/p/${project}/formulas/${formula.id}`}
              prefetch={false}
              className="flex w-80 shrink-0 items-center gap-3 font-medium text-accent hover:underline max-[1100px]:w-60"
            >
              <Thumbnail
                src={formula.imageUrl}
                alt=""
                width={formula.width}
                height={formula.height}
                className="h-10 w-32 shrink-0 rounded-sm border border-line p-1 max-[1100px]:w-20"
              />
              <span className="truncate">{formula.name}</span>
            </Link>
            <ul className="flex min-w-0 flex-1 flex-col gap-0.5">
              {formula.flags.map(({ id, kind, note, by, at }) => (
                <li key={id} className="flex min-w-0 items-baseline gap-2">
                  <Badge tone="warning">{names(kind)}</Badge>
                  <span className="min-w-0 truncate" title={note}>
                    {note}
                  </span>
                  <span className="shrink-0 text-xs text-muted">
                    {talk('by', { name: by, at: format.dateTime(new Date(at), 'moment') })}
                  </span>
                </li>
              ))}
            </ul>
            <StateBadge state={formula.state} />
            {formula.state === 'skipped' && (
              <Button
                size="small"
                disabled={pending}
                aria-label={`${t('return')}: ${formula.name}`}
                onClick={() => run(() => giveBack(formula.id))}
              >
                {t('return')}
              </Button>
            )}
            <Button
              size="small"
              disabled={pending}
              aria-label={`${decided(formula)}: ${formula.name}`}
              onClick={() => run(() => clear(formula.flags.map(({ id }) => id)))}
            >
              {decided(formula)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
