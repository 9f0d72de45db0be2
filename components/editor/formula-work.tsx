'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { loadImage } from './canvas/image-cache';
import { Ahead } from './flow/ahead';
import { editorApi } from './flow/api';
import { countedOn } from './flow/progress';
import { useFresh } from './flow/use-fresh';
import type { Left, Outcome } from './flow/use-flow';
import { FormulaEditor } from './formula-editor';
import { QueueEnd } from './queue-end';

const addressOf = ({ project, formula }: EditorPayload) => `/p/${project.slug}/formulas/${formula.id}?queue`;

/** More symbols than this take longer than a blink to list: then the picture comes first here too. */
const MANY_SYMBOLS = 300;

/** One formula after the other: the next are fetched, leased and decoded while this one is worked on. */
export function FormulaWork({
  first,
  userId,
  mayExplain,
}: {
  first: EditorPayload;
  userId: string;
  mayExplain?: boolean;
}) {
  const { slug } = first.project;
  const [current, setCurrent] = useState<EditorPayload | null>(first);
  const [failed, setFailed] = useState(false);
  const fresh = useFresh(first);
  const [ahead] = useState(
    () =>
      new Ahead({
        fetch: (except) => editorApi(userId).next(slug, except),
        prepare: ({ formula }) => loadImage(formula.imageUrl),
        now: () => Date.now(),
      }),
  );
  useEffect(() => {
    if (!fresh || !current || current.mode !== 'edit') return;
    // A reload finds the same formula again, not whichever the queue has next.
    window.history.replaceState(null, '', addressOf(current));
    ahead.fill(current.formula.id);
  }, [ahead, current, fresh]);

  const onDone = useCallback(
    async (outcome: Outcome, left: Left) => {
      if (!current) return;
      const answer = await ahead.take(current.formula.id, left?.sentBackWaiting ?? false);
      const next = answer.ok ? answer.value : null;
      setFailed(!answer.ok);
      setCurrent(next && countedOn(next, { outcome, position: current.position }));
    },
    [ahead, current],
  );

  if (!fresh) return null;
  if (current) {
    const many = Object.keys(current.annotation.value.symbols).length > MANY_SYMBOLS;
    return (
      <FormulaEditor
        key={current.formula.id}
        payload={current}
        userId={userId}
        mayExplain={mayExplain}
        pictureFirst={many || current === first}
        onDone={(outcome, left) => void onDone(outcome, left)}
      />
    );
  }
  return <QueueEnd project={first.project} failed={failed} />;
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
  const fresh = useFresh(payload);
  const onDone = async (outcome: Outcome) => {
    const reviewed = outcome === 'approved' || outcome === 'sent_back';
    if (!reviewed) return router.push(back);
    const next = await editorApi(userId).nextToReview(project.slug, formula.id);
    router.push(next ? `/p/${project.slug}/formulas/${next}` : `/p/${project.slug}/review`);
  };
  if (!fresh) return null;
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
