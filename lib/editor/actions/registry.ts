import type { Stage } from '@/lib/domain/stages';
import type { EditorMode } from '@/lib/domain/editor-payload';
import type { ToolName } from '../state';
import type { Action, ActionContext, KeyBinding } from './action';

const overlap = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) =>
  !a || !b || a.some((value) => b.includes(value));

/** All actions by id and by key. Refuses two with one id, and two that one key would mean at once. */
export class ActionRegistry {
  readonly all: readonly Action[];
  readonly #byId = new Map<string, Action>();
  readonly #byKey = new Map<string, { action: Action; binding: KeyBinding }[]>();

  /** @throws Error naming the two actions that clash. */
  constructor(actions: readonly Action[]) {
    this.all = actions;
    for (const action of actions) {
      if (this.#byId.has(action.id)) throw new Error(`two actions are called ${action.id}`);
      this.#byId.set(action.id, action);
      for (const binding of action.keys) this.#bind(action, binding);
    }
  }

  get(id: string): Action | undefined {
    return this.#byId.get(id);
  }

  /** The action that a key means in a stage, mode and with a tool, enabled or not. */
  forKey(name: string, stage: Stage, mode: EditorMode, tool: ToolName): Action | undefined {
    const bound = this.#byKey.get(name) ?? [];
    return bound.find(
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

  #bind(action: Action, binding: KeyBinding) {
    const bound = this.#byKey.get(binding.key) ?? [];
    const clash = bound.find(
      (other) =>
        other.action !== action &&
        overlap(other.binding.stages, binding.stages) &&
        overlap(other.binding.tools, binding.tools) &&
        overlap(other.action.modes, action.modes),
    );
    if (clash) throw new Error(`${binding.key} means both ${clash.action.id} and ${action.id}`);
    this.#byKey.set(binding.key, [...bound, { action, binding }]);
  }
}
