import { groupClasses, type ClassGroup } from '@/lib/domain/symbol-classes/groups';
import { lookAlikes } from '@/lib/domain/symbol-classes/look-alikes';
import { classIndex, searchClasses } from '@/lib/editor/kernels/class-search';

/** A part of the list of classes, with what is above it. */
export interface ClassSection {
  readonly title: 'recent' | 'look' | 'found' | ClassGroup;
  readonly names: readonly string[];
}

/** As many as can be looked over; typing one more letter finds the rest. */
const SHOWN = 80;

/** What the list holds: what fits the query, or all classes with those used last and the look-alikes on top. */
export function classSections(
  classes: readonly string[],
  query: string,
  recent: readonly string[],
  current: string,
): ClassSection[] {
  if (query.trim() !== '') {
    const names = searchClasses(classes, query, recent).slice(0, SHOWN);
    return names.length > 0 ? [{ title: 'found', names }] : [];
  }
  const { known } = classIndex(classes);
  const top: ClassSection[] = [
    { title: 'look', names: lookAlikes(current, known) },
    { title: 'recent', names: recent.filter((name) => known.has(name)) },
  ];
  return [
    ...top.filter(({ names }) => names.length > 0),
    ...groupClasses(classes).map(([title, names]) => ({ title, names })),
  ];
}
