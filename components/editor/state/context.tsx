'use client';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Problem } from '@/lib/domain/annotation/validate';
import type { EditorMode, EditorPayload } from '@/lib/domain/editor-payload';
import type { Stage } from '@/lib/domain/stages';
import type { Action, ActionContext, EditorHost } from '@/lib/editor/actions/action';
import type { ActionRegistry } from '@/lib/editor/actions/registry';
import type { ConflictDraft } from '@/lib/editor/save/journal';
import type { SaveStatus } from '@/lib/editor/save/status';
import type { EditorState } from '@/lib/editor/state';
import { shownKey } from '../panels/action-name';
import { usePreferences } from '../personal/preferences';
import { afterPaint } from './after-paint';
import { ProblemWatch, whenBrowserIdle } from './problem-watch';
import { ScreenFeed } from './screen-feed';
import type { Workplace } from './workplace';

interface Shared extends Workplace {
  readonly payload: EditorPayload;
  readonly mode: EditorMode;
  readonly host: EditorHost;
  /** What is broken, as of the last moment of leisure: to be shown. */
  readonly problems: readonly Problem[];
  /** What is broken now: to decide by. */
  readonly problemsNow: () => readonly Problem[];
  /** The registry with the person's own keys. */
  readonly actions: ActionRegistry;
  /** When to look at the editor's state again. */
  readonly feed: ScreenFeed;
}

const EditorContext = createContext<Shared | null>(null);

/** Gives everything below the open formula, its rules' state and what the screen can do with it. */
export function EditorProvider({
  workplace,
  payload,
  host,
  checks = true,
  children,
}: {
  workplace: Workplace;
  payload: EditorPayload;
  host: EditorHost;
  /** False while nothing is there yet that shows what is broken. */
  checks?: boolean;
  children: ReactNode;
}) {
  const { editor } = workplace;
  const { actions } = usePreferences();
  const [feed] = useState(() => new ScreenFeed(editor, afterPaint));
  const [watch] = useState(() => new ProblemWatch(editor, whenBrowserIdle));
  useEffect(() => (checks ? watch.follow() : undefined), [checks, watch]);
  const shown = () => watch.shown;
  const problems = useSyncExternalStore(watch.subscribe, shown, shown);
  const shared = useMemo(
    () => ({
      ...workplace,
      payload,
      mode: payload.mode,
      host,
      problems,
      problemsNow: () => watch.now(),
      actions,
      feed,
    }),
    [workplace, payload, host, problems, watch, actions, feed],
  );
  return <EditorContext value={shared}>{children}</EditorContext>;
}

export function useEditing(): Shared {
  const shared = useContext(EditorContext);
  if (!shared) throw new Error('useEditing outside of EditorProvider');
  return shared;
}

/** A part of the editor's state; `select` must return the same value for the same state. */
export function useEditorState<Value>(select: (state: EditorState) => Value): Value {
  const { editor, feed } = useEditing();
  const read = () => select(editor.state);
  return useSyncExternalStore(feed.subscribe, read, read);
}

/**
 * Parts of the editor's state by name. Renders again when one of them changes, and not when the pointer moves: take
 * what is shown and nothing else.
 */
export function useEditorParts<Key extends keyof EditorState>(...keys: Key[]): Pick<EditorState, Key> {
  const { editor, feed } = useEditing();
  const last = useRef<EditorState>(null);
  const read = () => {
    const { state } = editor;
    if (!last.current || keys.some((key) => last.current?.[key] !== state[key])) last.current = state;
    return last.current;
  };
  return useSyncExternalStore(feed.subscribe, read, read);
}

interface Saving {
  readonly status: SaveStatus | null;
  readonly conflicts: readonly ConflictDraft[];
  readonly kept: boolean;
}

const NOT_SAVING: Saving = { status: null, conflicts: [], kept: true };

/** How saving stands; `status` is null where there is nothing to save. */
export function useSaving(): Saving {
  const { session } = useEditing();
  const last = useRef<Saving>(NOT_SAVING);
  const read = () => {
    if (!session) return NOT_SAVING;
    const { status, conflicts, kept } = session;
    const same =
      JSON.stringify(last.current.status) === JSON.stringify(status) &&
      last.current.conflicts === conflicts &&
      last.current.kept === kept;
    if (!same) last.current = { status, conflicts, kept };
    return last.current;
  };
  return useSyncExternalStore(
    (changed) => session?.subscribe(changed) ?? (() => undefined),
    read,
    () => NOT_SAVING,
  );
}

/** Stages in which a rule is broken. */
export function brokenStages(problems: readonly Problem[]): Set<Stage> {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ stage }) => stage));
}

/** Everything that actions look at; what is broken is found out when one asks. */
export function useActionContext(): (held?: boolean) => ActionContext {
  const { editor, tools, host, problemsNow } = useEditing();
  return (held = false) => ({
    editor,
    tools,
    host,
    held,
    get broken() {
      return brokenStages(problemsNow());
    },
  });
}

/**
 * An action for a button: can it be done now, do it, and the person's own key for it in this stage. Renders again
 * when one of these changes.
 */
export function useAction(id: string): {
  action: Action;
  enabled: boolean;
  keys: string | undefined;
  run: () => void;
} {
  const context = useActionContext();
  const { actions, editor, tools, host, problems } = useEditing();
  const stage = useEditorState((state) => state.stage);
  const action = actions.get(id);
  if (!action) throw new Error(`no action is called ${id}`);
  // A button may show for a moment longer what the last check said; pressing it asks anew.
  const broken = useMemo(() => brokenStages(problems), [problems]);
  const enabled = useEditorState(() => action.enabled({ editor, tools, host, broken, held: false }));
  return {
    action,
    enabled,
    keys: shownKey(action, stage),
    run: () => void actions.run(id, context()),
  };
}
