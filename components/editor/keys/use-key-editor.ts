'use client';
import { useState } from 'react';
import type { KeyRefusal } from '@/lib/domain/shortcuts';
import { editorActions } from '@/lib/editor/actions';
import { rebind, resetAction, swapKeys, takeKey, type KeySlot } from '@/lib/editor/actions/personal-keys';
import { usePreferences } from '../personal/preferences';

/** What is going on with one key. */
export type KeyEditing =
  | { readonly state: 'recording'; readonly slot: KeySlot; readonly refused?: KeyRefusal | 'fixed' }
  | {
      readonly state: 'taken';
      readonly slot: KeySlot;
      readonly key: string;
      readonly holders: readonly KeySlot[];
      /** The two actions can change keys. */
      readonly swappable: boolean;
    };

export interface KeyEditor {
  readonly editing: KeyEditing | null;
  record(slot: KeySlot): void;
  /** Gives the key that was pressed, or none, to the action that is recorded. */
  give(key: string | null): void;
  swap(): void;
  take(): void;
  leave(): void;
  /** Whoever turns to something else has not pressed a key; a question that was asked stays. */
  turnAway(): void;
  reset(id: string): void;
  resetAll(): void;
}

/** Changes a person's keys, one at a time; nothing is changed that would give one key two meanings. */
export function useKeyEditor(): KeyEditor {
  const { shortcuts, setShortcuts } = usePreferences();
  const [editing, setEditing] = useState<KeyEditing | null>(null);
  const change = (next: typeof shortcuts | null) => {
    if (next) setShortcuts(next);
    setEditing(null);
  };
  return {
    editing,
    record: (slot) => setEditing({ state: 'recording', slot }),
    give(key) {
      if (editing?.state !== 'recording') return;
      const { slot } = editing;
      const given = rebind(editorActions, shortcuts, slot, key);
      if (given.ok) return change(given.shortcuts);
      if ('refused' in given) return setEditing({ state: 'recording', slot, refused: given.refused });
      const [holder, another] = given.taken;
      const alone = holder && !another ? swapKeys(editorActions, shortcuts, slot, holder) : null;
      setEditing({
        state: 'taken',
        slot,
        key: key ?? '',
        holders: given.taken,
        swappable: alone !== null,
      });
    },
    swap() {
      const [holder] = editing?.state === 'taken' ? editing.holders : [];
      if (editing && holder) change(swapKeys(editorActions, shortcuts, editing.slot, holder));
    },
    take() {
      if (editing?.state === 'taken') change(takeKey(editorActions, shortcuts, editing.slot, editing.key));
    },
    leave: () => setEditing(null),
    turnAway: () => setEditing((now) => (now?.state === 'recording' ? null : now)),
    reset: (id) => change(resetAction(shortcuts, id)),
    resetAll: () => change({}),
  };
}
