import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { EvaluationLeak } from '@/lib/domain/evaluations';

/** Says which candidates have seen what they are measured on: their numbers mean nothing then. */
export function LeakNotice({ leaks, side }: { leaks: readonly EvaluationLeak[]; side?: 'a' | 'b' }) {
  const t = useTranslations('compare.leak');
  const stages = useTranslations('words.stageModel');
  if (leaks.length === 0) return null;
  return (
    <Notice tone="danger" title={`${side ? `${side.toUpperCase()} · ` : ''}${t('title')}`}>
      <ul>
        {leaks.map(({ stage, candidate, snapshot, trained, tuned }) => (
          <li key={`${stage} ${snapshot.id} ${snapshot.name}`}>
            {t('text', {
              candidate: `${stages(stage)} ${candidate}`,
              snapshot: snapshot.name,
              trained,
              tuned,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
