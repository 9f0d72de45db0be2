import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Panel } from '@/components/ui/panel';
import { RELATIONS } from '@/lib/domain/annotation/schema';
import type { EvaluationComparison } from '@/lib/domain/evaluations';
import type { Axis } from '@/lib/domain/quotas';
import { CalibrationPanel } from './calibration-panel';
import { namesByStage } from './candidate-names';
import { CellComparisonTable } from './cell-comparison';
import { ClassComparisonTable } from './class-comparison';
import { classNames } from './class-names';
import { ConfusionPanel } from './confusion-panel';
import { ConstantNotice } from './constant-notice';
import { EvaluationHead } from './evaluation-head';
import { LatencyComparison } from './latency-comparison';
import { LeakNotice } from './leak-notice';
import { IntervalLegend } from './legend';
import { MetricComparisonTable } from './metric-comparison-table';
import { bothSides } from './one-sided';
import { sectionProps, SectionNav, SECTIONS } from './section-nav';
import { UnscoredList } from './unscored-list';

/** Two evaluations side by side, everything that was measured; `gallery` is the part to look at by eye. */
export function ComparisonDetail({
  pair: { a, b, comparison, unscored, environments },
  axes,
  gallery,
}: {
  pair: EvaluationComparison;
  axes: Axis[];
  gallery: ReactNode;
}) {
  const t = useTranslations('compare');
  const relations = useTranslations('editor.relation');
  const names = classNames(
    Object.values(comparison.perClass).flatMap((rows) => rows.map((row) => row.class)),
  );
  const side = (name: 'a' | 'b') => comparison.metrics.map((metric) => ({ ...metric, value: metric[name] }));
  return (
    <>
      <div className="mb-4 grid gap-3 lg:grid-cols-2">
        <EvaluationHead side="a" evaluation={a} other={b} />
        <EvaluationHead side="b" evaluation={b} other={a} />
      </div>
      <div className="mb-4 flex flex-col gap-2">
        <ConstantNotice metrics={side('a')} names={namesByStage(a.candidates)} side="a" />
        <ConstantNotice metrics={side('b')} names={namesByStage(b.candidates)} side="b" />
        <LeakNotice leaks={a.leaks} side="a" />
        <LeakNotice leaks={b.leaks} side="b" />
      </div>
      <SectionNav sections={SECTIONS} />
      <div className="flex flex-col gap-4">
        <div {...sectionProps('metrics')}>
          <Panel
            title={t('section.metrics')}
            hint={t('basis', { formulas: comparison.formulas, symbols: comparison.symbols })}
            action={<IntervalLegend sides />}
            flush
          >
            <MetricComparisonTable metrics={comparison.metrics} />
          </Panel>
        </div>
        <div {...sectionProps('classes')}>
          <Panel title={t('section.classes')} hint={t('classes.hint')} flush>
            <ClassComparisonTable rows={comparison.perClass} names={names} kind="class" />
          </Panel>
        </div>
        <div {...sectionProps('relations')}>
          <Panel title={t('section.relations')} hint={t('relations.hint')} flush>
            <ClassComparisonTable
              rows={comparison.perRelation}
              names={Object.fromEntries(RELATIONS.map((name) => [name, relations(name)]))}
              kind="relation"
            />
          </Panel>
        </div>
        <div {...sectionProps('cells')}>
          <Panel title={t('section.cells')} hint={t('cells.hint')} flush>
            <CellComparisonTable cells={comparison.perCell} axes={axes} project={a.project} />
          </Panel>
        </div>
        <div {...sectionProps('confusion')}>
          <Panel title={t('section.confusion')} hint={t('confusion.hint')} flush>
            <ConfusionPanel confusions={comparison.confusions} names={names} sides={['a', 'b']} />
          </Panel>
        </div>
        <div {...sectionProps('calibration')}>
          <Panel title={t('section.calibration')} hint={t('calibration.hint')} flush>
            <CalibrationPanel calibrations={bothSides(comparison.calibration)} alone={false} />
          </Panel>
        </div>
        <div {...sectionProps('speed')}>
          <Panel title={t('section.speed')} hint={t('speed.hint')} flush>
            <LatencyComparison
              latency={comparison.latency}
              onnxShare={comparison.onnxShare}
              memory={comparison.memory}
              environments={environments}
            />
          </Panel>
        </div>
        <div {...sectionProps('unscored')}>
          <Panel title={t('section.unscored')} hint={t('unscored.hint')} flush>
            <UnscoredList
              project={a.project}
              formulas={unscored.map(({ a: inA, b: inB, ...formula }) => ({
                ...formula,
                reasons: [
                  ...(inA ? [{ side: 'A' as const, reason: inA }] : []),
                  ...(inB ? [{ side: 'B' as const, reason: inB }] : []),
                ],
              }))}
            />
          </Panel>
        </div>
        <div {...sectionProps('gallery')}>
          <Panel title={t('section.gallery')} hint={t('gallery.hint')} flush>
            {gallery}
          </Panel>
        </div>
      </div>
    </>
  );
}
