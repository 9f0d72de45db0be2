'use client';
import { useState } from 'react';
import { createTranslator } from 'use-intl';
import { DisabledReasons } from '@/lib/editor/actions/disabled';
import type { Offer } from '@/lib/editor/palette/search';
import english from '@/lib/i18n/messages/en/editor.json';
import { actionNames, useActionName } from '../panels/action-name';
import { useActionContext, useEditing } from '../state/context';

/** Actions are found in English whatever the language of the screen: much of the talk about them is in English. */
const inEnglish = () =>
  actionNames(
    createTranslator({ locale: 'en', messages: { editor: english }, namespace: 'editor.actions' }),
    createTranslator({ locale: 'en', messages: { editor: english }, namespace: 'editor.relation' }),
  );

/**
 * Every action of this mode with its names, and why it cannot be done where it cannot; as things were when the palette
 * was opened, so that nothing moves under the hand.
 */
export function useOffers(): readonly Offer[] {
  const { actions, mode } = useEditing();
  const context = useActionContext();
  const name = useActionName();
  const [offers] = useState(() => {
    const englishName = inEnglish();
    const reasons = new DisabledReasons(context());
    return actions.all
      .filter(({ id, modes }) => id !== 'view.palette' && (!modes || modes.includes(mode)))
      .map((action) => ({
        action,
        names: [...new Set([name(action.id), englishName(action.id)])],
        disabled: reasons.of(action),
      }));
  });
  return offers;
}
