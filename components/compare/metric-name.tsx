import { useTranslations } from 'next-intl';
import type { MetricKey } from '@/lib/domain/metrics';

/** The name of a metric; its key, as `evaluate --json` prints it, on pointing at it. */
export function MetricName({ name }: { name: MetricKey }) {
  const t = useTranslations('compare.metric');
  return <span title={name}>{t(name)}</span>;
}
