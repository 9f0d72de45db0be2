import { readdirSync } from 'node:fs';
import path from 'node:path';

export const ROLES = ['annotator', 'lead', 'engineer'] as const;
export type PageRole = (typeof ROLES)[number];

/** Who may open what, by address below the project. A page that is missing here fails pages-by-role.spec.ts. */
export const PROJECT_PAGES: Record<string, readonly PageRole[]> = {
  '': ROLES,
  '/work': ['annotator', 'lead'],
  '/formulas': ROLES,
  '/formulas/[formula]': ['lead', 'engineer'], // of somebody else; one's own is the main job
  '/formulas/[formula]/debug': ['lead', 'engineer'],
  '/quotas': ['lead', 'engineer'],
  '/review': ['lead'],
  '/import': ['lead', 'engineer'],
  '/snapshots': ['lead', 'engineer'],
  '/snapshots/[snapshot]': ['lead', 'engineer'],
  '/candidates': ['lead', 'engineer'],
  '/candidates/[candidate]': ['lead', 'engineer'],
  '/evaluations': ['lead', 'engineer'],
  '/evaluations/[evaluation]': ['lead', 'engineer'],
  '/compare': ['lead', 'engineer'],
  '/settings': ['lead', 'engineer'],
  '/settings/members': ['lead', 'engineer'],
  '/settings/categories': ['lead', 'engineer'],
  '/settings/classes': ['lead', 'engineer'],
};

/** Pages outside of any project, signed in. */
export const OWN_PAGES = ['/', '/projects', '/account'];

/** What the brackets of an address stand for. */
export interface PageSubjects {
  readonly formula: string;
  readonly snapshot: string;
  readonly candidate: string;
  readonly evaluation: string;
}

/** The address with everything in brackets filled in. */
export function filledAddress(address: string, subjects: PageSubjects): string {
  return Object.entries(subjects).reduce(
    (text, [name, id]) => text.replace(`[${name}]`, String(id)),
    address,
  );
}

/** Addresses of the pages below a folder of routes, found on disk. */
export function* pagesOnDisk(folder: string, address = ''): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const part = entry.name.startsWith('(') ? '' : `/${entry.name}`;
    if (entry.isDirectory()) yield* pagesOnDisk(path.join(folder, entry.name), address + part);
    else if (entry.name === 'page.tsx') yield address;
  }
}
