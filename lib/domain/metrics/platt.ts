/** A line over log-odds. Slope 1 and bias 0 change nothing. */
export interface PlattScale {
  slope: number;
  bias: number;
}

/**
 * A confidence as the share of answers that are right where it is said: sigmoid(slope × log-odds + bias), after Platt,
 * Probabilistic outputs for support vector machines (1999). 0 and 1 are certain, and stay what they are.
 */
export function plattScaled(confidence: number, { slope, bias }: PlattScale): number {
  if (confidence <= 0 || confidence >= 1 || (slope === 1 && bias === 0)) return confidence;
  return 1 / (1 + Math.exp(-slope * Math.log(confidence / (1 - confidence)) - bias));
}
