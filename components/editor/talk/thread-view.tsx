'use client';
import type { Thread } from '@/lib/domain/comments';
import { cx } from '@/components/ui/cx';
import { useEditing, useEditorState } from '../state/context';
import { CommentView } from './comment-view';

/** A remark and its answers. Pointing at it shows its symbol on the image. */
export function ThreadView({
  thread: { remark, answers },
  unseen,
}: {
  thread: Thread;
  unseen: readonly string[];
}) {
  const { editor, talk } = useEditing();
  const id = remark.symbol?.id;
  const selected = useEditorState(({ selection }) => id !== undefined && selection.includes(id));
  const point = (on: boolean) => id && editor.update({ highlighted: on ? [id] : [] });
  const answer = () => {
    talk.about({ replyToId: remark.id });
    editor.requestFocus('comment');
  };
  return (
    <li
      onPointerEnter={() => point(true)}
      onPointerLeave={() => point(false)}
      className={cx(
        'border-l-2 px-2.5 py-1.5',
        selected ? 'border-l-focus bg-sunken' : 'border-l-transparent',
      )}
    >
      <CommentView
        comment={remark}
        isNew={unseen.includes(remark.id)}
        {...(!remark.deleted && { onAnswer: answer })}
      />
      {answers.length > 0 && (
        <ol className="mt-1 ml-1 flex flex-col gap-1 border-l border-line pl-2">
          {answers.map((comment) => (
            <li key={comment.id}>
              <CommentView comment={comment} isNew={unseen.includes(comment.id)} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
