'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { Choice } from '@/components/ui/choice';
import { Select } from '@/components/ui/input';
import type { Layers } from './layers';
import { useNames } from './use-names';

/** What is drawn over the picture: all of it with the keyboard, too. */
export function LayerControls({
  layers,
  groups,
  onChange,
}: {
  layers: Layers;
  groups: string[];
  onChange: (layers: Layers) => void;
}) {
  const t = useTranslations('debug.layers');
  const { groupName } = useNames();
  const format = useFormatter();
  const id = useId();
  const toggle = (key: 'peaks' | 'dropped' | 'places') => (
    <Choice
      label={t(key)}
      checked={layers[key]}
      onChange={(event) => onChange({ ...layers, [key]: event.target.checked })}
    />
  );
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-heat`}>{t('heat')}</label>
        <input
          id={`${id}-heat`}
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={layers.heat}
          aria-valuetext={format.number(layers.heat, 'share')}
          onChange={(event) => onChange({ ...layers, heat: Number(event.target.value) })}
          className="w-32 accent-accent"
        />
      </span>
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-group`}>{t('map')}</label>
        <Select
          id={`${id}-group`}
          className="min-w-32"
          value={layers.group ?? ''}
          onChange={(event) => onChange({ ...layers, group: event.target.value || null })}
        >
          <option value="">{t('allMaps')}</option>
          {groups.map((group) => (
            <option key={group} value={group}>
              {groupName(group)}
            </option>
          ))}
        </Select>
      </span>
      {toggle('peaks')}
      {toggle('dropped')}
      {toggle('places')}
    </div>
  );
}
