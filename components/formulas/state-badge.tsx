import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { FormulaState } from '@/lib/domain/quotas';
import { STATE_TONE } from './state-style';

export function StateBadge({ state }: { state: FormulaState }) {
  const t = useTranslations('words.state');
  return <Badge tone={STATE_TONE[state]}>{t(state)}</Badge>;
}
