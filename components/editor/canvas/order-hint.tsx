'use client';
import { useTranslations } from 'next-intl';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { readingOf } from '@/lib/editor/kernels/reading';
import type { EditorState } from '@/lib/editor/state';
import { useEditorState } from '../state/context';
import { signOf } from './glyphs';

const gestureOf = ({ gesture }: EditorState) => gesture;
const annotationOf = ({ annotation }: EditorState) => annotation;
const toolOf = ({ tool }: EditorState) => tool;

/** What is being said about the order, and what to press next: over the picture, and read out. */
export function OrderHint() {
  const t = useTranslations('ordering.hint');
  const relations = useTranslations('editor.relation');
  const tool = useEditorState(toolOf);
  const gesture = useEditorState(gestureOf);
  const annotation = useEditorState(annotationOf);
  if (tool !== 'path' && tool !== 'parent') return null;
  const name = (id: SymbolId) => {
    const sign = annotation.symbols[id]?.class ?? '';
    const number = readingOf(annotation).numbers.get(id) ?? 0;
    return t('symbol', { sign: sign === UNLABELLED ? '?' : signOf(sign), number });
  };
  const say = () => {
    const { path, parent } = gesture ?? {};
    if (tool === 'parent') {
      if (!parent) return t('parent');
      const child = name(parent.child);
      if (!parent.parent || !parent.relation) return t('start', { child });
      return t('under', { child, parent: name(parent.parent), relation: relations(parent.relation) });
    }
    if (path && path.typed !== '') return t('typed', { number: path.typed });
    const last = path?.symbols.at(-1);
    return path && last ? t('path', { count: path.symbols.length, last: name(last) }) : t('begin');
  };
  return (
    <p
      role="status"
      data-order-hint
      className="pointer-events-none absolute top-3 left-1/2 w-max max-w-[90%] -translate-x-1/2 rounded-md bg-raised px-3 py-1.5 text-center text-sm shadow-float"
    >
      {say()}
    </p>
  );
}
