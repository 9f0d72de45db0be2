'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReliabilityPlot } from '@/components/charts/reliability-plot';
import { SeriesMark } from '@/components/charts/series';
import { Select } from '@/components/ui/input';
import {
  BINNINGS,
  CALIBRATION_HEADS,
  type Binning,
  type CalibrationHead,
  type Interval,
  type Reliability,
} from '@/lib/domain/comparison/types';
import { useNumberText } from './number-text';
import { ReliabilityTable } from './reliability-table';

/** One side's calibration of one head. */
export interface SideCalibration {
  answers: number;
  overconfidence: Interval | null;
  equalWidth: Reliability;
  equalMass: Reliability;
}
export type Calibrations = Record<CalibrationHead, Partial<Record<'a' | 'b', SideCalibration>>>;

/** How well confidences say how often they are right, one plot a side, for one head at a time. */
export function CalibrationPanel({
  calibrations,
  alone,
}: {
  calibrations: Calibrations;
  /** One evaluation only: no sides to tell apart. */
  alone: boolean;
}) {
  const t = useTranslations('compare.calibration');
  const text = useNumberText();
  const [head, setHead] = useState<CalibrationHead>('recognizer');
  const [binning, setBinning] = useState<Binning>('equalWidth');
  const sides = calibrations[head];
  return (
    <>
      <div className="flex flex-wrap gap-2 border-b border-line px-4 py-2">
        <label className="w-72 text-xs text-muted">
          {t('head')}
          <Select
            value={head}
            onChange={(event) =>
              setHead(CALIBRATION_HEADS.find((one) => one === event.currentTarget.value) ?? 'recognizer')
            }
          >
            {CALIBRATION_HEADS.map((one) => (
              <option key={one} value={one}>
                {t(`heads.${one}`)}
              </option>
            ))}
          </Select>
        </label>
        <label className="w-56 text-xs text-muted">
          {t('binning')}
          <Select
            value={binning}
            onChange={(event) =>
              setBinning(BINNINGS.find((one) => one === event.currentTarget.value) ?? 'equalWidth')
            }
          >
            {BINNINGS.map((one) => (
              <option key={one} value={one}>
                {t(`binnings.${one}`)}
              </option>
            ))}
          </Select>
        </label>
      </div>
      <div className="flex flex-wrap gap-x-10 gap-y-6 p-4">
        {(['a', 'b'] as const).map((side) => {
          const said = sides[side];
          if (!said) return null;
          const reliability = said[binning];
          return (
            <figure key={side} className="flex min-w-64 flex-1 basis-64 flex-col gap-2">
              <figcaption className="text-sm">
                {!alone && (
                  <span className="mr-2 inline-flex items-center gap-1 font-semibold">
                    <SeriesMark series={side} /> {side.toUpperCase()}
                  </span>
                )}
                <abbr title={t('eceLong')} className="font-medium no-underline">
                  {t('ece')}
                </abbr>{' '}
                <span className="tabular-nums">{text.interval(reliability.ece, 'share')}</span>
                <span className="block text-xs text-muted">
                  {t('answers', { count: said.answers })}
                  {said.overconfidence &&
                    ` · ${t(said.overconfidence.value >= 0 ? 'over' : 'under', {
                      value: text.value(Math.abs(said.overconfidence.value), 'share'),
                    })}`}
                </span>
              </figcaption>
              {said.answers === 0 ? (
                <p className="text-sm text-muted">{t('noAnswers')}</p>
              ) : (
                <>
                  <ReliabilityPlot
                    reliability={reliability}
                    series={side}
                    label={`${alone ? '' : side.toUpperCase()} ${t(`heads.${head}`)}`}
                  />
                  <ReliabilityTable reliability={reliability} />
                </>
              )}
            </figure>
          );
        })}
      </div>
    </>
  );
}
