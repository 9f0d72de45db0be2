import fc from 'fast-check';
import { sameValue } from '@/lib/domain/annotation/diff';
import { AnnotationSchema, type Annotation } from '@/lib/domain/annotation/schema';
import { validate, wellFormed } from '@/lib/domain/annotation/validate';
import { editorActions } from '@/lib/editor/actions';
import { acceptProposals, refuseProposals } from '@/lib/editor/cascade/decide';
import { followCascade } from '@/lib/editor/cascade/follow';
import { shownItems } from '@/lib/editor/cascade/state';
import { drawSymbol } from '@/lib/editor/changes/draw-symbol';
import { Editor } from '@/lib/editor/editor';
import { ToolMachine } from '@/lib/editor/tools/machine';
import { CLASSES, IMAGE, squareAnnotation } from './formulas';
import { ModelServer } from './model-server';
import { anyEdit, changeOf, pick } from './random-edits';
import { WildModels } from './wild-models';
import { openTab, settled, TestBrowser, TestClock, type MakeEditor, type Tab } from './workplace';

const number = fc.nat({ max: 400 });
const kind = <Name extends string>(name: Name) => fc.constant(name);
const just = <Name extends string>(name: Name) => fc.record({ do: kind(name) });

const LOST = ['request_lost', 'answer_lost', 'delivered_twice', 'delayed_copy', 'signed_out'] as const;
const NOT_LOADED = ['unreachable', 'signed_out'] as const;

