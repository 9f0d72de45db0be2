import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import type { DetectorExplanation, ExplainedProposal } from '@/lib/domain/explanation';
import type { ExplainedSymbol } from './symbols';
import { useNames } from './use-names';

function useReason(detector: DetectorExplanation) {
  const t = useTranslations('debug.proposals.why');
  const format = useFormatter();
  return ({ fate, by }: ExplainedProposal, threshold = detector.thresholds.score) =>
    t(fate, {
      threshold: format.number(threshold, 'share'),
      proposal: by ? by.proposal + 1 : '–',
      iou: by ? format.number(by.iou, 'share') : '–',
    });
}

/** Every box that the detector considered, with what became of it and why. */
export function Proposals({
  detector,
  symbols,
}: {
  detector: DetectorExplanation;
  symbols: ExplainedSymbol[];
}) {
  const t = useTranslations('debug.proposals');
  const { groupName, symbolName } = useNames();
  const format = useFormatter();
  const reason = useReason(detector);
  const dropped = detector.proposals.filter(({ fate }) => fate !== 'kept').length;
  const whole = (value: number) => format.number(value, 'whole');
  return (
    <details className="text-sm">
      <summary className="px-4 py-2 text-muted">
        {t('summary', { kept: detector.proposals.length - dropped, dropped })}
      </summary>
      <div className="max-h-80 overflow-auto">
        <Table>
          <thead>
            <tr>
              <Th align="right">#</Th>
              <Th align="right">{t('score')}</Th>
              <Th>{t('map')}</Th>
              <Th>{t('box')}</Th>
              <Th>{t('fate')}</Th>
            </tr>
          </thead>
          <tbody>
            {detector.proposals.map((proposal, index) => {
              const symbol = symbols.find(({ id }) => id === proposal.symbol);
              const { box } = proposal;
              return (
                <tr key={index}>
                  <Td numeric>{index + 1}</Td>
                  <Td numeric>{format.number(proposal.score, 'share')}</Td>
                  <Td>{groupName(proposal.group)}</Td>
                  <Td className="text-xs whitespace-nowrap text-muted tabular-nums">
                    {`${whole(box.x)}, ${whole(box.y)} · ${whole(box.width)} × ${whole(box.height)}`}
                  </Td>
                  <Td>{symbol ? t('symbol', { symbol: symbolName(symbol) }) : reason(proposal)}</Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
