/** Milliseconds by which clocks in `timeZone` are ahead of UTC at `moment`. */
function offset(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((known) => known.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}

/** When the day of `now` began where the person is; also on the days when clocks change. */
export function startOfDay(now: Date, timeZone: string): Date {
  const wall = new Date(now.getTime() + offset(now, timeZone));
  const midnight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
  // The offset at midnight may differ from the offset now: ask for it there.
  const guess = new Date(midnight - offset(now, timeZone));
  return new Date(midnight - offset(guess, timeZone));
}
