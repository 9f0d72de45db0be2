import { Bug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { LinkButton } from '@/components/ui/button';
import type { Disagreement, Outcome, Who } from '@/lib/domain/evaluations';
import { RenderedLatex } from './rendered-latex';
import { SayingView } from './saying-view';

/** One formula that A and B answered: the truth above, what each said side by side, the way to look closer. */
export function GalleryCard({
  formula,
  outcome,
  who,
  address,
  debugQuery,
}: {
  formula: Disagreement;
  outcome: Outcome;
  who: Who;
  /** Of the formula's own screen. */
  address: string;
  /** `?…` that names both sets of candidates to the debugging view. */
  debugQuery: string;
}) {
  const t = useTranslations('compare.gallery');
  return (
    <article
      data-formula={formula.formulaId}
      className="overflow-hidden rounded-lg border border-line bg-raised shadow-panel [contain-intrinsic-size:auto_16rem] [content-visibility:auto]"
    >
      <header className="flex items-center gap-3 border-b border-line px-3 py-1.5">
        <div className="min-w-0 flex-1">
          <Link
            href={address}
            prefetch={false}
            className="block truncate text-sm font-medium hover:underline"
          >
            {formula.name}
          </Link>
          <div className="overflow-x-auto overflow-y-hidden text-sm">
            <span className="mr-2 text-xs text-muted">{t('truth')}</span>
            <RenderedLatex latex={formula.gold.latex.join(' ')} />
          </div>
        </div>
        <LinkButton
          href={`${address}/debug${debugQuery}`}
          prefetch={false}
          size="small"
          icon={<Bug aria-hidden="true" className="size-3.5" />}
        >
          {t('debug')}
        </LinkButton>
      </header>
      <div className="flex divide-x divide-line">
        {(['a', 'b'] as const).map((side) => (
          <SayingView
            key={side}
            side={side}
            outcome={outcome}
            formula={formula}
            scored={formula[side]}
            isRight={who === side || who === 'both'}
          />
        ))}
      </div>
    </article>
  );
}
