import { useTranslations } from 'next-intl';
import { Thumbnail } from '@/components/formulas/thumbnail';
import type { Mark } from './formula-marks';

/** Drawn on the white sheet in both themes. Each state has a colour and a line of its own. */
const LOOK: Record<Mark['state'], { stroke: string; dash?: string; width: number }> = {
  right: { stroke: 'var(--confidence-high)', width: 1 },
  wrong: { stroke: 'var(--confidence-low)', width: 2.5 },
  extra: { stroke: 'var(--confidence-low)', dash: '5 3', width: 2 },
  missed: { stroke: 'var(--confidence-middle)', dash: '1.5 3', width: 2.5 },
};

/** A formula's image with boxes on it. How many of each state there are is said in its description. */
export function MarkedImage({
  formula,
  marks,
  label,
}: {
  formula: { imageUrl: string; width: number; height: number };
  marks: readonly Mark[];
  label: string;
}) {
  const t = useTranslations('compare.gallery.marks');
  const count = (state: Mark['state']) => marks.filter((mark) => mark.state === state).length;
  const counts = (['right', 'wrong', 'extra', 'missed'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => t(state, { count: count(state) }));
  const { imageUrl, width, height } = formula;
  return (
    <div className="relative h-28 bg-sheet">
      <Thumbnail
        src={imageUrl}
        alt={[label, ...counts].join(', ')}
        width={width}
        height={height}
        className="absolute inset-2"
      />
      {marks.length > 0 && (
        // Fitted and centred as the image below it is: the same box, the same ratio, never enlarged.
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          className="absolute inset-2 m-auto h-[calc(100%-1rem)] w-[calc(100%-1rem)] overflow-visible"
          style={{ maxWidth: width, maxHeight: height }}
        >
          {marks.map(({ box, state }, n) => {
            const look = LOOK[state];
            return (
              <rect
                key={n}
                x={box.x}
                y={box.y}
                width={box.width}
                height={box.height}
                fill="none"
                stroke={look.stroke}
                strokeWidth={look.width}
                strokeDasharray={look.dash}
                vectorEffect="non-scaling-stroke"
              />
            );
          })}
        </svg>
      )}
    </div>
  );
}
