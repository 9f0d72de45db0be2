'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { SeriesMark } from '@/components/charts/series';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { writeChoice, type ChosenCandidates, type DebugChoice } from './address';

export type CandidateOption = { id: string; stage: Stage; name: string; version: string; released: boolean };

function Row({
  series,
  label,
  chosen,
  options,
  onChange,
}: {
  series: 'a' | 'b' | null;
  label: string;
  chosen: ChosenCandidates;
  options: CandidateOption[];
  onChange: (chosen: ChosenCandidates) => void;
}) {
  const t = useTranslations('debug.choice');
  const stages = useTranslations('words.stageModel');
  const nameOf = ({ name, version, released }: CandidateOption) =>
    released ? t('inUse', { name, version }) : `${name} ${version}`;
  return (
    <fieldset className="grid flex-1 grid-cols-2 items-end gap-3 md:grid-cols-4">
      <legend className="sr-only">{label}</legend>
      {STAGES.map((stage) => {
        const ofStage = options.filter((option) => option.stage === stage);
        const shown = ofStage.find(({ id, released }) => (chosen[stage] ? id === chosen[stage] : released));
        return (
          <label key={stage} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
            <span className="flex items-center gap-1.5">
              {series && <SeriesMark series={series} />}
              {stages(stage)}
            </span>
            <Select
              aria-label={`${label}: ${stages(stage)}`}
              // A long name does not fit into the box.
              title={shown && nameOf(shown)}
              value={shown?.id ?? ''}
              onChange={(event) => onChange({ ...chosen, [stage]: event.target.value })}
            >
              {ofStage.map((option) => (
                <option key={option.id} value={option.id}>
                  {nameOf(option)}
                </option>
              ))}
            </Select>
          </label>
        );
      })}
    </fieldset>
  );
}

/** Which candidates speak, and which others are laid beside them. It stands in the address, so that it can be sent. */
export function CandidateChoice({ choice, options }: { choice: DebugChoice; options: CandidateOption[] }) {
  const t = useTranslations('debug.choice');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [shown, show] = useOptimistic(choice);
  const choose = (next: DebugChoice) =>
    startTransition(() => {
      show(next);
      router.replace(writeChoice(next) || '?', { scroll: false });
    });
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2" aria-busy={pending}>
      <div className="flex min-w-0 flex-1 basis-[36rem] flex-col gap-2">
        <Row
          series={shown.b ? 'a' : null}
          label={shown.b ? t('a') : t('title')}
          chosen={shown.a}
          options={options}
          onChange={(a) => choose({ ...shown, a })}
        />
        {shown.b && (
          <Row
            series="b"
            label={t('b')}
            chosen={shown.b}
            options={options}
            onChange={(b) => choose({ ...shown, b })}
          />
        )}
      </div>
      <Button onClick={() => choose({ ...shown, b: shown.b ? null : shown.a })}>
        {shown.b ? t('alone') : t('compare')}
      </Button>
      {pending && (
        <p role="status" className="w-full text-sm text-muted">
          {t('asking')}
        </p>
      )}
    </div>
  );
}
