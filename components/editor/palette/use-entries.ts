'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { setClass } from '@/lib/editor/actions/symbol-actions';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { readingOrder } from '@/lib/editor/kernels/navigation';
import { searchLabels, searchOffers, symbolNumber } from '@/lib/editor/palette/search';
import { useActionName } from '../panels/action-name';
import { useKeyOf } from '../panels/use-key-of';
import { useActionContext, useEditing, useEditorState } from '../state/context';
import { readRecent, rememberRecent } from '../personal/recent';
import { useOffers } from './use-offers';

/** One row of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly section: 'recent' | 'actions' | 'classes' | 'symbols';
  readonly label: string;
  readonly keys?: string | undefined;
  /** Why it cannot be done now, in words. */
  readonly disabled?: string | undefined;
  run(): void;
}

/** What the palette shows for what was typed: symbols by number, classes to relabel to, and actions. */
export function usePaletteEntries(typed: string): readonly PaletteEntry[] {
  const t = useTranslations('palette');
  const name = useActionName();
  const keyOf = useKeyOf();
  const { editor, actions } = useEditing();
  const context = useActionContext();
  const offers = useOffers();
  const annotation = useEditorState((state) => state.annotation);
  const selection = useEditorState((state) => state.selection);
  const readOnly = useEditorState((state) => state.readOnly);
  const recentClasses = useEditorState((state) => state.recentClasses);
  const order = useMemo(() => readingOrder(annotation), [annotation]);
  const recent = useMemo(() => readRecent('actions'), []);

  const symbols = (): PaletteEntry[] => {
    const number = symbolNumber(typed, order.length);
    const id = number === null ? undefined : order[number - 1];
    const symbol = id && annotation.symbols[id];
    if (!symbol || number === null) return [];
    return [
      {
        id: `symbol ${number}`,
        section: 'symbols',
        label: t('symbol', { number, name: signOf(symbol.class) }),
        run: () => selectSymbol(editor, symbol.id),
      },
    ];
  };
  const classes = (): PaletteEntry[] => {
    const names = searchLabels(editor.subject.classes, typed, recentClasses);
    const disabled = readOnly
      ? t('disabled.readOnly')
      : selection.length === 0
        ? t('disabled.nothingSelected')
        : undefined;
    return names.map((one) => ({
      id: `class ${one}`,
      section: 'classes',
      label: t('relabel', { name: signOf(one) === one ? one : `${signOf(one)}  ${one}` }),
      disabled,
      run: () => setClass(editor, one),
    }));
  };
  const commands = searchOffers(offers, typed, recent).map(({ action, disabled }): PaletteEntry => ({
    id: action.id,
    section: typed.trim() === '' && !disabled && recent.includes(action.id) ? 'recent' : 'actions',
    label: name(action.id),
    keys: keyOf(action.id),
    disabled: disabled ? t(`disabled.${disabled}`) : undefined,
    run() {
      rememberRecent('actions', action.id);
      actions.run(action.id, context());
    },
  }));
  // A class that fits exactly is what was meant; names of actions that only begin so come after the actions.
  const labels = classes();
  const exact = labels.filter(({ id }) => id === `class ${typed.trim()}` || id === `class \\${typed.trim()}`);
  const others = labels.filter((one) => !exact.includes(one));
  const possible = commands.filter(({ disabled }) => disabled === undefined);
  const impossible = commands.filter(({ disabled }) => disabled !== undefined);
  return [...symbols(), ...exact, ...possible, ...others, ...impossible];
}
