'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';
import type { Axis } from '@/lib/domain/quotas';
import { FormulaCard, type FormulaListItem } from './formula-card';

export type FormulaPage = { items: FormulaListItem[]; next: string | null };

/**
 * The formulas that match, page by page: the next page comes when its end gets near, or by the button.
 * Cards outside the view cost no layout (content-visibility), so thousands scroll like tens.
 */
export function Gallery({
  first,
  axes,
  project,
  loadMore,
}: {
  first: FormulaPage;
  axes: Axis[];
  project: string;
  loadMore: (cursor: string) => Promise<ActionResult<FormulaPage>>;
}) {
  const t = useTranslations('formulas');
  const [pages, setPages] = useState([first]);
  const { run, pending, failure } = useAction();
  const end = useRef<HTMLDivElement>(null);
  const items = pages.flatMap((page) => page.items);
  const cursor = pages.at(-1)?.next ?? null;

  const more = () => {
    if (cursor && !pending)
      run(
        () => loadMore(cursor),
        (page) => setPages((known) => [...known, page]),
      );
  };
  const moreRef = useRef(more);
  useEffect(() => {
    moreRef.current = more;
  });
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && moreRef.current(),
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);

  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-3">
        {items.map((formula, index) => (
          <li key={formula.id}>
            <FormulaCard
              formula={formula}
              axes={axes}
              href={`/p/${project}/formulas/${formula.id}`}
              eager={index < 16}
            />
          </li>
        ))}
      </ul>
      <div
        ref={end}
        className="flex items-center justify-center gap-3 py-6 text-sm text-muted"
        aria-live="polite"
      >
        {failure && <FailureNotice failure={failure} />}
        {t('shown', { count: items.length })}
        {cursor && (
          <Button onClick={more} disabled={pending}>
            {t('more')}
          </Button>
        )}
      </div>
    </>
  );
}
