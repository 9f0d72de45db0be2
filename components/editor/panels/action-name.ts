'use client';
import { useTranslations } from 'next-intl';
import type { Stage } from '@/lib/domain/stages';
import type { Action } from '@/lib/editor/actions/action';
import { RELATIONS } from '@/lib/domain/annotation/schema';

const SHORT: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
  Mod: 'Ctrl',
};

/** The key of an action in a stage, as it is printed on keyboards; undefined when it has none there. */
export function shownKey(action: Action, stage: Stage): string | undefined {
  const binding = action.keys.find(({ stages }) => !stages || stages.includes(stage));
  if (!binding) return undefined;
  // A plus sign joins keys where they are shown; the key itself is written with the wide one.
  return binding.key === '+'
    ? '+'
    : binding.key
        .split('+')
        .map((part) => SHORT[part] ?? part)
        .join('+');
}

const DIRECTIONS = ['left', 'right', 'up', 'down'] as const;

/** Names of actions in the reader's language; families (nudge, pick, relation) are named once each. */
export function useActionName(): (id: string) => string {
  const t = useTranslations('editor.actions');
  const relationName = useTranslations('editor.relation');
  return (id) => {
    const [family, ...rest] = id.split('.');
    const last = rest.at(-1) ?? '';
    if (family === 'class' && rest[0] === 'pick') return t('class_pick', { number: last });
    const relation = RELATIONS.find((name) => name === last);
    if (family === 'relation' && relation) return t('relation', { relation: relationName(relation) });
    const direction = DIRECTIONS.find((name) => name === last);
    if (family === 'draw' && direction) {
      return t(rest[0] === 'size' ? 'draw_size' : 'draw_place', { direction });
    }
    if (direction) return t(rest[0] === 'nudge_far' ? 'symbol_nudge_far' : 'symbol_nudge', { direction });
    return t(id.replace('.', '_') as Parameters<typeof t>[0]);
  };
}
