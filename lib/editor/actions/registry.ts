import type { EditorMode } from '@/lib/domain/editor-payload';
import type { Shortcuts } from '@/lib/domain/shortcuts';
import type { Stage } from '@/lib/domain/stages';
import type { ToolName } from '../state';
import type { Action, ActionContext, KeyBinding } from './action';

const overlap = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) =>
  !a || !b || a.some((value) => b.includes(value));

/** An action and one of its keys. */
export interface Bound {
  readonly action: Action;
  readonly binding: KeyBinding;
}

/** Would the two keys, if they were the same key, mean two actions in one stage, mode and tool? */
export function meet(one: Bound, other: Bound): boolean {
  return (
    one.action.id !== other.action.id &&
    overlap(one.binding.stages, other.binding.stages) &&
    overlap(one.binding.tools, other.binding.tools) &&
    overlap(one.action.modes, other.action.modes)
  );
}

/** The action with the keys that a person has moved in their new places. */
function moved(action: Action, shortcuts: Shortcuts): Action {
  const own = shortcuts[action.id];
  if (!own) return action;
  const added = action.keys.length === 0 && own[''] ? [{ key: own[''] }] : [];
  const kept = action.keys.flatMap((binding) => {
    const now = own[binding.key];
    if (now === undefined) return [binding];
    return now === null ? [] : [{ ...binding, key: now }];
  });
  return { ...action, keys: [...kept, ...added] };
}

/** All actions by id and by key. Refuses two with one id, and two that one key would mean at once. */
export class ActionRegistry {
  readonly all: readonly Action[];
  readonly #byId = new Map<string, Action>();
  readonly #byKey = new Map<string, Bound[]>();

  /** @throws Error naming the two actions that clash. */
  constructor(actions: readonly Action[]) {
    this.all = actions;
    for (const action of actions) {
      if (this.#byId.has(action.id)) throw new Error(`two actions are called ${action.id}`);
      this.#byId.set(action.id, action);
      for (const binding of action.keys) this.#bind({ action, binding });
    }
  }

  get(id: string): Action | undefined {
    return this.#byId.get(id);
  }

  /**
   * The same actions with a person's own keys.
   * @throws Error naming the two actions that clash.
   */
  withKeys(shortcuts: Shortcuts): ActionRegistry {
    return new ActionRegistry(this.all.map((action) => moved(action, shortcuts)));
  }

  /** Every key that is called this, with its action. */
  boundTo(name: string): readonly Bound[] {
    return this.#byKey.get(name) ?? [];
  }

  /** The action that a key means in a stage, mode and with a tool, enabled or not. */
  forKey(name: string, stage: Stage, mode: EditorMode, tool: ToolName): Action | undefined {
    return this.boundTo(name).find(
      ({ action, binding }) =>
        overlap(binding.stages, [stage]) && overlap(action.modes, [mode]) && overlap(binding.tools, [tool]),
    )?.action;
  }

  /** Runs an action if it is enabled. @returns whether it ran. */
  run(id: string, context: ActionContext): boolean {
    const action = this.#byId.get(id);
    if (!action?.enabled(context)) return false;
    action.run(context);
    return true;
  }

  #bind(bound: Bound) {
    const { key } = bound.binding;
    const others = this.boundTo(key);
    const clash = others.find((other) => meet(bound, other));
    if (clash) throw new Error(`${key} means both ${clash.action.id} and ${bound.action.id}`);
    this.#byKey.set(key, [...others, bound]);
  }
}
