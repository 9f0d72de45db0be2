import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Verdict } from '@/lib/domain/comparison/types';

const LOOK: Record<Verdict, { tone: Tone; icon: typeof Equal }> = {
  better: { tone: 'positive', icon: ArrowUp },
  worse: { tone: 'danger', icon: ArrowDown },
  no_difference: { tone: 'neutral', icon: Equal },
};

/** What B is beside A: a word, an arrow and a colour; on pointing at it, in how many formulas they differ. */
export function VerdictBadge({ verdict, changed }: { verdict: Verdict; changed: number }) {
  const t = useTranslations('compare.metrics');
  const { tone, icon: Icon } = LOOK[verdict];
  return (
    <span title={t('changed', { count: changed })} data-verdict={verdict}>
      <Badge tone={tone}>
        <Icon aria-hidden="true" className="size-3" />
        {t(verdict)}
      </Badge>
    </span>
  );
}
