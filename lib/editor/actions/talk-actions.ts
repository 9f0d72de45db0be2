import { key, type Action } from './action';

export const talkActions: readonly Action[] = [
  {
    id: 'comment.write',
    group: 'formula',
    keys: [key('Shift+C')],
    enabled: () => true,
    run: ({ editor }) => editor.requestFocus('comment'),
  },
  {
    id: 'flag.raise',
    group: 'formula',
    keys: [key('F')],
    enabled: ({ host }) => host.flag !== undefined,
    run: ({ host }) => host.flag?.(),
  },
];
