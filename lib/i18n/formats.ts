import type { Formats } from 'next-intl';

/** Named formats, so that dates and shares look the same on every screen. */
export const formats = {
  dateTime: {
    moment: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
    day: { dateStyle: 'medium' },
    /** Within the day that is. */
    time: { timeStyle: 'short', hourCycle: 'h23' },
  },
  number: {
    share: { style: 'percent', maximumFractionDigits: 1 },
    whole: { maximumFractionDigits: 0 },
  },
} as const satisfies Formats;
