import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
import { standardKeymap } from '@codemirror/commands';
import { bracketMatching, StreamLanguage } from '@codemirror/language';
import { stexMath } from '@codemirror/legacy-modes/mode/stex';
import { Annotation, Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, tooltips, type ViewUpdate } from '@codemirror/view';
import type { Span } from '@/lib/domain/latex';
import { latexCompletion, signBefore } from './completion';
import { marksField, setMarks, type Mark } from './marks';
import { sourceTheme } from './theme';
import type { TypedChange } from './typing-steps';

/** What a source field tells whoever shows it, and what it is called. */
export interface SourceOptions {
  readonly text: string;
  readonly classes: readonly string[];
  /** Names for assistive technology. */
  readonly label: string;
  readonly completionsLabel: string;
  /** @param change what the person did to the text */
  onText(text: string, change: TypedChange): void;
  /** The caret or what is selected; null when the field loses the focus. */
  onCaret(caret: Span | null): void;
  onFocus(): void;
  onEscape(): void;
}

/** A change that came from the annotation, and is not to be told to it again. */
const fromOutside = Annotation.define<boolean>();

const readOnlyPart = new Compartment();

const readOnlyAs = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of({ 'aria-readonly': String(readOnly) }),
];

const language = StreamLanguage.define(stexMath);

/** A label is one line: what is pasted with line ends comes in with spaces. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const text = transaction.newDoc.toString();
  return [
    transaction,
    {
      changes: [...text.matchAll(/\n/gu)].map(({ index }) => ({ from: index, to: index + 1, insert: ' ' })),
      sequential: true,
    },
  ];
});

/** Korean keyboards have the won sign where others have the backslash. */
const wonIsBackslash = EditorView.inputHandler.of((view, from, to, text) => {
  if (text !== '₩') return false;
  view.dispatch({
    changes: { from, to, insert: '\\' },
    selection: { anchor: from + 1 },
    userEvent: 'input.type',
    scrollIntoView: true,
  });
  return true;
});

/** Braces of groups come in pairs; the signs `\\{`, `[0, 1)` and primes do not. */
const closing = [
  EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['{'] } }]),
  Prec.high(
    EditorView.inputHandler.of((view, from, to, text) => {
      if (text !== '{' || view.state.sliceDoc(from - 1, from) !== '\\') return false;
      view.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor: from + 1 },
        userEvent: 'input.type',
      });
      return true;
    }),
  ),
  closeBrackets(),
];

function typedChange({ changes, startState, state, view }: ViewUpdate): TypedChange {
  let [inserted, removed] = ['', 0];
  changes.iterChanges((from, to, _fromNow, _toNow, text) => {
    inserted += text.toString();
    removed += to - from;
  });
  const [caretBefore, caretAfter] = [startState.selection.main.head, state.selection.main.head];
  return { inserted, removed, caretBefore, caretAfter, composing: view.composing };
}

function extensions(options: SourceOptions): Extension {
  const { classes, label, completionsLabel, onText, onCaret, onFocus, onEscape } = options;
  return [
    language,
    oneLine,
    wonIsBackslash,
    marksField,
    drawSelection(),
    bracketMatching({ brackets: '{}[]()' }),
    closing,
    EditorView.lineWrapping,
    readOnlyPart.of(readOnlyAs(true)),
    EditorState.phrases.of({ Completions: completionsLabel }),
    autocompletion({
      override: [latexCompletion(classes)],
      activateOnTypingDelay: 0,
      // Enter right after the list has opened takes its first entry; it must not accept the stage.
      interactionDelay: 0,
      icons: false,
      addToOptions: [{ render: signBefore, position: 20 }],
    }),
    tooltips({ position: 'fixed', parent: document.body }),
    Prec.high(
      keymap.of([
        { key: 'Mod-Space', run: startCompletion },
        { key: 'Tab', run: acceptCompletion },
        {
          key: 'Escape',
          run() {
            onEscape();
            return true;
          },
        },
      ]),
    ),
    // Undo is the annotation's; Enter is the editor's.
    keymap.of([...closeBracketsKeymap, ...standardKeymap.filter(({ key }) => key !== 'Enter')]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': 'false',
      'data-editor-field': 'latex',
      id: 'latex-source',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
      translate: 'no',
    }),
    EditorView.updateListener.of((update) => {
      const { state, view, docChanged, selectionSet, focusChanged } = update;
      if (focusChanged && view.hasFocus) onFocus();
      const own = update.transactions.some((one) => one.docChanged && !one.annotation(fromOutside));
      if (own) onText(state.doc.toString(), typedChange(update));
      if (docChanged || selectionSet || focusChanged) {
        const { from, to } = state.selection.main;
        onCaret(view.hasFocus ? { from, to } : null);
      }
    }),
    sourceTheme,
  ];
}

/** Views that nobody shows; one is kept, so that going from formula to formula makes no new one. */
const spare: EditorView[] = [];

/** The source field of one formula, in a view that goes on to the next. */
export class SourceView {
  readonly #view: EditorView;

  /** @param place the element that shows it; emptied by `end`. */
  constructor(place: HTMLElement, options: SourceOptions) {
    this.#view = spare.pop() ?? new EditorView();
    this.#view.setState(EditorState.create({ doc: options.text, extensions: extensions(options) }));
    place.append(this.#view.dom);
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Takes the text over from the annotation; the caret stays where it is in what is the same. */
  setText(text: string): void {
    const before = this.text;
    if (before === text) return;
    let start = 0;
    while (start < before.length && start < text.length && before[start] === text[start]) start++;
    let end = 0;
    const most = Math.min(before.length, text.length) - start;
    while (end < most && before[before.length - 1 - end] === text[text.length - 1 - end]) end++;
    this.#view.dispatch({
      changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) },
      annotations: fromOutside.of(true),
    });
  }

  setReadOnly(readOnly: boolean): void {
    this.#view.dispatch({ effects: readOnlyPart.reconfigure(readOnlyAs(readOnly)) });
  }

  setMarks(marks: readonly Mark[]): void {
    this.#view.dispatch({ effects: setMarks.of(marks) });
  }

  /** Selects a stretch of the text and goes there. */
  select({ from, to }: Span): void {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      scrollIntoView: true,
    });
  }

  /** Brings a stretch of the text into sight, unless somebody is typing. */
  reveal({ from, to }: Span): void {
    const { length } = this.#view.state.doc;
    if (this.#view.hasFocus || to > length) return;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'nearest' }) });
  }

  end(): void {
    // Nothing of this formula is kept by the view that waits for the next.
    this.#view.setState(EditorState.create());
    this.#view.dom.remove();
    if (spare.length === 0) spare.push(this.#view);
    else this.#view.destroy();
  }
}
