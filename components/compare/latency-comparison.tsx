import { useTranslations } from 'next-intl';
import { PairedBars } from '@/components/charts/paired-bars';
import { Table, Td, Th } from '@/components/ui/table';
import { Notice } from '@/components/ui/notice';
import type { Comparison, Interval } from '@/lib/domain/comparison/types';
import type { EvaluationComparison, EvaluationEnvironment } from '@/lib/domain/evaluations';
import { IntervalCell } from './metric-parts';
import { useNumberText } from './number-text';
import { inStepOrder, useStepName } from './step-name';
import { VerdictBadge } from './verdict-badge';

/** Ratio of B to A with its interval, e.g. `0.62×`. */
function Ratio({ ratio }: { ratio: Interval | null }) {
  const t = useTranslations('compare.speed');
  const text = useNumberText();
  if (ratio === null) return <span className="text-muted">–</span>;
  return (
    <>
      {t('times', { value: text.value(ratio.value, 'count') })}
      <span className="block text-xs whitespace-nowrap text-muted">{text.range(ratio, 'count')}</span>
    </>
  );
}

/** What times depend on, but for the load of the moment. */
const machine = ({ cpu, cores, threads, onnxRuntime }: EvaluationEnvironment) =>
  `${cpu} · ${cores} · ${threads} · ONNX Runtime ${onnxRuntime}`;

/** Time of each step, memory and size of A and B. */
export function LatencyComparison({
  latency,
  onnxShare,
  memory,
  environments,
}: Pick<Comparison, 'latency' | 'onnxShare' | 'memory'> & Pick<EvaluationComparison, 'environments'>) {
  const t = useTranslations('compare.speed');
  const metrics = useTranslations('compare.metrics');
  const text = useNumberText();
  const step = useStepName();
  const steps = inStepOrder(latency);
  const sizes = [
    { key: 'peakRss' as const, ...memory.peakRss },
    { key: 'weights' as const, ...memory.weights },
  ];
  return (
    <>
      <div className="overflow-x-auto">
        {machine(environments.a) !== machine(environments.b) && (
          <div className="p-3">
            <Notice tone="warning">
              {t('otherMachine', { a: machine(environments.a), b: machine(environments.b) })}
            </Notice>
          </div>
        )}
        <Table>
          <thead>
            <tr>
              <Th>{t('step')}</Th>
              <Th align="right">p50 A</Th>
              <Th align="right">p50 B</Th>
              <Th align="right">B / A</Th>
              <Th align="right">p95 A</Th>
              <Th align="right">p95 B</Th>
              <Th>{metrics('verdict')}</Th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ step: key, p50, p95, p50Ratio }) => (
              <tr key={key}>
                <th scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
                  {step(key)}
                </th>
                <IntervalCell interval={p50.a} unit="milliseconds" />
                <IntervalCell interval={p50.b} unit="milliseconds" />
                <Td numeric>
                  <Ratio ratio={p50Ratio} />
                </Td>
                <IntervalCell interval={p95.a} unit="milliseconds" />
                <IntervalCell interval={p95.b} unit="milliseconds" />
                <Td>
                  <VerdictBadge verdict={p50.verdict} changed={p50.changed} />
                </Td>
              </tr>
            ))}
            {onnxShare && (
              <tr>
                <th scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
                  {t('onnxShare')}
                </th>
                <IntervalCell interval={onnxShare.a} unit="share" />
                <IntervalCell interval={onnxShare.b} unit="share" />
                <Td />
                <Td />
                <Td />
                <Td />
              </tr>
            )}
          </tbody>
        </Table>
        {latency.length === 0 && <p className="p-4 text-sm text-muted">{t('none')}</p>}
      </div>
      <div className="grid items-start gap-x-10 gap-y-5 p-4 lg:grid-cols-[2fr_1fr_1fr]">
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">{t('medians')}</h3>
          <PairedBars
            text={(value) => text.value(value, 'milliseconds')}
            pairs={steps.map(({ step: key, p50 }) => ({
              key,
              label: step(key),
              a: p50.a?.value ?? null,
              b: p50.b?.value ?? null,
            }))}
          />
        </section>
        {sizes.map(({ key, a, b }) => (
          <section key={key} className="flex flex-col gap-2">
            <h3 className="text-sm font-medium">{t(key)}</h3>
            <PairedBars text={(value) => text.value(value, 'bytes')} pairs={[{ key, label: '', a, b }]} />
          </section>
        ))}
      </div>
    </>
  );
}
