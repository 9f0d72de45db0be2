'use client';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Shortcuts } from '@/lib/domain/shortcuts';
import { editorActions } from '@/lib/editor/actions';
import { personalActions } from '@/lib/editor/actions/personal-keys';
import type { ActionRegistry } from '@/lib/editor/actions/registry';
import { savePreference } from './save-preference';

/** What follows a person from browser to browser. */
export interface StoredPreferences {
  readonly shortcuts: Shortcuts;
  /** Has the tour been taken, or declined? */
  readonly tourSeen: boolean;
}

export interface Preferences extends StoredPreferences {
  /** The registry with the person's own keys. */
  readonly actions: ActionRegistry;
  /** Actions whose stored keys no longer fit, and which have their defaults again. */
  readonly dropped: readonly string[];
  /** Whether the last change of keys is on the server; `failed` is said where keys are changed. */
  readonly keeping: 'kept' | 'keeping' | 'failed';
  /** Takes effect at once, and is kept with the account. */
  setShortcuts(shortcuts: Shortcuts): void;
  markTourSeen(): void;
}

const nothing = () => undefined;
const DEFAULTS: Preferences = {
  shortcuts: {},
  tourSeen: true,
  actions: editorActions,
  dropped: [],
  keeping: 'kept',
  setShortcuts: nothing,
  markTourSeen: nothing,
};

const PreferencesContext = createContext<Preferences>(DEFAULTS);

/** Gives the editor below the person's own keys; without it everything has its defaults. */
export function EditorPreferences({
  userId,
  stored,
  children,
}: {
  userId: string;
  stored: StoredPreferences;
  children: ReactNode;
}) {
  const [own, setOwn] = useState(stored.shortcuts);
  const [tourSeen, setTourSeen] = useState(stored.tourSeen);
  const [keeping, setKeeping] = useState<Preferences['keeping']>('kept');
  const latest = useRef(0);
  const setShortcuts = useCallback(
    (shortcuts: Shortcuts) => {
      setOwn(shortcuts);
      setKeeping('keeping');
      const turn = (latest.current += 1);
      void savePreference(userId, '/api/v1/me/shortcuts', { shortcuts }).then((kept) => {
        if (turn === latest.current) setKeeping(kept ? 'kept' : 'failed');
      });
    },
    [userId],
  );
  const markTourSeen = useCallback(() => {
    setTourSeen(true);
    void savePreference(userId, '/api/v1/me/tour', { seen: true });
  }, [userId]);
  const value = useMemo(
    () => ({ ...personalActions(editorActions, own), tourSeen, keeping, setShortcuts, markTourSeen }),
    [keeping, markTourSeen, own, setShortcuts, tourSeen],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  return useContext(PreferencesContext);
}
