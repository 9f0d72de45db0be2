'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { IconButton } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu';
import { rememberPreference } from '@/components/ui/preference';
import { PREFERENCE_COOKIES } from '@/lib/i18n/config';
import { themeAttribute, themeFrom, THEMES, type Theme } from './theme';

const ICONS = { light: Sun, dark: Moon, system: Monitor };

const root = () => document.documentElement;

function subscribe(onChange: () => void) {
  const observer = new MutationObserver(onChange);
  observer.observe(root(), { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function choose(theme: Theme) {
  rememberPreference(PREFERENCE_COOKIES.theme, theme);
  const attribute = themeAttribute(theme);
  if (attribute) root().dataset.theme = attribute;
  else delete root().dataset.theme;
}

/** Light, dark, or as the system; at once, and remembered in this browser. */
export function ThemeToggle() {
  const t = useTranslations('shell.theme');
  const theme = useSyncExternalStore(
    subscribe,
    () => themeFrom(root().dataset.theme),
    () => 'system' as const,
  );
  const Icon = ICONS[theme];
  return (
    <Menu
      trigger={
        <IconButton label={t('label')}>
          <Icon aria-hidden="true" className="size-4" />
        </IconButton>
      }
    >
      <MenuLabel>{t('label')}</MenuLabel>
      {THEMES.map((name) => {
        const ItemIcon = ICONS[name];
        return (
          <MenuItem key={name} onSelect={() => choose(name)} aria-current={name === theme}>
            <ItemIcon aria-hidden="true" className="size-4" />
            {t(name)}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
