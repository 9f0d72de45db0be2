import type { EditorPayload } from '@/lib/domain/editor-payload';
import { Editor } from '@/lib/editor/editor';
import { systemClock } from '@/lib/editor/save/clock';
import { indexedDbJournal, type OpenableJournal } from '@/lib/editor/save/journal';
import { browserLock } from '@/lib/editor/save/locks';
import { EditingSession } from '@/lib/editor/save/session';
import { broadcastChannel } from '@/lib/editor/save/tabs';
import type { SaveTransport } from '@/lib/editor/save/transport';
import { Drafts } from '@/lib/editor/talk/drafts';
import { TalkRoom } from '@/lib/editor/talk/room';
import { httpTalk } from '@/lib/editor/talk/transport';
import { ToolMachine } from '@/lib/editor/tools/machine';

/** All that one open formula needs in this tab. */
export interface Workplace {
  /** Whose page this is. */
  readonly userId: string;
  readonly editor: Editor;
  readonly tools: ToolMachine;
  /** null where nothing can be changed. */
  readonly session: EditingSession | null;
  /** Comments and flags. */
  readonly talk: TalkRoom;
}

let journal: OpenableJournal | null = null;

/** One for all formulas of this tab: the next one does not wait for a database that is open already. */
const browserJournal = () => (journal ??= indexedDbJournal());

/** Opens what unsaved edits are kept in before a formula is there; a browser that keeps nothing says so later. */
export const openJournal = () =>
  browserJournal()
    .open()
    .catch(() => undefined);

/** Sets up a formula for this tab. Nothing outside is touched before the session is started. */
export function setUpWorkplace(
  payload: EditorPayload,
  userId: string,
  transport: SaveTransport,
  labels: boolean,
): Workplace {
  const { formula, annotation, prediction, classes, mode } = payload;
  const editor = new Editor({
    annotation: annotation.value,
    prediction: prediction?.content ?? null,
    image: { width: formula.width, height: formula.height },
    classes,
    readOnly: true,
    labels,
  });
  const tools = new ToolMachine(editor);
  const talk = new TalkRoom({
    formula: { id: formula.id, name: formula.name },
    talk: payload.talk,
    userId,
    transport: httpTalk((input, init) => fetch(input, init), userId),
    openDrafts: () => new Drafts(browserStore(), userId),
  });
  if (mode === 'read') return { userId, editor, tools, session: null, talk };
  const name = `formulary/${userId}/${annotation.id}`;
  const session = new EditingSession({
    editor,
    key: { userId, annotationId: annotation.id },
    server: { version: annotation.version, annotation: annotation.value },
    predictionId: prediction?.id ?? null,
    transport,
    journal: browserJournal(),
    lock: browserLock(name, systemClock),
    openChannel: () => broadcastChannel(name),
    clock: systemClock,
  });
  return { userId, editor, tools, session, talk };
}

/** What the browser keeps for this site; null where it keeps nothing. */
function browserStore(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
