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

/** The name of a key as it is printed on keyboards: `Ctrl+Z`, `←`. */
export function printedKey(name: string): string {
  // A plus sign joins keys where they are shown, and may be the key itself.
  return name
    .split(/\+(?=.)/u)
    .map((part) => SHORT[part] ?? part)
    .join('+');
}

/** The key of an action in a stage, as it is printed on keyboards; undefined when it has none there. */
export function shownKey(action: Action, stage: Stage): string | undefined {
  const binding = action.keys.find(({ stages }) => !stages || stages.includes(stage));
  return binding && printedKey(binding.key);
}

const DIRECTIONS = ['left', 'right', 'up', 'down'] as const;

/** Names of actions in the reader's language; families (nudge, pick, relation) are named once each. */
export function useActionName(): (id: string) => string {
  return actionNames(useTranslations('editor.actions'), useTranslations('editor.relation'));
}

/** Names of actions by the texts of one language. */
export function actionNames(
  t: ReturnType<typeof useTranslations<'editor.actions'>>,
  relationName: ReturnType<typeof useTranslations<'editor.relation'>>,
): (id: string) => string {
  return (id) => {
    const [family, ...rest] = id.split('.');
    const last = rest.at(-1) ?? '';
    if (family === 'class' && rest[0] === 'pick') return t('class_pick', { number: last });
    const relation = RELATIONS.find((name) => name === last);
    if (family === 'relation' && relation) return t('relation', { relation: relationName(relation) });
    const direction = DIRECTIONS.find((name) => name === last);
    if (family === 'cut' && direction) return t('cut_move', { direction });
    if (family === 'draw' && direction) {
      return t(rest[0] === 'size' ? 'draw_size' : 'draw_place', { direction });
    }
    if (family === 'order' && direction) return t('order_walk', { direction });
    if (family === 'order' && rest[0] === 'number') return t('order_number', { number: last });
    if (direction) return t(rest[0] === 'nudge_far' ? 'symbol_nudge_far' : 'symbol_nudge', { direction });
    return t(id.replace('.', '_') as Parameters<typeof t>[0]);
  };
}
