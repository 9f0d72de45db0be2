import { CircleHelp, Equal, TrendingDown, TrendingUp } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { IntervalPlot } from '@/components/charts/interval-plot';
import { domainOf, type Domain } from '@/components/charts/scale';
import { Badge, type Tone } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import type { GuardedValue, GuardReport, GuardVerdict, GuardWarning } from '@/lib/domain/release/types';
import { unitOf, useGuardedName } from './use-guarded-name';

const LOOK: Record<GuardVerdict, { tone: Tone; icon: typeof Equal }> = {
  lost: { tone: 'danger', icon: TrendingDown },
  unknown: { tone: 'warning', icon: CircleHelp },
  won: { tone: 'positive', icon: TrendingUp },
  no_difference: { tone: 'neutral', icon: Equal },
};
const ORDER = Object.keys(LOOK) as GuardVerdict[];

function Value({ value, domain }: { value: GuardedValue; domain: Domain }) {
  const t = useTranslations('candidates.guard');
  const { name, number, difference: signed } = useGuardedName();
  const { tone, icon: Icon } = LOOK[value.verdict];
  const { difference, inUse, candidate } = value;
  return (
    <li
      className="grid grid-cols-[6rem_minmax(0,1fr)_10rem_7.5rem] items-center gap-3 py-0.5 text-sm"
      data-verdict={value.verdict}
    >
      <span>
        <Badge tone={tone}>
          <Icon aria-hidden="true" className="size-3" />
          {t(`verdict.${value.verdict}`)}
        </Badge>
      </span>
      <span className="truncate" title={value.key}>
        {name(value)}
        {value.support !== null && (
          <span className="ml-1.5 text-xs text-muted">{t('support', { count: value.support })}</span>
        )}
      </span>
      {difference ? (
        <IntervalPlot
          marks={[{ series: 'difference', interval: difference }]}
          references={[{ kind: 'zero', value: 0 }]}
          domain={domain}
          label={t('difference', {
            value: signed(value, difference.value),
            low: signed(value, difference.low),
            high: signed(value, difference.high),
          })}
        />
      ) : (
        <span />
      )}
      <span className="text-right text-xs text-muted tabular-nums">
        {number(value, inUse)} → <span className="font-medium text-ink">{number(value, candidate)}</span>
      </span>
    </li>
  );
}

/** On what the two were compared, or that they never were. */
function Evidence({ report, project }: { report: GuardReport; project?: string }) {
  const t = useTranslations('candidates.guard');
  const splits = useTranslations('words.split');
  const { evidence, inUse } = report;
  if (!evidence) return <Notice tone="warning">{t('noEvidence', { inUse: inUse.ref })}</Notice>;
  const text = t('evidence', {
    inUse: inUse.ref,
    snapshot: evidence.snapshot.name,
    split: splits(evidence.split),
    count: evidence.formulas,
  });
  return (
    <div className="text-sm text-muted">
      {text}{' '}
      {project && (
        <Link
          className="text-accent hover:underline"
          href={`/p/${project}/compare?a=${evidence.inUse}&b=${evidence.candidate}`}
        >
          {t('compare')}
        </Link>
      )}
      {evidence.otherStages !== 'in_use' && <p>{t(`otherStages.${evidence.otherStages}`)}</p>}
    </div>
  );
}

/** What a release would win and lose, the losses first; what does not change is behind a line. */
export function GuardReportView({ report, project }: { report: GuardReport; project?: string }) {
  const t = useTranslations('candidates.guard');
  const splits = useTranslations('words.split');
  const format = useFormatter();
  const megabytes = (bytes: number) => format.number(bytes / 1e6, { maximumFractionDigits: 1 });
  const sorted = report.values.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const telling = sorted.filter(({ verdict }) => verdict !== 'no_difference');
  const same = sorted.filter(({ verdict }) => verdict === 'no_difference');
  const domainFor = (unit: string) =>
    domainOf([
      0,
      ...report.values
        .filter((value) => unitOf(value) === unit)
        .flatMap(({ difference }) => (difference ? [difference.low, difference.high] : [])),
    ]);
  const list = (values: GuardedValue[]) => (
    <ul className="max-h-56 overflow-y-auto">
      {values.map((value) => (
        <Value
          key={`${value.kind} ${value.group} ${value.key}`}
          value={value}
          domain={domainFor(unitOf(value))}
        />
      ))}
    </ul>
  );
  const warningText = (warning: GuardWarning) => {
    switch (warning.code) {
      case 'weights_too_large':
        return t('tooLarge', { size: megabytes(warning.bytes), limit: megabytes(warning.limit) });
      case 'trained_on_these':
        return t('trainedOnThese', { count: warning.formulas });
      case 'not_test_split':
        return t('notTestSplit', { split: splits(warning.split) });
    }
  };
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2" data-guard-report>
      <Evidence report={report} {...(project !== undefined && { project })} />
      {report.evidence && telling.length > 0 && list(telling)}
      {same.length > 0 && (
        <details className="text-sm">
          <summary className="text-muted">{t('same', { count: same.length })}</summary>
          {list(same)}
        </details>
      )}
      {report.evidence && (
        <details className="text-sm">
          <summary className="text-muted">{t('rules')}</summary>
          <p className="mt-1 text-muted">{t('rulesText')}</p>
        </details>
      )}
      {report.warnings.map((warning) => (
        <Notice key={JSON.stringify(warning)} tone="warning">
          {warningText(warning)}
        </Notice>
      ))}
    </section>
  );
}
