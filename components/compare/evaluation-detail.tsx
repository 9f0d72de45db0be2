import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { RELATIONS } from '@/lib/domain/annotation/schema';
import type { Description } from '@/lib/domain/comparison/types';
import type { EvaluationSummary, EvaluationView } from '@/lib/domain/evaluations';
import type { Axis } from '@/lib/domain/quotas';
import { CalibrationPanel } from './calibration-panel';
import { namesByStage } from './candidate-names';
import { CellDescriptionTable } from './cell-description';
import { ClassDescriptionTable } from './class-description';
import { classNames } from './class-names';
import { ConfusionPanel } from './confusion-panel';
import { ConstantNotice } from './constant-notice';
import { LatencyDescription } from './latency-description';
import { IntervalLegend } from './legend';
import { MetricTable } from './metric-table';
import { sectionProps, SectionNav, type Section } from './section-nav';
import { UnscoredList } from './unscored-list';
import { alone } from './one-sided';

const SECTIONS: Section[] = [
  'metrics',
  'classes',
  'relations',
  'cells',
  'confusion',
  'calibration',
  'speed',
  'unscored',
];

/** Every token whose picture the tables need. */
export function classesIn({ perClass }: Pick<Description, 'perClass'>): Set<string> {
  return new Set(Object.values(perClass).flatMap((rows) => rows.map((row) => row.class)));
}

/** All numbers of one finished evaluation. */
export function EvaluationDetail({
  evaluation,
  summary: { description, memory, environment },
  axes,
}: {
  evaluation: EvaluationView;
  summary: EvaluationSummary;
  axes: Axis[];
}) {
  const t = useTranslations('compare');
  const relations = useTranslations('editor.relation');
  const { project } = evaluation;
  const names = classNames(classesIn(description));
  const { confusions, calibrations } = alone(description);
  return (
    <>
      <div className="mb-4 flex flex-col gap-2">
        <ConstantNotice metrics={description.metrics} names={namesByStage(evaluation.candidates)} />
      </div>
      <SectionNav sections={SECTIONS} />
      <div className="flex flex-col gap-4">
        <div {...sectionProps('metrics')}>
          <Panel
            title={t('section.metrics')}
            hint={t('basis', { formulas: description.formulas, symbols: description.symbols })}
            action={<IntervalLegend sides={false} />}
            flush
          >
            <MetricTable metrics={description.metrics} />
          </Panel>
        </div>
        <div {...sectionProps('classes')}>
          <Panel title={t('section.classes')} hint={t('classes.hintOne')} flush>
            <ClassDescriptionTable rows={description.perClass} names={names} kind="class" />
          </Panel>
        </div>
        <div {...sectionProps('relations')}>
          <Panel title={t('section.relations')} hint={t('relations.hint')} flush>
            <ClassDescriptionTable
              rows={description.perRelation}
              names={Object.fromEntries(RELATIONS.map((name) => [name, relations(name)]))}
              kind="relation"
            />
          </Panel>
        </div>
        <div {...sectionProps('cells')}>
          <Panel title={t('section.cells')} hint={t('cells.hint')} flush>
            <CellDescriptionTable cells={description.perCell} axes={axes} project={project} />
          </Panel>
        </div>
        <div {...sectionProps('confusion')}>
          <Panel title={t('section.confusion')} hint={t('confusion.hint')} flush>
            <ConfusionPanel confusions={confusions} names={names} sides={['a']} />
          </Panel>
        </div>
        <div {...sectionProps('calibration')}>
          <Panel title={t('section.calibration')} hint={t('calibration.hint')} flush>
            <CalibrationPanel calibrations={calibrations} alone />
          </Panel>
        </div>
        <div {...sectionProps('speed')}>
          <Panel title={t('section.speed')} hint={t('speed.hint')} flush>
            <LatencyDescription
              latency={description.latency}
              onnxShare={description.onnxShare}
              memory={memory}
              environment={environment}
            />
          </Panel>
        </div>
        <div {...sectionProps('unscored')}>
          <Panel title={t('section.unscored')} hint={t('unscored.hint')} flush>
            <UnscoredList
              project={project}
              formulas={evaluation.unscored.map(({ reason, ...formula }) => ({
                ...formula,
                reasons: [{ reason }],
              }))}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}
