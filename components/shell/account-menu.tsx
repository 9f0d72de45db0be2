'use client';
import { LogOut, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { leave } from '@/components/sign-in/leave';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();

/** Who is signed in, their account, and the way out. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  const t = useTranslations('shell');
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('signedInAs', { name })}
          title={name}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-1 text-left text-sm hover:bg-sunken max-[1199px]:flex-none"
        >
          <span
            aria-hidden="true"
            // Drawn, not written: letters that are no part of the name would be read as part of it.
            data-initials={initials(name)}
            className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-on-accent-soft before:content-[attr(data-initials)]"
          />
          <span className="min-w-0 flex-1 truncate max-[1199px]:sr-only">{name}</span>
        </button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuItem asChild>
        <Link href="/account">
          <UserRound aria-hidden="true" className="size-4" />
          {t('account')}
        </Link>
      </MenuItem>
      <MenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden="true" className="size-4" />
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
