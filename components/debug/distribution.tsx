import { useFormatter, useTranslations } from 'next-intl';
import { signOf } from '@/components/editor/canvas/glyphs';
import { cx } from '@/components/ui/cx';
import type { ClassDistribution } from '@/lib/domain/explanation';

const MOST = 5;
const SHARE = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

function Row({
  name,
  title,
  probability,
  first,
}: {
  name: string;
  title: string;
  probability: number;
  first: boolean;
}) {
  const format = useFormatter();
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)_3.25rem] items-center gap-2 text-sm">
      <span className={cx('truncate', first && 'font-semibold')} title={title}>
        {name}
      </span>
      <span className="h-2 rounded-[2px] bg-sunken">
        <span
          className={cx('block h-full rounded-[2px]', first ? 'bg-accent' : 'bg-state-ready')}
          style={{ width: `${100 * probability}%` }}
        />
      </span>
      <span className="text-right text-xs tabular-nums">{format.number(probability, SHARE)}</span>
    </li>
  );
}

/** The likeliest classes of a symbol as bars, and "no symbol" with them. */
export function Distribution({ title, of }: { title: string; of: ClassDistribution | null }) {
  const t = useTranslations('debug.classes');
  return (
    <section aria-label={title} className="min-w-0">
      <h4 className="mb-1 text-xs font-medium text-muted">{title}</h4>
      {of ? (
        <ol className="flex flex-col gap-0.5">
          {of.classes.slice(0, MOST).map(({ class: name, probability }, index) => (
            <Row
              key={name}
              name={signOf(name)}
              title={name}
              probability={probability}
              first={index === 0 && probability > of.none}
            />
          ))}
          <Row name={t('none')} title={t('noneLong')} probability={of.none} first={of.none > 0.5} />
        </ol>
      ) : (
        <p className="text-sm text-muted">{t('notAsked')}</p>
      )}
    </section>
  );
}
