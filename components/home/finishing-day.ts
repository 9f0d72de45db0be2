const DAY = 86_400_000;

/** When the missing formulas are approved at the pace of the last week; null when nobody can say. */
export function finishingDay(missing: number, approvedLastWeek: number, now: Date): Date | null {
  if (missing <= 0 || approvedLastWeek <= 0) return null;
  return new Date(now.getTime() + (missing / (approvedLastWeek / 7)) * DAY);
}
