'use client';
import { useTranslations } from 'next-intl';
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { cx } from '@/components/ui/cx';
import { addressed, askedAt, COMMENT_LIMIT, matching, type Mentionable } from '@/lib/domain/comments';

/** As many as can be looked over; one more letter finds the rest. */
const SHOWN = 6;

interface MentionBoxProps {
  readonly text: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly people: readonly Mentionable[];
  readonly readOnly?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  readonly onLeave: () => void;
  readonly onFocus?: () => void;
}

/** A field for a comment: @ opens the list of people, Enter sends, Shift+Enter starts a new line, Escape leaves. */
export function MentionBox({
  text,
  label,
  placeholder,
  people,
  onText,
  onSend,
  onLeave,
  ...box
}: MentionBoxProps) {
  const t = useTranslations('talk');
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const moveTo = useRef<{ element: HTMLTextAreaElement; caret: number } | null>(null);
  const asked = caret === null ? null : askedAt(text, caret, people);
  const found = asked ? matching(people, asked.query).slice(0, SHOWN) : [];
  const open = found.length > 0;

  // The text is the owner's: the caret can be put behind the name only once the name is in it.
  useLayoutEffect(() => {
    moveTo.current?.element.setSelectionRange(moveTo.current.caret, moveTo.current.caret);
    moveTo.current = null;
  }, [text]);

  const take = (element: HTMLTextAreaElement, person: Mentionable) => {
    if (!asked) return;
    const next = addressed(text, asked, person);
    moveTo.current = { element, caret: next.caret };
    setCaret(null);
    setAt(0);
    onText(next.text);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While Korean is composed, Enter ends the syllable.
    if (event.nativeEvent.isComposing) return;
    const chosen = found[Math.min(at, found.length - 1)];
    if (chosen && (event.key === 'Enter' || event.key === 'Tab')) take(event.currentTarget, chosen);
    else if (open && event.key === 'ArrowDown') setAt((now) => (now + 1) % found.length);
    else if (open && event.key === 'ArrowUp') setAt((now) => (now + found.length - 1) % found.length);
    else if (open && event.key === 'Escape') setCaret(null);
    else if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter' && !event.shiftKey) onSend();
    else return;
    event.preventDefault();
  };

  return (
    <div className="relative">
      {open && (
        <ul
          id={listId}
          role="listbox"
          aria-label={t('people')}
          className="absolute inset-x-0 bottom-full z-20 mb-1 rounded-md border border-line bg-raised p-1 shadow-float"
        >
          {found.map((person, index) => (
            <li
              key={person.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={cx(
                'cursor-pointer truncate rounded-sm px-2 py-1 text-sm',
                index === at ? 'bg-accent text-on-accent' : 'hover:bg-sunken',
              )}
              // Before the field loses the focus, and with it the list.
              onPointerDown={(event) => {
                event.preventDefault();
                const element = event.currentTarget.closest('div')?.querySelector('textarea');
                if (element) take(element, person);
              }}
            >
              {person.handle}
            </li>
          ))}
        </ul>
      )}
      <textarea
        {...box}
        value={text}
        rows={1}
        maxLength={COMMENT_LIMIT}
        aria-label={label}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${at}` : undefined}
        className="scroll-mb-14 field-sizing-content max-h-36 min-h-8 w-full resize-none rounded-md border border-line-strong bg-raised px-2 py-1.5 text-sm placeholder:text-muted"
        onChange={(event) => {
          setCaret(event.target.selectionStart);
          setAt(0);
          onText(event.target.value);
        }}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
