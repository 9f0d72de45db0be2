import { applyDiff } from '@/lib/domain/annotation/diff';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { SaveTransport } from '@/lib/editor/save/transport';
import { editorApi, type Answer, type EditorApi } from '../flow/api';

const done = async (): Promise<Answer<null>> => ({ ok: true, value: null });
const left = async (): Promise<Answer<{ sentBackWaiting: boolean }>> => ({
  ok: true,
  value: { sentBackWaiting: false },
});

/** Saves by the save protocol, in memory: what is sent is applied and acknowledged, and gone with the page. */
export function memoryTransport({ annotation }: EditorPayload): SaveTransport {
  let { version, value } = annotation;
  return {
    async save({ baseVersion, edits }) {
      if (baseVersion !== version) return { kind: 'stale', version, annotation: value };
      for (const { diff } of edits) value = applyDiff(value, diff);
      version += 1;
      return { kind: 'saved', version, alreadySaved: [] };
    },
    load: async () => ({ kind: 'loaded', version, annotation: value }),
  };
}

/** Answers like the server, in memory; no model answers, and after the formula there is none. */
export const memoryApi: EditorApi = {
  ...editorApi('nobody'),
  submit: left,
  skip: left,
  approve: done,
  sendBack: done,
  heartbeat: done,
  applyDraft: done,
  discardDraft: done,
  cascade: async () => ({ ok: false, refusal: { code: 'unreachable', message: '' } }),
  next: async () => ({ ok: true, value: null }),
  nextToReview: async () => null,
};
