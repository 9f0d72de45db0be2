import type { EditingSession } from '@/lib/editor/save/session';
import type { Answer } from './api';

/** Somebody else has changed the formula meanwhile. */
const CHANGED = { ok: false, refusal: { code: 'changed', message: '' } } as const;

/**
 * Asks the server for a way out of the formula: saves what is left, sends the request, and ends the
 * session once it is granted. Nothing can be edited meanwhile, since it would be in neither what was
 * submitted nor what is kept; after a refusal editing goes on.
 * @param request is told the version that the server has once all is saved; the one before is stale by then.
 * @param options.decided what goes out must be what the person wants: not while a value of theirs waits for a decision,
 * nor with what others have changed meanwhile before the person was told.
 * @returns the server's answer, or the refusal `unsaved` when not everything could be saved first, or `undecided`, or
 * once `changed`: asked again it goes out.
 */
export async function leave<Value>(
  session: Pick<
    EditingSession,
    'hold' | 'flush' | 'finish' | 'version' | 'conflicts' | 'surprised' | 'refresh'
  >,
  request: (version: number) => Promise<Answer<Value>>,
  { decided = false }: { decided?: boolean } = {},
): Promise<Answer<Value>> {
  const release = session.hold();
  try {
    const saved = await session.flush();
    if (!saved) return { ok: false, refusal: { code: 'unsaved', message: '' } };
    const surprised = decided && session.surprised();
    // A conflict may have come up only with this last save.
    if (decided && session.conflicts.length > 0) {
      return { ok: false, refusal: { code: 'undecided', message: '' } };
    }
    if (surprised) return CHANGED;
    const answer = await request(session.version);
    if (answer.ok) await session.finish();
    // Nothing was unsaved, so that only now the server had reason to say it.
    else if (decided && answer.refusal.code === 'stale' && (await session.refresh('others')))
      return session.surprised() ? CHANGED : answer;
    return answer;
  } finally {
    release();
  }
}
