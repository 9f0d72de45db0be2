import type { ReactNode } from 'react';

/** Facts as a list of label and value; those without a value are left out. */
export function Facts({ rows }: { rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl>
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-3 py-1 text-sm">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A hash, cut to one line; whole on pointing at it. */
export function Hash({ children }: { children: string }) {
  return (
    <code className="block truncate font-mono text-xs leading-5" title={children}>
      {children}
    </code>
  );
}
