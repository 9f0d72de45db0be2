import { percentScale, ticks, type Domain } from './scale';

/** The numbers below (or above) a column of interval plots that share a domain. Decoration: rows say theirs. */
export function IntervalAxis({
  domain,
  text,
  count = 4,
}: {
  domain: Domain;
  text: (value: number) => string;
  count?: number;
}) {
  const at = percentScale(domain);
  return (
    <svg aria-hidden="true" height={16} className="block w-full overflow-visible">
      {ticks(domain, count).map((value) => (
        <g key={value}>
          <line x1={`${at(value)}%`} x2={`${at(value)}%`} y1={12} y2={16} className="stroke-line-strong" />
          <text
            x={`${at(value)}%`}
            y={9}
            textAnchor="middle"
            className="fill-muted text-[0.6875rem] tabular-nums"
          >
            {text(value)}
          </text>
        </g>
      ))}
    </svg>
  );
}
