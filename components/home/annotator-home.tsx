import { ArrowRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { StateBadge } from '@/components/formulas/state-badge';
import { Thumbnail } from '@/components/formulas/thumbnail';
import type { FormulaListItem } from '@/components/formulas/formula-card';
import { buttonClass } from '@/components/ui/button';
import { KeyHint } from '@/components/ui/key-hint';
import { Panel } from '@/components/ui/panel';

/** How a day went, for one person in one project. */
export type Day = { submitted: number; skipped: number; sentBack: number; activeMs: number };

function Figure({ value, label }: { value: string; label: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-2xl font-semibold tracking-tight tabular-nums">{value}</dd>
    </div>
  );
}

/** One button, and how today went. */
export function AnnotatorHome({
  project,
  waiting,
  day,
  desk,
  quiet,
}: {
  project: string;
  /** Formulas that the queue would offer this person. */
  waiting: number;
  day: Day;
  /** What this person has begun, and what came back to them. */
  desk: FormulaListItem[];
  /** Below something more pressing: the button alone, without focus or Enter. */
  quiet: boolean;
}) {
  const t = useTranslations('home.annotator');
  const format = useFormatter();
  const begun = desk.length > 0 || day.submitted > 0;
  return (
    <div className="flex flex-col gap-4">
      <Panel>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          {waiting > 0 && (
            <Link
              href={`/p/${project}/work`}
              prefetch={false}
              autoFocus={!quiet}
              className={quiet ? buttonClass() : buttonClass('primary', 'large', 'min-w-52')}
            >
              {begun ? t('continue') : t('start')}
              <ArrowRight aria-hidden="true" className={quiet ? 'size-4' : 'size-5'} />
              {!quiet && <KeyHint keys="Enter" />}
            </Link>
          )}
          <p className="text-muted">
            {t('ready', { count: waiting })}
            {day.sentBack > 0 && (
              <span className="block text-warning">{t('sentBack', { count: day.sentBack })}</span>
            )}
          </p>
        </div>
      </Panel>
      {!quiet && (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <Panel title={t('today')}>
            <dl className="grid grid-cols-2 gap-x-6 gap-y-4">
              <Figure value={format.number(day.submitted)} label={t('submitted')} />
              <Figure value={format.number(day.skipped)} label={t('skipped')} />
              <Figure value={format.number(day.sentBack)} label={t('returned')} />
              <Figure
                value={t('minutes', { minutes: Math.round(day.activeMs / 60_000) })}
                label={t('activeTime')}
              />
            </dl>
          </Panel>
          <Panel title={t('recent')} flush>
            {desk.length === 0 ? (
              <p className="p-4 text-sm text-muted">{t('recentEmpty')}</p>
            ) : (
              <ul className="divide-y divide-line/60">
                {desk.map((formula) => (
                  <li key={formula.id}>
                    <Link
                      href={`/p/${project}/formulas/${formula.id}`}
                      prefetch={false}
                      className="flex items-center gap-3 px-4 py-1.5 text-sm hover:bg-sunken"
                    >
                      <Thumbnail
                        src={formula.imageUrl}
                        alt=""
                        width={formula.width}
                        height={formula.height}
                        className="h-9 w-28 shrink-0 rounded-sm border border-line p-1"
                      />
                      <span className="min-w-0 flex-1 truncate">{formula.name}</span>
                      <StateBadge state={formula.state} />
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      )}
    </div>
  );
}
