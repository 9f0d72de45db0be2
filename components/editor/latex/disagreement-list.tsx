'use client';
import { useTranslations } from 'next-intl';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Disagreement, Span } from '@/lib/domain/latex';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { revealSelection } from '@/lib/editor/actions/view-actions';
import { useEditing, useEditorState } from '../state/context';

/** As many as are said; the others are marked in the source and on the picture all the same. */
const SAID = 3;

function useWords(): (disagreement: Disagreement) => string {
  const t = useTranslations('latexBar.differs');
  const symbols = useEditorState((state) => state.annotation.symbols);
  const signs = (ids: readonly SymbolId[]) => ids.map((id) => signOf(symbols[id]?.class ?? '')).join(' ');
  return ({ kind, token, symbols: ids }) => {
    const shown = token === null ? '' : signOf(token);
    if (kind === 'token') return t('token', { token: shown });
    if (kind === 'symbol') return t('symbol', { sign: signs(ids) });
    if (kind === 'sign') return t('sign', { token: shown, sign: signs(ids) });
    if (kind === 'elsewhere') return t('elsewhere', { token: shown });
    const [owner, ...inside] = ids;
    if (!owner) return token === null ? t('line') : t('token', { token: shown });
    if (inside.length === 0) return t('around', { owner: signs([owner]) });
    return t('place', { owner: signs([owner]), sign: signs(inside) });
  };
}

/** In what label and ordering differ, one by one; each shows where it is, in the source and on the picture. */
export function DisagreementList({
  disagreements,
  onGo,
}: {
  disagreements: readonly Disagreement[];
  onGo: (span: Span) => void;
}) {
  const t = useTranslations('latexBar');
  const { editor } = useEditing();
  const words = useWords();
  const more = disagreements.length - SAID;
  const show = ({ symbols, spans: [span] }: Disagreement) => {
    const selection = symbols.filter((id) => editor.state.annotation.symbols[id]);
    editor.update({ selection: selection.slice(0, 1), highlighted: selection });
    revealSelection(editor);
    if (span) onGo(span);
  };
  return (
    <ul aria-label={t('differsTitle')} className="flex min-w-0 flex-1 gap-1 overflow-hidden text-xs">
      {disagreements.slice(0, SAID).map((one, index) => (
        <li key={`${index} ${one.kind} ${one.token} ${one.symbols.join()}`} className="min-w-0 shrink">
          <button
            type="button"
            data-disagreement={one.kind}
            title={words(one)}
            onClick={() => show(one)}
            onPointerEnter={() => editor.update({ highlighted: one.symbols })}
            onPointerLeave={() => editor.update({ highlighted: [] })}
            className="block h-6 max-w-full truncate rounded-md bg-warning-soft px-1.5 text-warning hover:underline"
          >
            {words(one)}
          </button>
        </li>
      ))}
      {more > 0 && <li className="shrink-0 self-center text-muted">{t('more', { count: more })}</li>}
    </ul>
  );
}
