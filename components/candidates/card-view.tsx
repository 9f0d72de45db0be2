import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Measurements } from './measurements';
import type { CandidateSummary } from '@/lib/domain/candidate-card';

const isNonCommercial = (licence: string) => /\bNC\b|non-?commercial/i.test(licence);

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-3 py-1 text-sm">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** What a stage uses, as its card tells: where it comes from, what it may be used for, how good it is. */
export function CandidateCardView({ card, shipped }: { card: CandidateSummary; shipped: boolean }) {
  const t = useTranslations('candidates');
  const stages = useTranslations('words.stageModel');
  const does = useTranslations('words.stageDoes');
  const format = useFormatter();
  return (
    <Panel
      title={stages(card.stage)}
      hint={does(card.stage)}
      action={<Badge tone="positive">{shipped ? t('shipped') : t('projectsOwn')}</Badge>}
    >
      <p className="mb-2 text-lg font-semibold">
        {card.name} <span className="font-normal text-muted tabular-nums">{card.version}</span>
      </p>
      <dl>
        <Row label={t('kind')}>{t(`kinds.${card.kind}`)}</Row>
        {card.dependsOn.length > 0 && (
          <Row label={t('dependsOn')}>{card.dependsOn.map((stage) => stages(stage)).join(', ')}</Row>
        )}
        {card.parameters !== null && <Row label={t('parameters')}>{format.number(card.parameters)}</Row>}
        {card.classes !== null && <Row label={t('classes')}>{format.number(card.classes)}</Row>}
        {card.data && (
          <Row label={t('trainedOn')}>
            {card.data.formulas === null
              ? card.data.name
              : t('formulas', { name: card.data.name, count: card.data.formulas })}
          </Row>
        )}
        {card.trainedAt && (
          <Row label={t('trainedAt')}>{format.dateTime(new Date(card.trainedAt), 'day')}</Row>
        )}
        <Row label={t('licence')}>{card.licence}</Row>
        {card.sha256 && (
          <Row label={t('sha256')}>
            <code className="block truncate font-mono text-xs leading-5" title={card.sha256}>
              {card.sha256}
            </code>
          </Row>
        )}
      </dl>
      <h3 className="mt-3 mb-1 text-sm font-semibold">{t('metrics')}</h3>
      {card.measurements.length === 0 ? (
        <p className="text-sm text-muted">{t('noMetrics')}</p>
      ) : (
        <Measurements stage={card.stage} measurements={card.measurements} />
      )}
      {isNonCommercial(card.licence) && (
        <div className="mt-4">
          <Notice tone="warning">{t('nonCommercial')}</Notice>
        </div>
      )}
    </Panel>
  );
}
