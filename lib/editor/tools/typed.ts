/**
 * The number on the screen that is being typed, with one more digit. A digit that makes it larger than any number
 * there is begins anew, so that a slip of the finger needs no correction.
 */
export function typedNumber(before: string, digit: string, largest: number): string {
  const longer = before + digit;
  if (Number(longer) <= largest) return longer;
  return Number(digit) <= largest ? digit : '';
}
