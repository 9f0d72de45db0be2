import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import type { Measurement } from '@/lib/domain/candidate-card';
import type { Stage } from '@/lib/domain/stages';

/** What says most about a stage, in this order; the rest is one click away. */
const TELLING: Record<Stage, readonly string[]> = {
  detector: ['f1_50', 'f1_75', 'precision50', 'recall50', 'allFound'],
  recognizer: ['top1', 'top5', 'macroRecall', 'macroF1'],
  aligner: ['treeExact', 'parentAndRelation', 'parent', 'relationF1', 'top1Context', 'macroRecallContext'],
  converter: ['exact', 'exprate'],
};

/** One digit always, so that a column lines up. */
const SHARE = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

function Rows({ names, measurements }: { names: readonly string[]; measurements: Measurement[] }) {
  const format = useFormatter();
  return names.map((name) => (
    <tr key={name}>
      <Td className="font-mono text-xs">{name}</Td>
      {measurements.map(({ set, shares }) => (
        <Td key={set} numeric>
          {shares[name] === undefined ? '–' : format.number(shares[name], SHARE)}
        </Td>
      ))}
    </tr>
  ));
}

/** Measured shares as a table: one column for each set of formulas, the telling rows first. */
export function Measurements({ stage, measurements }: { stage: Stage; measurements: Measurement[] }) {
  const t = useTranslations('candidates');
  const splits = useTranslations('words.split');
  const common = useTranslations('common');
  const known = [...new Set(measurements.flatMap(({ shares }) => Object.keys(shares)))];
  const telling = TELLING[stage].filter((name) => known.includes(name));
  const others = known.filter((name) => !telling.includes(name));
  const setName = (set: string) =>
    set === 'validation' ? splits('val') : set === 'test' || set === 'train' ? splits(set) : set;
  const head = (
    <thead>
      <tr>
        <Th />
        {measurements.map(({ set, formulas }) => (
          <Th key={set} align="right">
            {setName(set)}
            {formulas !== null && ` · ${common('formulaCount', { count: formulas })}`}
          </Th>
        ))}
      </tr>
    </thead>
  );
  return (
    <div className="-mx-4">
      <Table>
        {head}
        <tbody>
          <Rows names={telling.length > 0 ? telling : known} measurements={measurements} />
        </tbody>
      </Table>
      {telling.length > 0 && others.length > 0 && (
        <details className="px-4 pt-2 text-sm">
          <summary className="text-muted">{t('otherMetrics', { count: others.length })}</summary>
          <div className="-mx-4">
            <Table>
              <tbody>
                <Rows names={others} measurements={measurements} />
              </tbody>
            </Table>
          </div>
        </details>
      )}
    </div>
  );
}
