import { useFormatter, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { PlaceOption } from '@/lib/domain/explanation';
import { Distribution } from './distribution';
import { probabilityOf } from './place-arrows';
import type { ExplainedSymbol } from './symbols';
import { useNames } from './use-names';

/** Places that round to nothing say nothing. */
const isWorthSaying = (place: PlaceOption) => place.chosen || probabilityOf(place) >= 0.0005;

/** Where a symbol could belong, likeliest first, as numbers beside the arrows in the picture. */
function Places({ symbol, symbols }: { symbol: ExplainedSymbol; symbols: ExplainedSymbol[] }) {
  const t = useTranslations('debug.place');
  const { placeName } = useNames();
  const format = useFormatter();
  return (
    <section aria-label={t('title')}>
      <h4 className="mb-1 text-xs font-medium text-muted">{t('title')}</h4>
      {symbol.places.length === 0 ? (
        <p className="text-sm text-muted">{t('nowhere')}</p>
      ) : (
        <table className="w-full text-sm">
          <thead className="text-left text-xs text-muted">
            <tr>
              <th className="font-normal">{t('place')}</th>
              <th className="text-right font-normal">{t('parentProbability')}</th>
              <th className="text-right font-normal">{t('relationProbability')}</th>
              <th className="text-right font-normal">{t('both')}</th>
            </tr>
          </thead>
          <tbody>
            {symbol.places.filter(isWorthSaying).map((place) => (
              <tr key={`${place.parent}-${place.relation}`} className={cx(place.chosen && 'font-semibold')}>
                <td>
                  {placeName(place, symbols)}
                  {place.chosen && <span className="ml-2 text-xs text-accent">{t('chosen')}</span>}
                </td>
                <td className="text-right tabular-nums">{format.number(place.parentProbability, 'share')}</td>
                <td className="text-right tabular-nums">
                  {place.relation ? format.number(place.relationProbability, 'share') : '–'}
                </td>
                <td className="text-right tabular-nums">{format.number(probabilityOf(place), 'share')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What was said about one symbol: its classes as the recognizer and as the aligner see it, and its place. */
export function SymbolDetails({
  symbol,
  symbols,
}: {
  symbol: ExplainedSymbol | null;
  symbols: ExplainedSymbol[];
}) {
  const t = useTranslations('debug.classes');
  const { symbolName } = useNames();
  const format = useFormatter();
  if (!symbol) return <p className="text-sm text-muted">{t('nothingThere')}</p>;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">
        <strong>{symbolName(symbol)}</strong>
        <span className="text-muted">
          {symbol.boxScore !== null &&
            ` · ${t('boxScore', { share: format.number(symbol.boxScore, 'share') })}`}
          {symbol.rejected && ` · ${t('rejected')}`}
        </span>
      </p>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-x-6 gap-y-4">
        <Distribution title={t('raw')} of={symbol.raw} />
        <Distribution title={t('calibrated')} of={symbol.calibrated} />
        <Distribution title={t('inContext')} of={symbol.inContext} />
      </div>
      <Places symbol={symbol} symbols={symbols} />
    </div>
  );
}