/** What can happen while one person works on a formula, in one browser. */
export const anyCommand = fc.oneof(
  { weight: 12, arbitrary: anyEdit },
  { weight: 2, arbitrary: fc.record({ do: kind('draw'), x: fc.nat({ max: 380 }), y: fc.nat({ max: 180 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: kind('action'),
      action: number,
      selected: fc.array(number, { maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: just('undo') },
  { weight: 1, arbitrary: just('redo') },
  { weight: 3, arbitrary: fc.record({ do: kind('answer'), seed: fc.option(fc.string()) }) },
  { weight: 3, arbitrary: fc.record({ do: kind('decide'), accept: fc.boolean(), which: fc.option(number) }) },
  { weight: 3, arbitrary: fc.record({ do: kind('wait'), ms: fc.constantFrom(50, 400, 5_000) }) },
  { weight: 2, arbitrary: fc.record({ do: kind('fault'), fault: fc.constantFrom(...LOST, 'too_large') }) },
  { weight: 1, arbitrary: fc.record({ do: kind('not_loaded'), fault: fc.constantFrom(...NOT_LOADED) }) },
  { weight: 1, arbitrary: just('lose_lease') },
  { weight: 1, arbitrary: just('get_lease') },
  { weight: 1, arbitrary: just('reload') },
  { weight: 1, arbitrary: just('kill') },
  { weight: 1, arbitrary: just('other_tab') },
);
/** The same, with somebody else who changes the formula meanwhile. */
export const anyCommandOfTwo = fc.oneof(
  { weight: 8, arbitrary: anyCommand },
  { weight: 1, arbitrary: fc.record({ do: kind('remote'), change: anyEdit }) },
);
export type AnyCommand = typeof anyCommandOfTwo extends fc.Arbitrary<infer T> ? T : never;

/** What may be replaced by something that is wrong. */
export interface Parts {
  readonly makeEditor: MakeEditor;
  readonly accept: typeof acceptProposals;
}
export const SOUND_PARTS: Parts = { makeEditor: (input) => new Editor(input), accept: acceptProposals };

/** A promise of the editor that was broken. */
export class Broken extends Error {}

function hold(promise: boolean, what: string): void {
  if (!promise) throw new Broken(what);
}

/** Everything that a person set is as it was. */
function pinsHold(before: Annotation, after: Annotation): boolean {
  return Object.values(before.symbols).every(({ id, pins, ...was }) => {
    const is = after.symbols[id];
    return (['box', 'class', 'place'] as const).every(
      (part) => !pins[part] || (is !== undefined && sameValue(is[part], was[part])),
    );
  });
}

/** One person with a browser, a server, and models that answer anything. */
export class SessionWorld {
  readonly start = squareAnnotation();
  readonly server = new ModelServer(structuredClone(this.start));
  readonly #browser = new TestBrowser();
  readonly #clock = new TestClock();
  readonly #models = new WildModels();
  #tab: Tab | null = null;
  #unfollow = () => {};

  constructor(private readonly parts: Parts) {}

  get tab(): Tab {
    if (!this.#tab) throw new Error('no tab is open');
    return this.#tab;
  }

  get annotation(): Annotation {
    return this.tab.editor.state.annotation;
  }

  async open(): Promise<this> {
    this.#unfollow();
    this.#tab = await openTab(this.server, this.#browser, this.#clock, this.parts.makeEditor);
    this.#unfollow = followCascade(this.#tab.editor, this.#models.ask, this.#clock);
    // The earlier visit's batch may have to be asked about, through whatever is wrong on the way.
    await this.#clock.pass(300_000);
    return this;
  }

  /** Lets something happen; afterwards the document is valid, or says why not. */
  async happen(step: AnyCommand): Promise<void> {
    await this.#do(step);
    if (this.tab.session.status.name === 'signed_out') this.tab.session.resume();
    const { annotation } = this;
    hold(AnnotationSchema.safeParse(annotation).success, 'the document keeps to its schema');
    hold(wellFormed(annotation).length === 0, 'the document refers to nothing that is missing');
    validate(annotation, { ...IMAGE, classes: CLASSES });
  }

  async #do(step: AnyCommand): Promise<void> {
    const { editor, session } = this.tab;
    switch (step.do) {
      case 'undo':
        return void editor.undo();
      case 'redo':
        return void editor.redo();
      case 'draw':
        return void drawSymbol(editor, { x: step.x, y: step.y, width: 12, height: 9 });
      case 'action':
        return this.#press(step.action, step.selected);
      case 'answer': {
        let changed = false;
        const end = editor.onCommit(() => (changed = true));
        await this.#models.answer(step.seed);
        end();
        return hold(!changed, 'an answer of the models changes nothing by itself');
      }
      case 'decide':
        return this.#decide(step.accept, step.which);
      case 'wait':
        return this.#clock.pass(step.ms);
      case 'fault':
        return void this.server.faults.push(step.fault);
      case 'not_loaded':
        return void this.server.loadFaults.push(step.fault);
      case 'lose_lease':
        this.server.held = false;
        return;
      case 'get_lease':
        return this.getLease();
      case 'reload':
        await session.end();
        this.server.giveBack();
        return void (await this.open());
      case 'kill':
        // What the journal was about to be told is on its way to the disk.
        await settled();
        this.tab.kill();
        // Who opens the formula holds it, or may only look at it.
        this.server.giveBack();
        return void (await this.open());
      case 'other_tab':
        // Where somebody else holds the formula another tab may only look.
        return this.server.held ? this.#takeOver() : this.getLease();
      case 'remote':
        return this.server.changeRemotely(changeOf(step.change));
      default:
        // What is typed in one visit to the field shares its mark, as on the screen.
        editor.change(step.do, changeOf(step), step.do === 'type' ? { mark: 'visit' } : {});
    }
  }

  /** The formula is the person's again: the server applies the drafts, and it is opened anew. */
  async getLease(): Promise<void> {
    if (this.server.held) return;
    await this.#clock.pass(60_000);
    await this.tab.session.end();
    this.server.giveBack();
    await this.open();
  }

  /** Nothing goes wrong any more, and all that was started is finished. */
  async calmDown(): Promise<void> {
    this.server.faults.length = 0;
    this.server.loadFaults.length = 0;
    await this.getLease();
    await this.#clock.pass(300_000);
    if (this.tab.session.status.name === 'signed_out') this.tab.session.resume();
    await this.#clock.pass(300_000);
    await this.tab.session.flush();
  }

  #press(index: number, selected: readonly number[]) {
    const { editor } = this.tab;
    editor.update({
      selection: pick(this.annotation, selected),
      stage: 'detector',
      tool: 'select',
      gesture: null,
    });
    const action = editorActions.all[index % editorActions.all.length];
    const tools = new ToolMachine(editor);
    if (action) editorActions.run(action.id, { editor, tools, host: {}, broken: new Set(), held: false });
  }

  /** Accepts or refuses one of the proposals on the screen, or all (null). */
  #decide(accept: boolean, which: number | null) {
    const { editor } = this.tab;
    const items = shownItems(editor.state, editor.subject);
    const ids = items
      .map(({ id }) => id)
      .filter((_, index) => which === null || index === which % items.length);
    if (!accept) return refuseProposals(editor, ids);
    const before = this.annotation;
    this.parts.accept(editor, ids, 'cascade.accept');
    const after = this.annotation;
    hold(pinsHold(before, after), 'what a person set is not changed by a cascade');
    hold(
      Object.keys(before.tombstones).every((id) => !Object.hasOwn(after.symbols, id)),
      'what a person deleted does not come back by a cascade',
    );
    hold(
      !before.label.pinned || before.accepted.converter || sameValue(before.label, after.label),
      'typed LaTeX stays',
    );
  }

  async #takeOver() {
    const before = this.tab;
    const tab = await openTab(this.server, this.#browser, this.#clock, this.parts.makeEditor);
    tab.session.takeOver();
    await settled();
    await before.session.end();
    this.#unfollow();
    this.#tab = tab;
    this.#unfollow = followCascade(tab.editor, this.#models.ask, this.#clock);
    await this.#clock.pass(300_000);
  }
}
