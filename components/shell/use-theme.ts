'use client';
import { useSyncExternalStore } from 'react';
import { rememberPreference } from '@/components/ui/preference';
import { PREFERENCE_COOKIES } from '@/lib/i18n/config';
import { themeAttribute, themeFrom, type Theme } from './theme';

const root = () => document.documentElement;

function subscribe(onChange: () => void) {
  const observer = new MutationObserver(onChange);
  observer.observe(root(), { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** Shows a theme at once and remembers it in this browser. */
export function chooseTheme(theme: Theme) {
  rememberPreference(PREFERENCE_COOKIES.theme, theme);
  const attribute = themeAttribute(theme);
  if (attribute) root().dataset.theme = attribute;
  else delete root().dataset.theme;
}

/** The chosen theme; whoever changes it, wherever, everybody who uses this follows. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    subscribe,
    () => themeFrom(root().dataset.theme),
    () => 'system',
  );
}
