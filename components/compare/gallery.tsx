'use client';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';
import type { Disagreement, DisagreementPage, OutcomeCounts } from '@/lib/domain/evaluations';
import { GalleryCard } from './gallery-card';
import { GalleryTabs } from './gallery-tabs';
import type { GalleryView } from './gallery-view';

/**
 * Formulas by who is right in what: which stage, and A, B, both or neither. The choice stands in the address,
 * so that a reload and a link show the same; the rest of the screen stays as it is.
 */
export function DisagreementGallery({
  initial,
  first,
  counts,
  project,
  debugQuery,
  loadPage,
}: {
  initial: GalleryView;
  first: DisagreementPage;
  counts: OutcomeCounts;
  project: string;
  /** `?…` that names both sets of candidates to the debugging view. */
  debugQuery: string;
  loadPage: (view: GalleryView, cursor: string | null) => Promise<ActionResult<DisagreementPage>>;
}) {
  const t = useTranslations('compare.gallery');
  const [view, setView] = useState(initial);
  const [pages, setPages] = useState([first]);
  const { run, pending, failure } = useAction();
  // The newest choice: what an earlier one asked for may arrive late, and is then dropped.
  const wanted = useRef(initial);
  const formulas = pages.flatMap((page): Disagreement[] => page.formulas);
  const cursor = pages.at(-1)?.cursor ?? null;

  const show = (next: GalleryView) => {
    wanted.current = next;
    setView(next);
    setPages([]);
    const query = new URLSearchParams(window.location.search);
    query.set('stage', next.outcome);
    query.set('who', next.who);
    window.history.replaceState(null, '', `?${query}#gallery`);
    run(
      () => loadPage(next, null),
      (page) => wanted.current === next && setPages([page]),
    );
  };
  const more = () =>
    run(
      () => loadPage(view, cursor),
      (page) => wanted.current === view && setPages((known) => [...known, page]),
    );

  return (
    <>
      <GalleryTabs view={view} counts={counts} onChange={show} />
      <div aria-live="polite" aria-busy={pending}>
        {failure && <FailureNotice failure={failure} />}
        {!pending && !failure && formulas.length === 0 && (
          <p className="px-4 py-8 text-center text-sm text-muted">{t('empty')}</p>
        )}
        <ul className="grid grid-cols-1 gap-3 p-4 xl:grid-cols-2" data-gallery>
          {formulas.map((formula) => (
            <li key={formula.formulaId} className="min-w-0">
              <GalleryCard
                formula={formula}
                outcome={view.outcome}
                who={view.who}
                address={`/p/${project}/formulas/${formula.formulaId}`}
                debugQuery={debugQuery}
              />
            </li>
          ))}
        </ul>
        <div className="flex items-center justify-center gap-3 pb-4 text-sm text-muted">
          {pending
            ? t('loading')
            : t('shown', { shown: formulas.length, total: counts[view.outcome][view.who] })}
          {cursor && (
            <Button onClick={more} disabled={pending}>
              {t('more')}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}
