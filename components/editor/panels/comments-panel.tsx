'use client';
import { ChevronDown, ChevronRight, MessageSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ariaKeys } from '@/components/ui/aria-keys';
import { cx } from '@/components/ui/cx';
import { KeyHint } from '@/components/ui/key-hint';
import { isOpen, threadsOf } from '@/lib/domain/comments';
import { CommentField } from '../talk/comment-field';
import { useErrorText } from '../talk/error-text';
import { LeftBehind } from '../talk/left-behind';
import { ThreadView } from '../talk/thread-view';
import { useTalk, useTalkLife } from '../talk/use-talk';
import { useAction, useEditing, useEditorState } from '../state/context';

/** Remarks in the order of time, those that wait first; what is resolved is one click away. */
function Threads() {
  const t = useTranslations('talk');
  const { talk } = useEditing();
  const comments = useTalk((state) => state.comments);
  // Seen is what was shown; the mark stays as long as the formula is open.
  const [unseen] = useState(talk.state.unseen);
  const [withResolved, setWithResolved] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const threads = threadsOf(comments);
  const resolved = threads.filter(({ remark }) => remark.resolved !== null);
  const shown = withResolved ? threads : threads.filter(({ remark }) => remark.resolved === null);
  useEffect(() => {
    const [first] = unseen;
    if (first) list.current?.querySelector(`[data-comment="${first}"]`)?.scrollIntoView({ block: 'nearest' });
    void talk.see();
  }, [talk, unseen]);
  return (
    <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
      <ol className="flex flex-col gap-1 pb-1">
        {shown.map((thread) => (
          <ThreadView key={thread.remark.id} thread={thread} unseen={unseen} />
        ))}
      </ol>
      {threads.length === 0 && <p className="px-3 pb-2 text-sm text-muted">{t('none')}</p>}
      {resolved.length > 0 && (
        <button
          type="button"
          aria-expanded={withResolved}
          onClick={() => setWithResolved((now) => !now)}
          className="px-3 pb-2 text-xs text-accent hover:underline"
        >
          {t(withResolved ? 'hideResolved' : 'showResolved', { count: resolved.length })}
        </button>
      )}
    </div>
  );
}

/** What is said about the formula and its symbols: one line while nothing is, the thread and a field otherwise. */
export function CommentsPanel() {
  const t = useTranslations('talk');
  const { keys: writeKeys } = useAction('comment.write');
  const explain = useErrorText();
  const { talk } = useEditing();
  const focus = useEditorState((state) => state.focus);
  const waiting = useTalk(({ comments }) => comments.filter(isOpen).length);
  const failure = useTalk((state) => state.failure);
  const leftBehind = useTalk((state) => state.leftBehind.length > 0);
  const drafted = useTalk((state) => state.draft.text !== '');
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [asked, setAsked] = useState(focus);
  useTalkLife();
  // Asking for the field opens the panel, also where it was closed before.
  if (focus !== asked) {
    setAsked(focus);
    if (focus?.target === 'comment') setWanted(true);
  }
  const open = wanted ?? (waiting > 0 || talk.state.unseen.length > 0 || drafted || leftBehind);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section
      aria-label={t('title')}
      // Where the window is low, it gives way to what is selected and to the list.
      className={cx('flex flex-col border-t border-line', open ? 'max-h-[46%] min-h-40' : 'shrink-0')}
      data-comments-open={open}
    >
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-keyshortcuts={ariaKeys(writeKeys)}
          onClick={() => setWanted(!open)}
          className="flex h-9 w-full items-center gap-2 px-3 text-left text-xs font-semibold text-muted hover:bg-sunken"
        >
          <MessageSquare aria-hidden="true" className="size-3.5" />
          {t('title')}
          {waiting > 0 && (
            <span className="rounded-full bg-accent-soft px-1.5 leading-4 text-on-accent-soft tabular-nums">
              <span className="sr-only">{t('waitingCount', { count: waiting })}</span>
              <span aria-hidden="true">{waiting}</span>
            </span>
          )}
          <span className="ml-auto flex items-center gap-2">
            {writeKeys && <KeyHint keys={writeKeys} />}
            <Chevron aria-hidden="true" className="size-3.5" />
          </span>
        </button>
      </h2>
      {open && (
        <>
          <Threads />
          {failure && (
            <p role="alert" className="flex items-center gap-2 px-3 py-1 text-xs text-danger">
              <span className="flex-1">{explain(failure)}</span>
              <button type="button" className="underline" onClick={() => talk.dismiss()}>
                {t('dismiss')}
              </button>
            </p>
          )}
          <LeftBehind />
          <CommentField />
        </>
      )}
    </section>
  );
}
