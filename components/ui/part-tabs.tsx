'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from './cx';

/** Tabs that are addresses: the parts of a screen, one page each. */
export function PartTabs({ label, parts }: { label: string; parts: { href: string; name: string }[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="mb-5 flex gap-1 border-b border-line">
      {parts.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className={cx(
            '-mb-px border-b-2 px-3 py-1.5 text-sm font-medium',
            path === href ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
