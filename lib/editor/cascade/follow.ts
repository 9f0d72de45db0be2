import { sameValue } from '@/lib/domain/annotation/diff';
import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { MOST_ASKED_ABOUT } from '@/lib/domain/cascade';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { UNLABELLED } from '../changes/boxes';
import { stagesTouched } from '../changes/stages-touched';
import type { Committed, Editor } from '../editor';
import type { Clock } from '../save/clock';
import { NO_PROPOSAL, proposalOf, type CascadeAnswer, type Proposal } from './items';
import type { AskingState } from './state';

/** What the models behind `changed` say about an annotation, around what people set; null when none answered. */
export type AskModels = (annotation: Annotation, changed: Stage) => Promise<CascadeAnswer | null>;

/** A correction is asked about once no other has come for so long. */
export const SETTLE_MS = 250;

/**
 * Stages whose values the models are asked about again. Behind the ordering there is LaTeX alone, and that
 * follows the tree without being asked.
 */
const ASKED_ABOUT: readonly Stage[] = ['detector', 'recognizer'];

const earlier = (a: Stage | null, b: Stage): Stage =>
  a !== null && STAGES.indexOf(a) <= STAGES.indexOf(b) ? a : b;

/** The symbols nobody has said anything about, neither a person nor the prediction: their boxes by id. */
function unknownBoxes({ state, subject }: Editor): Map<SymbolId, string> {
  const unknown = Object.values(state.annotation.symbols).filter(
    ({ id, class: name }) => name === UNLABELLED && !subject.predicted.has(id),
  );
  return new Map(unknown.map(({ id, box }) => [id, JSON.stringify(box)]));
}

/** Is there anything that a person set, so that the models could say something new around it? */
const isCorrected = ({ symbols, tombstones }: Annotation) =>
  Object.keys(tombstones).length > 0 ||
  Object.values(symbols).some(({ pins }) => pins.box || pins.class || pins.place);

/** A formula this long would be refused. */
const isTooLong = ({ symbols }: Annotation) => Object.keys(symbols).length > MOST_ASKED_ABOUT;

/** Does what was asked about still stand? The label and what is accepted were no part of the question. */
const stands = (asked: Annotation, now: Annotation) =>
  asked === now ||
  (['symbols', 'lines', 'tombstones'] as const).every(
    (part) => asked[part] === now[part] || sameValue(asked[part], now[part]),
  );

/** One editor's questions to the models: when to ask, and what becomes of the answers. */
class Follower {
  #asking = false;
  /** What the last question was about. */
  #asked: Annotation | null = null;
  /** The first stage that was corrected since. */
  #changed: Stage | null = null;
  /** The corrections have settled, and are to be asked about as soon as that is possible. */
  #due = false;
  #callOff: (() => void) | null = null;
  #closed = false;
  #seen: Annotation | null = null;
  readonly #askedBoxes = new Map<SymbolId, string>();

  constructor(
    private readonly editor: Editor,
    private readonly ask: AskModels,
    private readonly clock: Clock,
  ) {}

  start(): () => void {
    const ends = [
      this.editor.onCommit((change) => this.#onCommit(change)),
      this.editor.subscribe(() => this.#check()),
    ];
    this.#check();
    return () => {
      this.#closed = true;
      this.#callOff?.();
      for (const end of ends) end();
    };
  }

  #onCommit({ diff, source }: Committed) {
    const touched = stagesTouched(diff);
    const first = ASKED_ABOUT.find((stage) => touched.has(stage));
    if (source !== 'user' || !first) return;
    const { annotation } = this.editor.state;
    // Taken back to what the models said: there is nothing left to propose around.
    if (!isCorrected(annotation)) this.#show({ proposal: NO_PROPOSAL });
    // A drawn symbol was asked about as soon as it was there.
    if (this.#asking && this.#asked === annotation) return;
    this.#changed = earlier(this.#changed, first);
    this.#due = false;
    this.#callOff?.();
    this.#callOff = this.clock.after(SETTLE_MS, () => {
      this.#callOff = null;
      this.#due = true;
      this.#check();
    });
  }

  #check() {
    const { annotation, readOnly } = this.editor.state;
    if (this.#closed || this.#asking || readOnly) return;
    if (annotation !== this.#seen) {
      this.#seen = annotation;
      const news = [...unknownBoxes(this.editor)].some(([id, box]) => this.#askedBoxes.get(id) !== box);
      if (news && !this.#callOff) [this.#changed, this.#due] = ['detector', true];
    }
    if (!this.#due || this.#changed === null) return;
    const changed = this.#changed;
    [this.#changed, this.#due] = [null, false];
    if (isCorrected(annotation) && !isTooLong(annotation)) void this.#send(annotation, changed);
  }

  async #send(question: Annotation, stage: Stage) {
    for (const [id, box] of unknownBoxes(this.editor)) this.#askedBoxes.set(id, box);
    [this.#asking, this.#asked] = [true, question];
    this.#show({ asking: 'asking' });
    const answer = await this.ask(question, stage).catch(() => null);
    if (this.#closed) return;
    const { annotation } = this.editor.state;
    if (!answer) this.#show({ asking: 'unavailable' });
    else if (stands(question, annotation))
      this.#show({ asking: 'idle', proposal: proposalOf(annotation, answer) }, answer.symbols);
    else {
      // Old already: whoever did it, what came in between is asked about anew.
      this.#show({ asking: 'idle' }, answer.symbols);
      this.#changed = earlier(this.#changed, stage);
      this.#due ||= this.#callOff === null;
    }
    this.#asking = false;
    this.#check();
  }

  /** Shows how asking stands and what was answered; of drawn symbols, as long as their boxes are still those asked about. */
  #show(patch: { asking?: AskingState; proposal?: Proposal }, symbols?: readonly PredictedSymbol[]) {
    const { state, subject } = this.editor;
    const boxThen = (id: SymbolId) => this.#asked?.symbols[id]?.box;
    const drawn = symbols?.filter(
      ({ id }) => !subject.predicted.has(id) && sameValue(boxThen(id), state.annotation.symbols[id]?.box),
    );
    this.editor.update({
      cascade: { ...state.cascade, ...patch },
      ...(drawn && { proposals: new Map(drawn.map((symbol) => [symbol.id, symbol])) }),
    });
  }
}

/**
 * Asks the models again after a person's corrections of boxes and classes, once they have settled; and about
 * symbols without a class that no prediction knows, as soon as the formula may be edited. One question is
 * under way at a time, in the background, and only the newest answer counts: it becomes the editor's
 * `cascade`, and the classes of drawn symbols become `proposals`. A question that no model answers is not
 * asked again until the next correction; of more symbols than the models take, none is asked.
 * @returns a function that ends it.
 */
export function followCascade(editor: Editor, ask: AskModels, clock: Clock): () => void {
  return new Follower(editor, ask, clock).start();
}
