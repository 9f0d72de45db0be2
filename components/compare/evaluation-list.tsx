'use client';
import { GitCompareArrows } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button, LinkButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Table, Td, Th } from '@/components/ui/table';
import type { EvaluationRow } from '@/lib/domain/evaluations';
import { CancelButton } from './cancel-button';
import { CandidateNames } from './candidate-names';
import { EvaluationProgress, isOpen } from './evaluation-progress';
import { useNumberText } from './number-text';
import { RefreshWhile } from './refresh-while';
import { compareHref, whyNot } from './selection';

/** Every evaluation of a project, newest first; choose two or more and compare them. */
export function EvaluationList({
  evaluations,
  project,
  cancel,
}: {
  evaluations: EvaluationRow[];
  project: string;
  /** Absent for who may look only. */
  cancel?: ((id: string) => Promise<ActionResult>) | undefined;
}) {
  const t = useTranslations('compare.list');
  const metrics = useTranslations('compare.metric');
  const splits = useTranslations('words.split');
  const format = useFormatter();
  const text = useNumberText();
  const [ids, setIds] = useState<string[]>([]);
  const chosen = ids.flatMap((id) => evaluations.filter((row) => row.id === id));
  const toggle = (id: string) =>
    setIds((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <>
      <RefreshWhile active={evaluations.some(isOpen)} />
      <div className="flex min-h-11 items-center gap-3 border-b border-line px-4 py-1.5 text-sm">
        <p className="min-w-0 flex-1 text-muted" aria-live="polite">
          {chosen.length === 0 ? t('choose') : t('chosen', { count: chosen.length })}
        </p>
        {chosen.length > 0 && (
          <Button look="quiet" size="small" onClick={() => setIds([])}>
            {t('clear')}
          </Button>
        )}
        <LinkButton
          href={compareHref(project, ids)}
          prefetch={false}
          look="primary"
          size="small"
          aria-disabled={chosen.length < 2}
          tabIndex={chosen.length < 2 ? -1 : undefined}
          icon={<GitCompareArrows aria-hidden="true" className="size-4" />}
        >
          {t('compare')}
        </LinkButton>
      </div>
      <Table>
        <thead>
          <tr>
            <Th className="w-10 pr-0">
              <span className="sr-only">{t('select')}</span>
            </Th>
            <Th className="min-w-72">{t('on')}</Th>
            <Th>{t('status')}</Th>
            <Th align="right">{metrics('endToEnd.exprate')}</Th>
            <Th align="right">{metrics('endToEnd.zeroTouch')}</Th>
            <Th align="right">{metrics('endToEnd.meanCorrections')}</Th>
            <Th align="right">p50</Th>
          </tr>
        </thead>
        <tbody>
          {evaluations.map((row) => {
            const place = ids.indexOf(row.id);
            const reason = whyNot(row, chosen);
            const name = `${row.snapshot.name} · ${splits(row.split)}`;
            const { headline } = row;
            return (
              <tr key={row.id} className="hover:bg-sunken/40" data-evaluation={row.id}>
                <Td className="pr-0">
                  <label
                    className="flex items-center gap-1.5"
                    title={reason ? t(`not.${reason}`) : undefined}
                  >
                    <Checkbox
                      checked={place >= 0}
                      disabled={reason !== null}
                      onChange={() => toggle(row.id)}
                      aria-label={t('selectOne', { name })}
                    />
                    <span className="w-3 text-xs font-semibold">
                      {place >= 0 && String.fromCharCode(65 + place)}
                    </span>
                  </label>
                </Td>
                <Td>
                  <Link
                    href={`/p/${project}/evaluations/${row.id}`}
                    className="font-medium text-accent hover:underline"
                  >
                    {name}
                  </Link>
                  <span className="ml-2 text-xs whitespace-nowrap text-muted">
                    {format.dateTime(new Date(row.createdAt), 'moment')} · {t('by', { name: row.by })}
                  </span>
                  {row.leaks.length > 0 && (
                    <span className="ml-2 text-xs font-medium text-danger">{t('leaks')}</span>
                  )}
                  <CandidateNames candidates={row.candidates} />
                </Td>
                <Td>
                  <EvaluationProgress evaluation={row} />
                  {cancel && isOpen(row) && (
                    <div className="mt-1">
                      <CancelButton size="small" action={() => cancel(row.id)} />
                    </div>
                  )}
                </Td>
                <Td numeric>{headline ? text.value(headline.exprate, 'share') : '–'}</Td>
                <Td numeric>{headline ? text.value(headline.zeroTouch, 'share') : '–'}</Td>
                <Td numeric>{headline ? text.value(headline.meanCorrections, 'count') : '–'}</Td>
                <Td numeric className="whitespace-nowrap">
                  {headline ? text.value(headline.p50Ms, 'milliseconds') : '–'}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}
