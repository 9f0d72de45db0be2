import { useFormatter, useTranslations } from 'next-intl';
import type { Interval, MetricUnit } from '@/lib/domain/comparison/types';

/** Units of numbers on the screens of evaluations. */
export type Unit = MetricUnit | 'milliseconds' | 'bytes';

/** Always one digit, so that columns line up and 57 % is known to be 57.0 %. */
const SHARE = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** How numbers of an evaluation are written: values, intervals, signed differences, by their unit. */
export function useNumberText() {
  const t = useTranslations('compare.number');
  const format = useFormatter();
  const plain = (value: number, unit: Unit): string => {
    switch (unit) {
      case 'share':
        return format.number(value, SHARE);
      case 'count':
        return format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      case 'seconds':
        return t('seconds', { value: format.number(value, ONE_DIGIT) });
      case 'milliseconds':
        return t('milliseconds', {
          value: format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 }),
        });
      case 'bytes':
        return t('megabytes', { value: format.number(value / 2 ** 20, { maximumFractionDigits: 1 }) });
    }
  };
  /** A difference: shares in percentage points, the sign always said. */
  const signed = (value: number, unit: Unit): string => {
    const sign = value > 0 ? '+' : value < 0 ? '−' : '';
    const size = Math.abs(value);
    if (unit !== 'share') return `${sign}${plain(size, unit)}`;
    return t('points', { value: `${sign}${format.number(size * 100, ONE_DIGIT)}` });
  };
  const range = ({ low, high }: Interval, text: (value: number) => string) =>
    t('range', { low: text(low), high: text(high) });
  return {
    value: plain,
    signed,
    /** `92.5 % (91.0 % to 93.8 %)` */
    interval: (interval: Interval, unit: Unit) =>
      `${plain(interval.value, unit)} ${range(interval, (value) => plain(value, unit))}`,
    range: (interval: Interval, unit: Unit) => range(interval, (value) => plain(value, unit)),
    /** The unit stands beside the value already. */
    signedRange: (interval: Interval, unit: Unit) =>
      range(interval, (value) => {
        const size = unit === 'share' ? value * 100 : value;
        const digits = unit === 'count' ? 2 : 1;
        const text = format.number(Math.abs(size), {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
        return `${size > 0 ? '+' : size < 0 ? '−' : ''}${text}`;
      }),
  };
}
