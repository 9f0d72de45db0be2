/** Where an option lies in its list, in pixels. */
interface Placed {
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

/**
 * The option above (`step` -1) or below (1) the one at `at` in rows of options: the nearest one in the next row. Stays
 * where there is no further row.
 */
export function rowStep(options: readonly Placed[], at: number, step: 1 | -1): number {
  const here = options[at];
  if (!here) return step === 1 && options.length > 0 ? 0 : at;
  let best = at;
  for (let index = at + step; options[index]; index += step) {
    const one = options[index];
    const row = options[best];
    if (!one || !row || one.offsetTop === here.offsetTop) continue;
    if (best !== at && one.offsetTop !== row.offsetTop) break;
    const nearer = Math.abs(one.offsetLeft - here.offsetLeft) < Math.abs(row.offsetLeft - here.offsetLeft);
    if (best === at || nearer) best = index;
  }
  return best;
}
