'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { signOf } from '@/components/editor/canvas/glyphs';
import { Badge } from '@/components/ui/badge';
import { cx } from '@/components/ui/cx';
import { differenceOf, type ExplainedSymbol, type SymbolPair } from './symbols';

function Said({ symbol }: { symbol: ExplainedSymbol | null }) {
  const t = useTranslations('debug.symbols');
  const format = useFormatter();
  if (!symbol) return <span className="w-24 shrink-0 text-muted">–</span>;
  return (
    <span className="flex w-24 shrink-0 items-baseline gap-2" title={symbol.class}>
      <span className={cx('w-9 truncate font-medium', symbol.rejected && 'text-muted line-through')}>
        {signOf(symbol.class)}
      </span>
      {symbol.rejected ? (
        <span className="text-xs text-danger">{t('rejected')}</span>
      ) : (
        <span className="text-xs text-muted tabular-nums">{format.number(symbol.confidence, 'share')}</span>
      )}
    </span>
  );
}

/** Every symbol, walked with the arrow keys; what the two sets disagree about says so. */
export function SymbolList({
  pairs,
  selected,
  compared,
  onSelect,
}: {
  pairs: SymbolPair[];
  selected: string | null;
  compared: boolean;
  onSelect: (key: string) => void;
}) {
  const t = useTranslations('debug.symbols');
  const list = useRef<HTMLUListElement>(null);
  const at = pairs.findIndex(({ key }) => key === selected);
  useEffect(() => {
    const option = list.current?.querySelector<HTMLElement>('[aria-selected=true]');
    if (!list.current || !option) return;
    // Within the list only: scrollIntoView would move the page along.
    const { scrollTop, clientHeight } = list.current;
    const top = option.offsetTop - list.current.offsetTop;
    if (top < scrollTop) list.current.scrollTop = top;
    else if (top + option.offsetHeight > scrollTop + clientHeight) {
      list.current.scrollTop = top + option.offsetHeight - clientHeight;
    }
  }, [selected]);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = pairs.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    const pair = to === undefined ? undefined : pairs[Math.min(Math.max(to, 0), last)];
    if (!pair) return;
    event.preventDefault();
    onSelect(pair.key);
  };
  return (
    <ul
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t('title')}
      aria-activedescendant={at < 0 ? undefined : `symbol-${selected}`}
      onKeyDown={onKeyDown}
      className="max-h-96 overflow-y-auto py-1"
    >
      {pairs.map((pair) => {
        const difference = compared ? differenceOf(pair, pairs) : null;
        const number = pair.a?.number ?? pair.b?.number;
        return (
          <li
            key={pair.key}
            id={`symbol-${pair.key}`}
            role="option"
            aria-selected={pair.key === selected}
            onClick={() => onSelect(pair.key)}
            className={cx(
              'flex min-h-7 cursor-pointer items-center gap-2 px-4 text-sm',
              pair.key === selected ? 'bg-accent-soft text-on-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <span className="w-5 shrink-0 text-right text-xs text-muted tabular-nums">{number}</span>
            <Said symbol={pair.a} />
            {compared && <Said symbol={pair.b} />}
            {difference && <Badge tone="warning">{t(`difference.${difference}`)}</Badge>}
          </li>
        );
      })}
    </ul>
  );
}
