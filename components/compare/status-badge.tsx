import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { EvaluationStatus } from '@/lib/domain/evaluations';

const TONES: Record<EvaluationStatus, Tone> = {
  queued: 'neutral',
  running: 'accent',
  done: 'positive',
  failed: 'danger',
  cancelled: 'neutral',
};

/** Where an evaluation stands, as a word. */
export function StatusBadge({ status }: { status: EvaluationStatus }) {
  const t = useTranslations('compare.status');
  return <Badge tone={TONES[status]}>{t(status)}</Badge>;
}
