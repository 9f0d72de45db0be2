'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Select } from '@/components/ui/input';
import {
  RELATIONS,
  type Annotation,
  type FormulaSymbol,
  type LineId,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import { linesInOrder } from '@/lib/domain/ordering';
import { rankParents } from '@/lib/editor/changes/guess-place';
import { placeAt, placeUnder } from '@/lib/editor/changes/places';
import { readingOf } from '@/lib/editor/kernels/reading';
import { relationTo } from '@/lib/editor/kernels/relation';
import { RELATION_MARKS } from '../canvas/draw-order';
import { signOf } from '../canvas/glyphs';
import { useAction, useEditing, useEditorParts } from '../state/context';

function RelationButton({ relation, pressed }: { relation: (typeof RELATIONS)[number]; pressed: boolean }) {
  const t = useTranslations('editor.relation');
  const { enabled, keys, run } = useAction(`relation.${relation}`);
  return (
    <button
      type="button"
      disabled={!enabled}
      aria-pressed={pressed}
      data-relation={relation}
      onClick={run}
      className={cx(
        'flex h-8 items-center gap-1.5 rounded-md border px-2 text-sm disabled:opacity-50',
        pressed ? 'border-accent bg-accent-soft text-on-accent-soft' : 'border-line hover:bg-sunken',
      )}
    >
      <kbd className="font-sans text-xs text-muted">{keys}</kbd>
      <span aria-hidden="true">{RELATION_MARKS[relation]}</span>
      {t(relation)}
    </button>
  );
}

/** As many parents as a list can be looked over; of more only those that fit best are named. */
const MOST = 60;

/** The parents to choose from, as they are read; the present one always among them. */
function likelyParents(annotation: Annotation, id: SymbolId): SymbolId[] {
  const { entries, numbers } = readingOf(annotation);
  const present = annotation.symbols[id]?.place?.parent;
  const others =
    entries.length <= MOST
      ? entries.map(({ symbol }) => symbol)
      : rankParents(annotation, id)
          .slice(0, MOST)
          .map(({ parent }) => parent);
  return [...new Set([...others, ...(present ? [present] : [])])]
    .filter((other) => other !== id)
    .sort((a, b) => (numbers.get(a) ?? Infinity) - (numbers.get(b) ?? Infinity));
}

/** Where the selected symbol belongs: its parent, and how it stands to it. */
export function PlacePicker({ symbol, many }: { symbol: FormulaSymbol; many: boolean }) {
  const t = useTranslations('editor.place');
  const { editor } = useEditing();
  const { annotation, readOnly } = useEditorParts('annotation', 'readOnly');
  const pick = useAction('order.pick_parent');
  const newLine = useAction('order.new_line');
  if (many) return <p className="text-sm text-muted">{t('one')}</p>;
  const { place, id } = symbol;
  const { numbers } = readingOf(annotation);
  const parents = likelyParents(annotation, id);
  const lines = linesInOrder(annotation);
  const choose = (value: string) => {
    if (value.startsWith('line:')) {
      const line = value.slice('line:'.length) as LineId;
      editor.change('symbol.place', (now) => placeAt(now, id, { line, parent: null, relation: null }));
    } else if (value !== '') {
      const parent = annotation.symbols[value as SymbolId];
      if (!parent) return;
      const relation = relationTo(parent, symbol);
      editor.change('symbol.place', (now) => placeUnder(now, id, parent.id, relation));
    }
  };
  const value = place === null ? '' : (place.parent ?? `line:${place.line}`);
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-1" role="group" aria-label={t('relation')}>
        {RELATIONS.map((relation) => (
          <RelationButton key={relation} relation={relation} pressed={place?.relation === relation} />
        ))}
      </div>
      <label className="flex items-center gap-2 text-sm">
        <span className="shrink-0 text-muted">{t('parent')}</span>
        <Select
          value={value}
          disabled={readOnly}
          data-editor-field="parent"
          onChange={(event) => choose(event.target.value)}
        >
          {place === null && <option value="">{t('nowhere')}</option>}
          {lines.map((line, index) => (
            <option key={line.id} value={`line:${line.id}`}>
              {t('root', { line: index + 1 })}
            </option>
          ))}
          {parents.map((parent) => (
            <option key={parent} value={parent}>
              {numbers.get(parent) ?? '–'} · {signOf(annotation.symbols[parent]?.class ?? '')}
            </option>
          ))}
        </Select>
      </label>
      <div className="flex flex-wrap gap-1">
        <Button size="small" keys={pick.keys} disabled={!pick.enabled} onClick={pick.run}>
          {t('pick')}
        </Button>
        <Button size="small" keys={newLine.keys} disabled={!newLine.enabled} onClick={newLine.run}>
          {t('newLine')}
        </Button>
      </div>
    </div>
  );
}
