import { Editor } from '../editor';
import type { EditorState } from '../state';
import type { Action, ActionContext } from './action';

/** What would have to be different for an action to be possible. */
export type DisabledReason = 'readOnly' | 'nothingSelected' | 'selectOne' | 'ruleBroken' | 'notNow';

type Supposition = readonly [DisabledReason, ActionContext];

/** A copy of the editor in which one thing is different; nothing is done with it but asking. */
function supposing({ editor }: ActionContext, patch: Partial<EditorState>): Editor {
  const { annotation, history } = editor.state;
  const { image, prediction, classes } = editor.subject;
  const copy = new Editor({ annotation, prediction, image, classes, history });
  const { annotation: _same, history: _kept, ...rest } = { ...editor.state, ...patch };
  copy.update(rest);
  return copy;
}

/** Asks why actions are not possible, by trying what would make them so. One for all actions of a moment. */
export class DisabledReasons {
  readonly #suppositions: readonly Supposition[];
  readonly #all: ActionContext;

  constructor(readonly context: ActionContext) {
    const { readOnly, selection, annotation } = context.editor.state;
    const first = Object.values(annotation.symbols)[0]?.id;
    const one = selection.at(-1) ?? first;
    const placed = Object.values(annotation.symbols).find(({ place }) => place?.parent)?.id ?? one;
    const patches: [DisabledReason, Partial<EditorState>][] = [];
    if (readOnly) patches.push(['readOnly', { readOnly: false }]);
    if (selection.length === 0 && placed) patches.push(['nothingSelected', { selection: [placed] }]);
    if (selection.length > 1 && one) patches.push(['selectOne', { selection: [one] }]);
    const sound: ActionContext = { ...context, broken: new Set() };
    this.#suppositions = [
      ...patches.map(([reason, patch]): Supposition => [
        reason,
        { ...context, editor: supposing(context, patch) },
      ]),
      ...(context.broken.size > 0 ? [['ruleBroken', sound] satisfies Supposition] : []),
    ];
    const together = Object.assign({}, ...patches.map(([, patch]) => patch)) as Partial<EditorState>;
    this.#all = { ...sound, editor: supposing(context, together) };
  }

  /** Why the action cannot be done now; null where it can. */
  of(action: Action): DisabledReason | null {
    if (action.enabled(this.context)) return null;
    const alone = this.#suppositions.find(([, context]) => action.enabled(context));
    if (alone) return alone[0];
    // Several things stand in the way: the first of them is said.
    const [first] = this.#suppositions;
    return first && action.enabled(this.#all) ? first[0] : 'notNow';
  }
}
