import { z } from 'zod';
import { ShortcutsSchema } from '@/lib/domain/shortcuts';
import { getPreferences, setShortcuts, setTourSeen } from '@/lib/server/people/preferences';
import { endpoint } from '../_lib/endpoint';

const tag = 'people';
const ShortcutsBody = z.object({ shortcuts: ShortcutsSchema }).strict();

export const getShortcuts = endpoint({
  method: 'get',
  path: '/me/shortcuts',
  summary:
    'The keys of the editor that one has moved, by action and default key; null where a key was taken away',
  tag,
  answer: ShortcutsBody,
  handle: async ({ actor }) => ({ shortcuts: (await getPreferences(actor)).shortcuts }),
});

export const putShortcuts = endpoint({
  method: 'put',
  path: '/me/shortcuts',
  summary: 'Move keys of the editor; actions that are not named have their defaults',
  tag,
  body: ShortcutsBody,
  answer: null,
  handle: ({ actor, body }) => setShortcuts(actor, body),
});

export const putTour = endpoint({
  method: 'put',
  path: '/me/tour',
  summary: 'Say that one has seen the tour of the editor, or wants to be offered it again',
  tag,
  body: z.object({ seen: z.boolean() }).strict(),
  answer: null,
  handle: ({ actor, body }) => setTourSeen(actor, body),
});
