'use client';
import { Check, CornerDownRight, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { mayResolve, mayRewrite, type Comment } from '@/lib/domain/comments';
import { useEditing } from '../state/context';
import { CommentText } from './comment-text';
import { MentionBox } from './mention-box';
import { SymbolChip } from './symbol-chip';
import { useTalk } from './use-talk';

function Step({ label, icon: Icon, onClick }: { label: string; icon: typeof Check; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-3.5" />
    </button>
  );
}

/** Once, when the field comes up: afterwards the keyboard is the person's. */
const takeFocus = (element: HTMLTextAreaElement | null) => element?.focus();

/** Other words for one's comment; what is there stays until the server has the new ones. */
function Rewriting({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const t = useTranslations('talk');
  const common = useTranslations('common');
  const { talk } = useEditing();
  const { people, busy } = useTalk((state) => state);
  const [text, setText] = useState(comment.text);
  const save = async () => {
    if (text.trim() === '' || busy) return;
    if (await talk.rewrite(comment, text)) onDone();
  };
  return (
    <div className="mt-1 flex flex-col gap-1">
      <MentionBox
        ref={takeFocus}
        text={text}
        label={t('edit')}
        people={people}
        onText={setText}
        onSend={() => void save()}
        onLeave={onDone}
      />
      <span className="flex gap-1">
        <Button size="small" look="primary" disabled={busy || text.trim() === ''} onClick={() => void save()}>
          {common('save')}
        </Button>
        <Button size="small" look="quiet" onClick={onDone}>
          {common('cancel')}
        </Button>
      </span>
    </div>
  );
}

/** One comment: who, when, about what, and what can be done with it. */
export function CommentView({
  comment,
  isNew,
  onAnswer,
}: {
  comment: Comment;
  isNew: boolean;
  onAnswer?: () => void;
}) {
  const t = useTranslations('talk');
  const format = useFormatter();
  const { talk } = useEditing();
  const [rewriting, setRewriting] = useState(false);
  const { author, symbol, resolved, deleted, editedAt } = comment;
  const own = mayRewrite(comment, talk.speaker);
  return (
    <article data-comment={comment.id} aria-label={t('by', { name: author.name })}>
      <header className="flex min-h-6 items-center gap-1.5">
        <span className="min-w-0 truncate text-sm font-medium">{author.name}</span>
        {symbol && <SymbolChip symbol={symbol} />}
        <span className="ml-auto flex shrink-0">
          {onAnswer && <Step label={t('answer')} icon={CornerDownRight} onClick={onAnswer} />}
          {mayResolve(comment, talk.speaker) && (
            <Step
              label={t(resolved ? 'reopen' : 'resolve')}
              icon={resolved ? RotateCcw : Check}
              onClick={() => void talk.resolve(comment, resolved === null)}
            />
          )}
          {own && <Step label={t('edit')} icon={Pencil} onClick={() => setRewriting(true)} />}
          {own && <Step label={t('delete')} icon={Trash2} onClick={() => void talk.remove(comment)} />}
        </span>
      </header>
      {rewriting ? (
        <Rewriting comment={comment} onDone={() => setRewriting(false)} />
      ) : deleted ? (
        <p className="text-sm text-muted italic">{t('deleted')}</p>
      ) : (
        <CommentText {...comment} />
      )}
      <p className="text-xs text-muted">
        {format.dateTime(new Date(comment.at), 'moment')}
        {editedAt && !deleted && ` · ${t('edited')}`}
        {resolved && ` · ${t('resolvedBy', { name: resolved.by })}`}
        {isNew && <span className="ml-1.5 font-medium text-accent">{t('mentionsYou')}</span>}
      </p>
    </article>
  );
}
