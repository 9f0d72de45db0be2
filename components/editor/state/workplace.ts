import type { EditorPayload } from '@/lib/domain/editor-payload';
import { Editor } from '@/lib/editor/editor';
import { systemClock } from '@/lib/editor/save/clock';
import { indexedDbJournal } from '@/lib/editor/save/journal';
import { EditingSession } from '@/lib/editor/save/session';
import { broadcastChannel, webLock } from '@/lib/editor/save/tabs';
import type { SaveTransport } from '@/lib/editor/save/transport';
import { ToolMachine } from '@/lib/editor/tools/machine';

/** All that one open formula needs in this tab. */
export interface Workplace {
  readonly editor: Editor;
  readonly tools: ToolMachine;
  /** null where nothing can be changed. */
  readonly session: EditingSession | null;
}

/** Sets up a formula for this tab. Nothing outside is touched before the session is started. */
export function setUpWorkplace(payload: EditorPayload, userId: string, transport: SaveTransport): Workplace {
  const { formula, annotation, prediction, classes, mode } = payload;
  const editor = new Editor({
    annotation: annotation.value,
    prediction: prediction?.content ?? null,
    image: { width: formula.width, height: formula.height },
    classes,
    readOnly: true,
  });
  const tools = new ToolMachine(editor);
  if (mode === 'read') return { editor, tools, session: null };
  const name = `formulary/${userId}/${annotation.id}`;
  const session = new EditingSession({
    editor,
    key: { userId, annotationId: annotation.id },
    server: { version: annotation.version, annotation: annotation.value },
    predictionId: prediction?.id ?? null,
    transport,
    journal: indexedDbJournal(),
    lock: webLock(name),
    openChannel: () => broadcastChannel(name),
    clock: systemClock,
  });
  return { editor, tools, session };
}
