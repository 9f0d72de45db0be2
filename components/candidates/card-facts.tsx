import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import type { CandidateView } from '@/lib/domain/candidate';
import { Facts, Hash } from './facts';
import { isNonCommercial } from './licence';
import { useSizeText } from './size-text';

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);
const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a candidate is and where it comes from, as its card tells. */
export function Origin({ candidate, project }: { candidate: CandidateView; project: string }) {
  const t = useTranslations('candidates');
  const stages = useTranslations('words.stageModel');
  const format = useFormatter();
  const size = useSizeText();
  const { card, fullCard, variantOf } = candidate;
  const data = recordOf(fullCard.data);
  const seed = numberOf(fullCard.seed);
  const minutes = numberOf(fullCard.minutes);
  return (
    <Panel title={t('detail.origin')}>
      <Facts
        rows={[
          [t('kind'), t(`kinds.${candidate.kind}`)],
          [t('dependsOn'), card.dependsOn.map((stage) => stages(stage)).join(', ')],
          [t('detail.size'), candidate.bytes > 0 ? size(candidate.bytes) : null],
          [t('parameters'), card.parameters === null ? null : format.number(card.parameters)],
          [t('classes'), card.classes === null ? null : format.number(card.classes)],
          [
            t('variantOf'),
            variantOf && (
              <Link href={`/p/${project}/candidates/${variantOf.id}`} className="text-accent hover:underline">
                {`${variantOf.name}@${variantOf.version}`}
                {candidate.variant && ` → ${candidate.variant}`}
              </Link>
            ),
          ],
          [
            t('trainedOn'),
            card.data &&
              (card.data.formulas === null
                ? card.data.name
                : t('formulas', { name: card.data.name, count: card.data.formulas })),
          ],
          [t('detail.dataHash'), typeof data.sha256 === 'string' ? <Hash>{data.sha256}</Hash> : null],
          [t('trainedAt'), card.trainedAt && format.dateTime(new Date(card.trainedAt), 'day')],
          [t('detail.minutes'), minutes === null ? null : t('detail.minutesValue', { minutes })],
          [t('detail.seed'), seed === null ? null : String(seed)],
          [
            t('detail.added'),
            candidate.createdBy &&
              `${format.dateTime(new Date(candidate.createdAt), 'moment')} · ${candidate.createdBy}`,
          ],
          [t('licence'), card.licence],
          [t('sha256'), <Hash key="hash">{candidate.sha256}</Hash>],
        ]}
      />
      {isNonCommercial(card.licence) && (
        <div className="mt-3">
          <Notice tone="warning">{t('nonCommercial')}</Notice>
        </div>
      )}
    </Panel>
  );
}

/** What it expects and answers, and by which numbers its answers are read: as its author wrote it. */
export function Contract({ candidate }: { candidate: CandidateView }) {
  const t = useTranslations('candidates.detail');
  const { input, thresholds, calibration, classes } = candidate.fullCard;
  const rows = (value: unknown) =>
    Object.entries(recordOf(value)).map(
      ([name, said]) => [name, <span key={name}>{textOf(said)}</span>] as const,
    );
  const parts = [
    { title: t('input'), rows: rows(input) },
    { title: t('thresholds'), rows: rows(thresholds) },
    { title: t('calibration'), rows: rows(calibration) },
  ].filter((part) => part.rows.length > 0);
  return (
    <Panel title={t('contract')} hint={t('contractHint')}>
      <div className="flex flex-col gap-3">
        {parts.length === 0 && <p className="text-sm text-muted">{t('noContract')}</p>}
        {parts.map((part) => (
          <section key={part.title} aria-label={part.title}>
            <h3 className="text-xs font-medium text-muted">{part.title}</h3>
            <Facts rows={part.rows} />
          </section>
        ))}
        {Array.isArray(classes) && classes.length > 0 && (
          <details className="text-sm">
            <summary className="text-muted">{t('classList', { count: classes.length })}</summary>
            <p className="mt-1 font-mono text-xs break-words">{classes.map(textOf).join(' ')}</p>
          </details>
        )}
        <details className="text-sm">
          <summary className="text-muted">{t('fullCard')}</summary>
          <pre
            // Long: keyboards must be able to scroll it.
            tabIndex={0}
            className="mt-1 max-h-96 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs"
          >
            {JSON.stringify(candidate.fullCard, null, 2)}
          </pre>
        </details>
      </div>
    </Panel>
  );
}
