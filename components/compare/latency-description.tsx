import { useTranslations } from 'next-intl';
import { Table, Th } from '@/components/ui/table';
import type { Description } from '@/lib/domain/comparison/types';
import type { EvaluationSummary } from '@/lib/domain/evaluations';
import { IntervalCell } from './metric-parts';
import { useNumberText } from './number-text';
import { inStepOrder, useStepName } from './step-name';

/** Time of each step of one evaluation, and on what it ran: without that, times mean little. */
export function LatencyDescription({
  latency,
  onnxShare,
  memory,
  environment,
}: Pick<Description, 'latency' | 'onnxShare'> & Pick<EvaluationSummary, 'memory' | 'environment'>) {
  const t = useTranslations('compare.speed');
  const text = useNumberText();
  const step = useStepName();
  const facts: [string, string][] = [
    [t('peakRss'), text.value(memory.peakRss, 'bytes')],
    [t('weights'), text.value(memory.weights, 'bytes')],
    [t('cpu'), environment.cpu],
    [t('cores'), t('threads', { cores: environment.cores, threads: environment.threads })],
    [t('load'), environment.load.map((load) => load.toFixed(2)).join(' → ')],
    [t('versions'), `ONNX Runtime ${environment.onnxRuntime} · Node.js ${environment.node}`],
  ];
  return (
    <div className="grid items-start lg:grid-cols-2">
      <div className="overflow-x-auto">
        <Table>
          <thead>
            <tr>
              <Th>{t('step')}</Th>
              <Th align="right">p50</Th>
              <Th align="right">p95</Th>
            </tr>
          </thead>
          <tbody>
            {inStepOrder(latency).map(({ step: key, p50, p95 }) => (
              <tr key={key}>
                <th scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
                  {step(key)}
                </th>
                <IntervalCell interval={p50} unit="milliseconds" />
                <IntervalCell interval={p95} unit="milliseconds" />
              </tr>
            ))}
            {onnxShare && (
              <tr>
                <th scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
                  {t('onnxShare')}
                </th>
                <IntervalCell interval={onnxShare} unit="share" />
                <td />
              </tr>
            )}
          </tbody>
        </Table>
      </div>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-line p-4 text-sm max-lg:border-t lg:border-l">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
