'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { SeriesMark } from '@/components/charts/series';
import { cx } from '@/components/ui/cx';
import { Panel } from '@/components/ui/panel';
import type { Explanation } from '@/lib/domain/explanation';
import { Converter } from './converter';
import { LayerControls } from './layer-controls';
import { FIRST_LAYERS } from './layers';
import { Picture } from './picture';
import { Proposals } from './proposals';
import { longest, StepTimes } from './step-times';
import { SymbolDetails } from './symbol-details';
import { SymbolList } from './symbol-list';
import { pairSymbols, symbolsOf, type ExplainedSymbol, type SymbolPair } from './symbols';

type Side = {
  series: 'a' | 'b';
  explanation: Explanation;
  symbols: ExplainedSymbol[];
  selected: ExplainedSymbol | null;
};

function sidesOf(a: Explanation, b: Explanation | null) {
  const symbols = { a: symbolsOf(a), b: b && symbolsOf(b) };
  return { symbols, pairs: pairSymbols(symbols.a, symbols.b) };
}

/** Where a person would look first: the symbol that A is least sure of. */
function leastSure(pairs: SymbolPair[]): SymbolPair | undefined {
  const sure = ({ a, b }: SymbolPair) =>
    a && !a.rejected ? a.confidence : b && !b.rejected ? b.confidence : 2;
  return pairs.toSorted((one, other) => sure(one) - sure(other))[0];
}

/** What each stage saw and said about one formula: of one set of candidates, or of two beside each other. */
export function DebugView({
  image,
  a,
  b,
}: {
  image: { url: string; name: string };
  a: Explanation;
  b: Explanation | null;
}) {
  const t = useTranslations('debug');
  const [layers, setLayers] = useState(FIRST_LAYERS);
  const [key, setKey] = useState<string | null>(null);
  const { symbols, pairs } = useMemo(() => sidesOf(a, b), [a, b]);
  const chosen: SymbolPair | undefined = pairs.find((pair) => pair.key === key) ?? leastSure(pairs);
  const sides: Side[] = [
    { series: 'a', explanation: a, symbols: symbols.a, selected: chosen?.a ?? null },
    ...(b && symbols.b
      ? [{ series: 'b' as const, explanation: b, symbols: symbols.b, selected: chosen?.b ?? null }]
      : []),
  ];
  const select = (id: string) => {
    const pair = pairs.find((other) => other.a?.id === id || other.b?.id === id);
    if (pair) setKey(pair.key);
  };
  const beside = b ? 'grid items-start gap-4 lg:grid-cols-2' : undefined;
  const mark = ({ series }: Side) =>
    b && (
      <p className="mb-1 flex items-center gap-1.5 text-xs font-medium text-muted">
        <SeriesMark series={series} />
        {t(`choice.${series}`)}
      </p>
    );
  const groups = [
    ...new Set(
      sides.flatMap(({ explanation }) => explanation.stages.detector?.maps ?? []).map(({ group }) => group),
    ),
  ];
  const scale = Math.max(...sides.map(({ explanation }) => longest(explanation.steps)));
  const panel = (title: string, hint: string, body: (side: Side) => React.ReactNode, flush = false) => (
    <Panel title={title} hint={hint} flush={flush}>
      <div className={beside}>
        {sides.map((side) => (
          <div key={side.series} className="min-w-0">
            {mark(side)}
            {body(side)}
          </div>
        ))}
      </div>
    </Panel>
  );
  return (
    <div className="flex flex-col gap-4">
      <Panel title={t('picture.title')} hint={t('picture.hint')}>
        <div className="flex flex-col gap-3">
          <LayerControls layers={layers} groups={groups} onChange={setLayers} />
          <div className="flex flex-col gap-3">
            {sides.map((side) => (
              <div key={side.series} className="min-w-0">
                {mark(side)}
                <Picture
                  image={image}
                  explanation={side.explanation}
                  symbols={side.symbols}
                  selected={side.selected}
                  layers={layers}
                  onSelect={({ id }) => select(id)}
                />
                {side.explanation.stages.detector && (
                  <div className="-mx-4">
                    <Proposals detector={side.explanation.stages.detector} symbols={side.symbols} />
                  </div>
                )}
              </div>
            ))}
          </div>
        </div>
      </Panel>
      <div
        className={cx(
          'grid items-start gap-4',
          b ? 'lg:grid-cols-[22rem_minmax(0,1fr)]' : 'lg:grid-cols-[15rem_minmax(0,1fr)]',
        )}
      >
        <Panel title={t('symbols.title')} hint={t('symbols.hint')} flush>
          {pairs.length === 0 ? (
            <p className="p-4 text-sm text-muted">{t('symbols.none')}</p>
          ) : (
            <SymbolList
              pairs={pairs}
              selected={chosen?.key ?? null}
              compared={b !== null}
              onSelect={setKey}
            />
          )}
        </Panel>
        {panel(t('symbol.title'), t('symbol.hint'), ({ selected, symbols: all }) => (
          <SymbolDetails symbol={selected} symbols={all} />
        ))}
      </div>
      {panel(t('converter.title'), t('converter.hint'), (side) => (
        <Converter
          explanation={side.explanation}
          symbols={side.symbols}
          selected={side.selected?.id ?? null}
          onSelect={select}
        />
      ))}
      {panel(t('times.title'), t('times.hint'), ({ explanation }) => (
        <StepTimes steps={explanation.steps} of={scale} />
      ))}
    </div>
  );
}
