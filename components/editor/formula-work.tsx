'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { loadImage } from './canvas/image-cache';
import { editorApi, type Answer } from './flow/api';
import { countedOn } from './flow/progress';
import type { Left, Outcome } from './flow/use-flow';
import { FormulaEditor } from './formula-editor';
import { QueueEnd } from './queue-end';

type Next = Promise<Answer<EditorPayload | null>>;

const addressOf = ({ project, formula }: EditorPayload) => `/p/${project.slug}/formulas/${formula.id}?queue`;

/** Asks for the formula after this one, and has its picture decoded before it is wanted. */
async function fetchAhead({ project, formula }: EditorPayload): Next {
  const answer = await editorApi.next(project.slug, [formula.id]);
  if (answer.ok && answer.value) await loadImage(answer.value.formula.imageUrl).catch(() => undefined);
  return answer;
}

/** One formula after the other: the next is fetched, leased and decoded while this one is worked on. */
export function FormulaWork({
  first,
  userId,
  mayExplain,
}: {
  first: EditorPayload;
  userId: string;
  mayExplain?: boolean;
}) {
  const [current, setCurrent] = useState<EditorPayload | null>(first);
  const [failed, setFailed] = useState(false);
  const ahead = useRef<{ after: string; next: Next } | null>(null);
  useEffect(() => {
    if (!current || current.mode !== 'edit') return;
    // A reload finds the same formula again, not whichever the queue has next.
    window.history.replaceState(null, '', addressOf(current));
    if (ahead.current?.after !== current.formula.id) {
      ahead.current = { after: current.formula.id, next: fetchAhead(current) };
    }
  }, [current]);

  const onDone = useCallback(
    async (outcome: Outcome, left: Left) => {
      if (!current) return;
      const prefetched = ahead.current?.after === current.formula.id ? await ahead.current.next : null;
      // What was sent back meanwhile comes before what was fetched ahead; that one stays held for later.
      const overtaken = left?.sentBackWaiting && prefetched?.ok && !prefetched.value?.sentBack;
      const answer =
        prefetched?.ok && prefetched.value && !overtaken
          ? prefetched
          : await editorApi.next(current.project.slug, [current.formula.id]);
      setFailed(!answer.ok);
      const next = answer.ok ? answer.value : null;
      setCurrent(next && countedOn(next, { outcome, position: current.position }));
    },
    [current],
  );

  if (current) {
    return (
      <FormulaEditor
        key={current.formula.id}
        payload={current}
        userId={userId}
        mayExplain={mayExplain}
        onDone={(outcome, left) => void onDone(outcome, left)}
      />
    );
  }
  return <QueueEnd project={first.project.slug} failed={failed} />;
}

/** A formula that was opened by itself, from the gallery or the review list. */
export function SingleFormula({
  payload,
  userId,
  back,
  mayExplain,
}: {
  payload: EditorPayload;
  userId: string;
  back: string;
  mayExplain?: boolean;
}) {
  const router = useRouter();
  const { project, formula } = payload;
  const onDone = async (outcome: Outcome) => {
    const reviewed = outcome === 'approved' || outcome === 'sent_back';
    if (!reviewed) return router.push(back);
    const next = await editorApi.nextToReview(project.slug, formula.id);
    router.push(next ? `/p/${project.slug}/formulas/${next}` : `/p/${project.slug}/review`);
  };
  return (
    <FormulaEditor
      key={formula.id}
      payload={payload}
      userId={userId}
      mayExplain={mayExplain}
      onDone={(outcome) => void onDone(outcome)}
    />
  );
}
