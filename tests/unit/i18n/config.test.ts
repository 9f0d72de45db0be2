import { describe, expect, it } from 'vitest';
import { isTimeZone, negotiateLocale } from '@/lib/i18n/config';
import { startOfDay } from '@/lib/i18n/day';

describe('the language of somebody who has not chosen one', () => {
  it.each([
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['en-GB,en;q=0.9,ko;q=0.8', 'en'],
    ['de-DE,de;q=0.9,ko;q=0.5', 'ko'],
    ['en;q=0.2, ko;q=0.7', 'ko'],
    ['ko;q=0, en', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('is the first that the browser wants and we speak: %s → %s', (header, expected) => {
    expect(negotiateLocale(header)).toBe(expected);
  });
});

describe('the day of a person', () => {
  it.each([
    ['2026-11-22T17:00:00Z', 'Asia/Seoul', '2026-11-22T15:00:00.000Z'],
    ['2026-11-22T14:59:59Z', 'Asia/Seoul', '2026-11-21T15:00:00.000Z'],
    ['2026-11-22T17:00:00Z', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T02:00:00Z', 'America/New_York', '2026-11-21T05:00:00.000Z'],
    // Clocks went forward at 2:00 on that day, and back at 3:00 on the other.
    ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25T12:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ])('%s in %s began at %s', (now, zone, start) => {
    expect(startOfDay(new Date(now), zone).toISOString()).toBe(start);
  });

  it('is asked of zones that exist only', () => {
    expect(isTimeZone('Asia/Seoul')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone(undefined)).toBe(false);
  });
});
