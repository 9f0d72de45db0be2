'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu';
import { THEMES } from './theme';
import { chooseTheme, useTheme } from './use-theme';

const ICONS = { light: Sun, dark: Moon, system: Monitor };

/** Light, dark, or as the system; at once, and remembered in this browser. */
export function ThemeToggle() {
  const t = useTranslations('shell.theme');
  const theme = useTheme();
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
          <MenuItem key={name} onSelect={() => chooseTheme(name)} aria-current={name === theme}>
            <ItemIcon aria-hidden="true" className="size-4" />
            {t(name)}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
