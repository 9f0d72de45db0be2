import type { Problem } from '@/lib/domain/annotation/validate';
import type { Editor } from '@/lib/editor/editor';
import type { EditingSession } from '@/lib/editor/save/session';
import type { Answer, Refusal } from './api';

/** Whether `now` is what is left of `then`: the same rule, broken by the same symbols or by some of them. */
const isLeftOf = (now: Problem, then: Problem) =>
  now.code === then.code &&
  now.lines.join() === then.lines.join() &&
  now.symbols.every((id) => then.symbols.includes(id));

/** What is left now of the problems found at the last try; others that came up since are not among them. */
export function stillThere(blocked: readonly Problem[], now: readonly Problem[]): Problem[] {
  return now.filter((problem) => blocked.some((then) => isLeftOf(problem, then)));
}

/** Refusals that say nothing about the formula: the request did not reach anybody who could decide. */
const NOT_HEARD = new Set(['unreachable', 'unauthenticated', 'not_ready', 'rate_limited']);
/** How often a server that did not answer is asked whether it does now. */
const ASK_AGAIN_MS = 10_000;

interface Surroundings {
  readonly editor: Pick<Editor, 'state' | 'subscribe'>;
  readonly session: Pick<EditingSession, 'status' | 'conflicts' | 'subscribe'>;
  /** Any request that the server answers when all is well. */
  readonly ping: () => Promise<Answer<unknown>>;
  /** Calls back every so many milliseconds, and when the window has the focus or the network again. */
  readonly again: (ms: number, check: () => void) => () => void;
}

/**
 * Waits until what made the server refuse is mended, and calls `onMended` then, once: `unsaved` when all is
 * saved, `undecided` when nothing waits for a decision any more, a request that was not heard when the server hears the next one, and what the server said about the
 * formula when the formula is changed.
 * @returns a function that ends the waiting.
 */
export function watchRefusal(
  { code }: Refusal,
  { editor, session, ping, again }: Surroundings,
  onMended: () => void,
): () => void {
  let ended = false;
  const ends: (() => void)[] = [];
  const end = () => {
    ended = true;
    for (const stop of ends.splice(0)) stop();
  };
  const mended = () => {
    if (ended) return;
    end();
    onMended();
  };
  if (code === 'unsaved') {
    const check = () => {
      const { status } = session;
      if (status.name === 'saved' || ('unsaved' in status && status.unsaved === 0)) mended();
    };
    ends.push(session.subscribe(check));
    // It may have gone through between the answer and now.
    check();
  } else if (code === 'undecided') {
    ends.push(session.subscribe(() => session.conflicts.length === 0 && mended()));
  } else if (NOT_HEARD.has(code)) {
    const check = async () => {
      const answer = await ping();
      if (answer.ok || !NOT_HEARD.has(answer.refusal.code)) mended();
    };
    ends.push(again(ASK_AGAIN_MS, () => void check()));
  } else {
    const { annotation } = editor.state;
    ends.push(editor.subscribe(() => editor.state.annotation !== annotation && mended()));
  }
  return end;
}

/** The browser's way for `again`. */
export function againInBrowser(ms: number, check: () => void): () => void {
  const timer = setInterval(check, ms);
  window.addEventListener('focus', check);
  window.addEventListener('online', check);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', check);
    window.removeEventListener('online', check);
  };
}
