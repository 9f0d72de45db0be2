'use client';
import {
  Boxes,
  ClipboardCheck,
  Cpu,
  FileInput,
  Gauge,
  Grid3x3,
  Images,
  LayoutDashboard,
  PencilRuler,
  Settings,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/components/ui/cx';
import type { NavigationEntry, Place } from './navigation';

const ICONS: Record<Place, typeof Boxes> = {
  overview: LayoutDashboard,
  work: PencilRuler,
  formulas: Images,
  quotas: Grid3x3,
  review: ClipboardCheck,
  import: FileInput,
  snapshots: Boxes,
  candidates: Cpu,
  evaluations: Gauge,
  settings: Settings,
};

/** Comparing is part of the evaluations, although it has an address of its own. */
const isHere = (path: string, { place, href }: NavigationEntry) =>
  path === href ||
  (place !== 'overview' && path.startsWith(`${href}/`)) ||
  (place === 'evaluations' && path === href.replace(/evaluations$/, 'compare'));

/** The places of a project. On narrow screens only the icons stay; their names remain for who cannot see. */
export function NavLinks({ entries }: { entries: NavigationEntry[] }) {
  const t = useTranslations('shell.nav');
  const path = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {entries.map((entry) => {
        const Icon = ICONS[entry.place];
        const here = isHere(path, entry);
        return (
          <li key={entry.place}>
            <Link
              href={entry.href}
              // Going to work takes a formula: only a click may.
              prefetch={entry.place === 'work' ? false : null}
              title={t(entry.place)}
              aria-current={here ? 'page' : undefined}
              className={cx(
                'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium transition-colors',
                here ? 'bg-accent-soft text-on-accent-soft' : 'text-muted hover:bg-sunken hover:text-ink',
              )}
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              <span className="max-[1199px]:sr-only">{t(entry.place)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
