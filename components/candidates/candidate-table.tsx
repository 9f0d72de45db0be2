import { CornerDownRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { IntervalAxis } from '@/components/charts/interval-axis';
import { domainOf, type Domain } from '@/components/charts/scale';
import { SeriesMark } from '@/components/charts/series';
import { Badge } from '@/components/ui/badge';
import { cx } from '@/components/ui/cx';
import { Table, Td, Th } from '@/components/ui/table';
import type { CandidateRow } from '@/lib/domain/candidate';
import type { CandidateStanding } from '@/lib/domain/candidate-numbers';
import { CandidateActions } from './candidate-actions';
import type { ReleaseCalls } from './release-calls';
import { familiesOf } from './family';
import { ScorePlot } from './score-plot';
import { useSizeText } from './size-text';

/** One axis for a stage, so that its candidates can be told apart at a glance. */
function domainFor(standings: readonly CandidateStanding[]): Domain {
  const ends = standings.flatMap(({ own, inUse }) =>
    [own, inUse].flatMap((number) => (number ? [number.value.low, number.value.high] : [])),
  );
  return domainOf(ends, [0, 1]);
}

function Name({ candidate, project, below }: { candidate: CandidateRow; project: string; below: boolean }) {
  const t = useTranslations('candidates');
  return (
    <span className={cx('flex items-center gap-2', below && 'pl-3')}>
      {below && <CornerDownRight aria-hidden="true" className="size-3.5 shrink-0 text-muted" />}
      <Link
        href={`/p/${project}/candidates/${candidate.id}`}
        className="font-medium text-accent hover:underline"
      >
        {candidate.name} <span className="font-normal text-muted tabular-nums">{candidate.version}</span>
      </Link>
      {candidate.variant && <Badge>{candidate.variant}</Badge>}
      {candidate.released && <Badge tone="positive">{t('inUse')}</Badge>}
    </span>
  );
}

/** Every candidate of a stage, lighter versions below their original, each beside the one in use. */
export function CandidateTable({
  candidates,
  standings,
  project,
  calls,
}: {
  candidates: CandidateRow[];
  standings: Record<string, CandidateStanding>;
  project: string;
  /** null for those who may look only. */
  calls: ReleaseCalls | null;
}) {
  const t = useTranslations('candidates.table');
  const metrics = useTranslations('candidates.mainMetric');
  const format = useFormatter();
  const size = useSizeText();
  const rows = familiesOf(candidates).flatMap(({ original, variants }) => [
    { candidate: original, below: false },
    ...variants.map((candidate) => ({ candidate, below: true })),
  ]);
  const stage = candidates[0]?.stage;
  const known = candidates.flatMap(({ id }) => standings[id] ?? []);
  const domain = domainFor(known);
  return (
    <Table className="min-w-[48rem] table-fixed">
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th align="right" className="w-24">
            {t('size')}
          </Th>
          <Th className="w-72 xl:w-[26rem]">
            <span className="flex flex-wrap items-center gap-x-3">
              {stage && metrics(stage)}
              {known.some(({ own, inUse }) => inUse && inUse.evaluationId !== own.evaluationId) && (
                <span className="flex items-center gap-1 font-normal">
                  <SeriesMark series="a" />
                  {t('inUse')}
                  <SeriesMark series="b" className="ml-2" />
                  {t('this')}
                </span>
              )}
            </span>
            {known.length > 0 && (
              <span className="ml-[4.25rem] block">
                <IntervalAxis domain={domain} text={(value) => format.number(value, 'share')} />
              </span>
            )}
          </Th>
          <Th className="hidden w-36 xl:table-cell">{t('added')}</Th>
          <Th className="w-[17.5rem]" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ candidate, below }) => {
          const standing = standings[candidate.id];
          return (
            <tr key={candidate.id} data-candidate={`${candidate.name}@${candidate.version}`}>
              <Td>
                <Name candidate={candidate} project={project} below={below} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                {size(candidate.bytes)}
              </Td>
              <Td>
                {standing ? (
                  <ScorePlot standing={standing} domain={domain} project={project} />
                ) : (
                  <span className="text-muted">{t('notEvaluated')}</span>
                )}
              </Td>
              <Td className="hidden text-xs text-muted xl:table-cell">
                {candidate.createdBy ? (
                  <>
                    {format.dateTime(new Date(candidate.createdAt), 'day')}
                    <span className="block truncate">{candidate.createdBy}</span>
                  </>
                ) : (
                  t('shipped')
                )}
              </Td>
              <Td>
                <CandidateActions
                  candidate={candidate}
                  standing={standing ?? null}
                  project={project}
                  calls={calls}
                />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
