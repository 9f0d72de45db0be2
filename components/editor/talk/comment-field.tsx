'use client';
import { SendHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { signOf } from '../canvas/glyphs';
import { useErrorText } from './error-text';
import { MentionBox } from './mention-box';
import { useTalk } from './use-talk';
import { useEditing, useEditorState } from '../state/context';

/** What the draft will be about, in words. */
function useSubjectText(): string {
  const t = useTranslations('talk');
  const { draft, comments } = useTalk((state) => state);
  const now = useEditorState(({ annotation }) => draft.symbol && annotation.symbols[draft.symbol.id]?.class);
  const remark = comments.find(({ id }) => id === draft.replyToId);
  if (remark) return t('answerTo', { name: remark.author.name });
  return draft.symbol ? t('onSymbol', { symbol: signOf(now ?? draft.symbol.class) }) : t('onFormula');
}

/** Why the draft has not arrived yet; nothing while all is well. */
function SendingState() {
  const t = useTranslations('talk');
  const explain = useErrorText();
  const sending = useTalk((state) => state.sending);
  if (sending.name === 'writing' || sending.name === 'sending') return null;
  const text = sending.name === 'refused' ? t('refused', { reason: explain(sending.code) }) : t(sending.name);
  return (
    <p role="alert" className="text-xs text-warning">
      {text}
    </p>
  );
}

/** The field for a comment on the selected symbol, on the formula, or in answer to a remark. */
export function CommentField() {
  const t = useTranslations('talk');
  const { editor, talk } = useEditing();
  const { draft, people, sending } = useTalk((state) => state);
  const focus = useEditorState((state) => state.focus);
  const field = useRef<HTMLTextAreaElement>(null);
  const subject = useSubjectText();
  const empty = draft.text.trim() === '';
  const hasSubject = draft.symbol !== null || draft.replyToId !== null;
  useEffect(() => {
    if (focus?.target === 'comment') field.current?.focus();
  }, [focus]);
  /** What is selected when writing begins is what it is about; words that are there already keep their subject. */
  const begin = () => {
    if (!empty || draft.replyToId) return;
    const { annotation, selection } = editor.state;
    const id = selection.at(-1);
    const symbol = id && annotation.symbols[id];
    talk.about(symbol && symbol.class !== '' ? { symbol: { id: symbol.id, class: symbol.class } } : {});
  };
  return (
    <form
      className="group flex shrink-0 flex-col gap-1 border-t border-line px-2.5 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        void talk.send();
      }}
    >
      <span
        className={cx(
          'items-center gap-1 text-xs text-muted group-focus-within:flex',
          empty && !hasSubject ? 'hidden' : 'flex',
        )}
      >
        <span className="min-w-0 truncate" data-comment-subject>
          {subject}
        </span>
        {hasSubject && (
          <button
            type="button"
            aria-label={t('onFormulaInstead')}
            title={t('onFormulaInstead')}
            onClick={() => talk.about({})}
            className="grid size-5 place-items-center rounded-sm hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden="true" className="size-3" />
          </button>
        )}
      </span>
      <MentionBox
        ref={field}
        text={draft.text}
        label={`${t('write')}: ${subject}`}
        placeholder={t('placeholder')}
        people={people.filter(({ id }) => id !== talk.speaker.userId)}
        readOnly={sending.name === 'sending'}
        onFocus={begin}
        onText={(text) => talk.write(text)}
        onSend={() => void talk.send()}
        onLeave={() => editor.requestFocus('canvas')}
      />
      <SendingState />
      {!empty && (
        <span className="flex items-center gap-2">
          <span className="flex-1 text-xs text-muted">{t('keys')}</span>
          <Button
            type="submit"
            size="small"
            look="primary"
            disabled={sending.name === 'sending'}
            icon={<SendHorizontal aria-hidden="true" className="size-3.5" />}
          >
            {t('send')}
          </Button>
        </span>
      )}
    </form>
  );
}
