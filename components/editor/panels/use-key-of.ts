'use client';
import { useEditing, useEditorState } from '../state/context';
import { shownKey } from './action-name';

/** The person's own key for an action in the stage that is open, as keyboards print it; undefined when it has none. */
export function useKeyOf(): (id: string) => string | undefined {
  const { actions } = useEditing();
  const stage = useEditorState((state) => state.stage);
  return (id) => {
    const action = actions.get(id);
    return action && shownKey(action, stage);
  };
}
