'use client';
import Image from 'next/image';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Explanation } from '@/lib/domain/explanation';
import { HeatCanvas } from './heat-canvas';
import type { Layers } from './layers';
import { Overlay } from './overlay';
import type { ExplainedSymbol } from './symbols';
import { useWidth } from './use-width';

/** A picture may be drawn larger than it is, to see its pixels, but not beyond these. */
const LARGEST_SCALE = 4;
const LARGEST_HEIGHT = 320;

/** The formula with what the models saw drawn over it. */
export function Picture({
  image,
  explanation,
  symbols,
  selected,
  layers,
  onSelect,
}: {
  image: { url: string; name: string };
  explanation: Explanation;
  symbols: ExplainedSymbol[];
  selected: ExplainedSymbol | null;
  layers: Layers;
  onSelect: (symbol: ExplainedSymbol) => void;
}) {
  const t = useTranslations('debug.picture');
  const [ref, room] = useWidth<HTMLDivElement>();
  const [broken, setBroken] = useState(false);
  const { width, height } = explanation;
  const { detector } = explanation.stages;
  const shown = Math.min(room, width * LARGEST_SCALE, (LARGEST_HEIGHT * width) / height);
  const maps = detector?.maps.filter(({ group }) => layers.group === null || group === layers.group) ?? [];
  return (
    <div ref={ref} className="rounded-md border border-line bg-sheet p-4">
      <div
        className="relative mx-auto overflow-hidden"
        style={{ width: Math.max(0, shown - 32), aspectRatio: `${width}/${height}` }}
      >
        {broken ? (
          <p className="p-2 text-sm text-confidence-low">{t('broken')}</p>
        ) : (
          <Image
            unoptimized
            src={image.url}
            alt={image.name}
            width={width}
            height={height}
            loading="eager"
            onError={() => setBroken(true)}
            className="absolute inset-0 size-full"
          />
        )}
        <HeatCanvas maps={maps} width={width} height={height} opacity={layers.heat} />
        {shown > 32 && (
          <Overlay
            detector={detector}
            symbols={symbols}
            selected={selected}
            layers={layers}
            unit={width / (shown - 32)}
            width={width}
            height={height}
            onSelect={onSelect}
          />
        )}
      </div>
    </div>
  );
}
