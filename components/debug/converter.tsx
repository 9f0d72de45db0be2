'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { signOf } from '@/components/editor/canvas/glyphs';
import { cx } from '@/components/ui/cx';
import type { Explanation, TreeEntry } from '@/lib/domain/explanation';
import { RenderedLatex } from './rendered-latex';
import type { ExplainedSymbol } from './symbols';

function Entry({
  entry,
  symbols,
  selected,
}: {
  entry: TreeEntry;
  symbols: ExplainedSymbol[];
  selected: string | null;
}) {
  const relations = useTranslations('editor.relation');
  const number = symbols.find(({ id }) => id === entry.symbol)?.number;
  return (
    <li
      style={{ paddingLeft: `${entry.depth}rem` }}
      className={cx('px-1', entry.symbol === selected && 'bg-accent-soft text-on-accent-soft')}
    >
      <span className="inline-block w-6 text-right text-xs text-muted tabular-nums">{number}</span>
      <span className="mx-2 font-medium">{signOf(entry.class)}</span>
      {entry.relation && <span className="text-xs text-muted">{relations(entry.relation)}</span>}
    </li>
  );
}

/** What the converter read, what it wrote for each part and by which rule, and how that looks. */
export function Converter({
  explanation,
  symbols,
  selected,
  onSelect,
}: {
  explanation: Explanation;
  symbols: ExplainedSymbol[];
  selected: string | null;
  onSelect: (id: string) => void;
}) {
  const t = useTranslations('debug.converter');
  const format = useFormatter();
  const { converter } = explanation.stages;
  const { latex } = explanation.prediction;
  return (
    <div className="flex flex-col gap-4">
      <RenderedLatex latex={latex} />
      <code className="font-mono text-xs break-all">{latex || t('empty')}</code>
      {converter && (
        <>
          <section aria-label={t('tokens')}>
            <h4 className="mb-1 text-xs font-medium text-muted">{t('tokens')}</h4>
            <ol className="flex flex-wrap gap-1">
              {converter.tokens.map(({ token, symbol, rule }, index) => (
                <li key={index}>
                  <button
                    type="button"
                    disabled={symbol === null}
                    onClick={() => symbol && onSelect(symbol)}
                    className={cx(
                      'flex flex-col items-center rounded-[4px] border border-line px-1.5 py-0.5',
                      symbol === null ? 'bg-sunken' : 'hover:border-line-strong',
                      symbol !== null && symbol === selected && 'border-accent bg-accent-soft',
                    )}
                  >
                    <code className="font-mono text-xs">{token}</code>
                    <span className="text-[0.625rem] leading-3 text-muted">{t(`rule.${rule}`)}</span>
                  </button>
                </li>
              ))}
            </ol>
          </section>
          <details open={converter.tree.flat().length > 0}>
            <summary className="text-xs font-medium text-muted">{t('tree')}</summary>
            <div className="mt-1 columns-[11rem] gap-6 text-sm">
              {converter.tree.map((line, index) => (
                <ul key={index} className="mb-2">
                  {line.map((entry) => (
                    <Entry key={entry.symbol} entry={entry} symbols={symbols} selected={selected} />
                  ))}
                </ul>
              ))}
            </div>
          </details>
          {converter.alternatives.length > 0 && (
            <section aria-label={t('alternatives')}>
              <h4 className="mb-1 text-xs font-medium text-muted">{t('alternatives')}</h4>
              <ol className="text-sm">
                {converter.alternatives.map(({ latex: other, confidence }) => (
                  <li key={other} className="flex gap-3">
                    <span className="w-14 text-right tabular-nums">{format.number(confidence, 'share')}</span>
                    <code className="font-mono text-xs break-all">{other}</code>
                  </li>
                ))}
              </ol>
            </section>
          )}
        </>
      )}
    </div>
  );
}
