'use client';
import { Check, CirclePlus, CircleX, CornerDownRight, Tag, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { KeyHint } from '@/components/ui/key-hint';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { revealSelection } from '@/lib/editor/actions/view-actions';
import { acceptProposals, refuseProposals } from '@/lib/editor/cascade/decide';
import type { ProposalItem } from '@/lib/editor/cascade/items';
import type { OpenItem } from '@/lib/editor/cascade/resolve';
import { shownConfidence } from '@/lib/editor/kernels/confidence';
import { classChange } from '../canvas/draw-ghosts';
import { signOf } from '../canvas/glyphs';
import { useAction, useEditing, useEditorState } from '../state/context';

/** How sure the models are is left out where it rounds to nothing: the first of many guesses may still be right. */
const WORTH_SAYING = 0.05;

const ICONS = { added: CirclePlus, removed: CircleX, class: Tag, place: CornerDownRight };

/** A proposal in a few words, for the eye and for a screen reader. */
function useProposalText(): (item: ProposalItem) => string {
  const t = useTranslations('cascade');
  const relationName = useTranslations('editor.relation');
  const { editor } = useEditing();
  const sign = (id: string | null) => {
    const { annotation } = editor.state;
    const symbol = Object.values(annotation.symbols).find((one) => one.id === id);
    return symbol ? signOf(symbol.class) : '?';
  };
  return (item) => {
    switch (item.kind) {
      case 'added':
        return t('added', { symbol: signOf(item.class) });
      case 'removed':
        return t('removed', { symbol: signOf(item.class) });
      case 'class':
        return classChange(item.from, item.to);
      case 'place': {
        const { parent, relation } = item.to;
        if (!relation) return t('root', { symbol: sign(item.symbol) });
        const relationText = relationName(relation);
        return t('place', { symbol: sign(item.symbol), parent: sign(parent), relation: relationText });
      }
    }
  };
}

/** One proposal with accept and refuse; the one that the keys are about shows them. */
export function ProposalRow({ open, current }: { open: OpenItem; current: boolean }) {
  const t = useTranslations('cascade');
  const { editor } = useEditing();
  const readOnly = useEditorState((state) => state.readOnly);
  const text = useProposalText();
  const [accept, refuse] = [useAction('cascade.accept'), useAction('cascade.refuse')];
  const { id, item, together } = open;
  const said = text(item);
  const Icon = ICONS[item.kind];
  const others = together.filter((other) => other !== item);
  const show = () => {
    if (!editor.state.annotation.symbols[item.symbol]) return;
    selectSymbol(editor, item.symbol);
    revealSelection(editor);
  };
  const point = (on: boolean) =>
    editor.update({
      highlighted: on && editor.state.annotation.symbols[item.symbol] ? [item.symbol] : [],
    });
  const button = 'inline-flex h-7 items-center gap-1 rounded-md px-1.5 disabled:opacity-50';
  return (
    <li
      data-proposal={id}
      onPointerEnter={() => point(true)}
      onPointerLeave={() => point(false)}
      className={cx('flex h-8 items-center gap-0.5 rounded-md pl-1.5', current && 'bg-sunken')}
    >
      <button type="button" onClick={show} className="flex h-7 min-w-0 flex-1 items-center gap-1.5 text-left">
        <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <span className="truncate text-sm">{said}</span>
        {'confidence' in item && item.confidence >= WORTH_SAYING && (
          <span className="text-xs text-muted tabular-nums">{shownConfidence(item.confidence)}</span>
        )}
        {others.length > 0 && (
          <span
            className="shrink-0 rounded bg-line/60 px-1 text-xs text-muted"
            title={t('with', { others: others.map(text).join('; ') })}
          >
            +{others.length}
          </span>
        )}
      </button>
      <button
        type="button"
        disabled={readOnly}
        aria-label={t('accept', { proposal: said })}
        title={t('accept', { proposal: said })}
        onClick={() => acceptProposals(editor, [id], 'cascade.accept')}
        className={cx(button, 'text-accent hover:bg-accent-soft')}
      >
        <Check aria-hidden="true" className="size-4" />
        {current && accept.keys && <KeyHint keys={accept.keys} />}
      </button>
      <button
        type="button"
        disabled={readOnly}
        aria-label={t('refuse', { proposal: said })}
        title={t('refuse', { proposal: said })}
        onClick={() => refuseProposals(editor, [id])}
        className={cx(button, 'text-danger hover:bg-sunken')}
      >
        <X aria-hidden="true" className="size-4" />
        {current && refuse.keys && <KeyHint keys={refuse.keys} />}
      </button>
    </li>
  );
}
