import type { ReactNode } from 'react';
import { ClassName } from '@/components/charts/class-name';

/** How each class looks, made once on the server for the tables that run in the browser. */
export function classNames(classes: Iterable<string>): Record<string, ReactNode> {
  return Object.fromEntries(
    [...new Set(classes)].map((name) => [name, <ClassName key={name} name={name} />]),
  );
}
