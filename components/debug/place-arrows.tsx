import { useFormatter, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { PlaceOption } from '@/lib/domain/explanation';
import { centre } from '@/lib/domain/geometry/box';
import type { ExplainedSymbol } from './symbols';

/** Less likely ones are in the table only. */
const FAINT = 0.02;

export const probabilityOf = ({ parentProbability, relationProbability }: PlaceOption) =>
  parentProbability * relationProbability;

/** From a symbol to each parent that it could have: the likelier, the heavier; dashed but for the chosen one. */
export function PlaceArrows({
  child,
  symbols,
  unit,
}: {
  child: ExplainedSymbol;
  symbols: ExplainedSymbol[];
  unit: number;
}) {
  const relations = useTranslations('editor.relation');
  const format = useFormatter();
  const from = centre(child.box);
  const options = child.places.filter((place) => place.chosen || probabilityOf(place) >= FAINT);
  return options.map((place) => {
    const parent = symbols.find(({ id }) => id === place.parent);
    if (!parent || !place.relation) return null;
    const to = centre(parent.box);
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    // Options with one parent lie beside each other, bent by how many came before.
    const before = options
      .slice(0, options.indexOf(place))
      .filter((other) => other.parent === place.parent).length;
    const bend = (28 + 16 * before) * unit;
    const control = { x: (from.x + to.x) / 2 + along.y * bend, y: (from.y + to.y) / 2 - along.x * bend };
    // Beyond the bend, so that the words of a short arrow do not cover what it joins.
    const label = { x: control.x, y: control.y + (control.y < from.y ? -2 : 10) * unit };
    const probability = probabilityOf(place);
    return (
      <g
        key={`${place.parent}-${place.relation}`}
        data-place={place.relation}
        className={place.chosen ? 'stroke-confidence-high' : 'stroke-confidence-middle'}
      >
        <path
          d={`M${from.x} ${from.y}Q${control.x} ${control.y} ${to.x} ${to.y}`}
          strokeWidth={1 + 3 * probability}
          vectorEffect="non-scaling-stroke"
          className={cx('fill-none', !place.chosen && '[stroke-dasharray:4_3]')}
        />
        <circle
          cx={to.x}
          cy={to.y}
          r={3.5 * unit}
          className={place.chosen ? 'fill-confidence-high' : 'fill-confidence-middle'}
        />
        <text
          x={label.x}
          y={label.y}
          textAnchor="middle"
          fontSize={11 * unit}
          strokeWidth={4 * unit}
          className={cx(
            'stroke-sheet font-medium [paint-order:stroke]',
            place.chosen ? 'fill-confidence-high' : 'fill-confidence-middle',
          )}
        >
          {relations(place.relation)} {format.number(probability, 'share')}
        </text>
      </g>
    );
  });
}
