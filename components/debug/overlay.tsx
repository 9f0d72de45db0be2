import { cx } from '@/components/ui/cx';
import type { DetectorExplanation } from '@/lib/domain/explanation';
import type { Layers } from './layers';
import { peaksOf } from './heat';
import { PlaceArrows } from './place-arrows';
import type { ExplainedSymbol } from './symbols';

const LINE = { vectorEffect: 'non-scaling-stroke' } as const;
/** Line styles say what became of a proposal, so that colour alone need not. */
const DROPPED: Record<string, string> = {
  low_score: 'stroke-confidence-middle [stroke-dasharray:1_4] [stroke-linecap:round]',
  overlap: 'stroke-confidence-low [stroke-dasharray:5_3]',
};

function Peaks({
  detector,
  group,
  unit,
}: {
  detector: DetectorExplanation;
  group: string | null;
  unit: number;
}) {
  const peaks = detector.maps.filter((map) => group === null || map.group === group).flatMap(peaksOf);
  return peaks.map(({ x, y, value, group: of }) => (
    <path
      key={`${of}-${x}-${y}`}
      {...LINE}
      data-peak={value.toFixed(2)}
      strokeOpacity={value >= detector.thresholds.score ? 1 : 0.25 + value}
      d={`M${x - 5 * unit} ${y}h${10 * unit}M${x} ${y - 5 * unit}v${10 * unit}`}
      className={cx(
        'fill-none',
        value >= detector.thresholds.score ? 'stroke-confidence-high stroke-2' : 'stroke-confidence-middle',
      )}
    >
      <title>{`${of} ${value.toFixed(2)}`}</title>
    </path>
  ));
}

function SymbolBox({
  symbol,
  selected,
  unit,
  onSelect,
}: {
  symbol: ExplainedSymbol;
  selected: boolean;
  unit: number;
  onSelect: () => void;
}) {
  const { box, number, rejected } = symbol;
  return (
    <g onClick={onSelect} className="cursor-pointer">
      <rect
        {...box}
        {...LINE}
        className={cx(
          rejected ? 'stroke-confidence-low [stroke-dasharray:5_3]' : 'stroke-confidence-high',
          selected ? 'fill-confidence-high/10 stroke-[2.5]' : 'fill-transparent stroke-1',
        )}
      />
      {(!rejected || selected) && (
        <text
          x={box.x}
          y={box.y - 3 * unit}
          fontSize={10 * unit}
          strokeWidth={3 * unit}
          className={cx(
            'stroke-sheet [paint-order:stroke]',
            rejected ? 'fill-confidence-low' : 'fill-confidence-high',
            selected && 'font-bold',
          )}
        >
          {number}
        </text>
      )}
    </g>
  );
}

/** Boxes, peaks and arrows over the picture, in image pixels. `unit` is one screen pixel in them. */
export function Overlay({
  detector,
  symbols,
  selected,
  layers,
  unit,
  width,
  height,
  onSelect,
}: {
  detector: DetectorExplanation | null;
  symbols: ExplainedSymbol[];
  selected: ExplainedSymbol | null;
  layers: Layers;
  unit: number;
  width: number;
  height: number;
  onSelect: (symbol: ExplainedSymbol) => void;
}) {
  const dropped = layers.dropped ? (detector?.proposals ?? []).filter(({ fate }) => fate !== 'kept') : [];
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className="absolute inset-0 size-full overflow-visible"
    >
      {dropped.map(({ box, fate }, index) => (
        <rect
          key={index}
          {...box}
          {...LINE}
          data-dropped={fate}
          className={cx('fill-none', DROPPED[fate] ?? 'stroke-state-skipped [stroke-dasharray:2_2]')}
        />
      ))}
      {symbols.map((symbol) => (
        <SymbolBox
          key={symbol.id}
          symbol={symbol}
          selected={symbol.id === selected?.id}
          unit={unit}
          onSelect={() => onSelect(symbol)}
        />
      ))}
      {detector && layers.peaks && <Peaks detector={detector} group={layers.group} unit={unit} />}
      {selected && layers.places && <PlaceArrows child={selected} symbols={symbols} unit={unit} />}
    </svg>
  );
}
