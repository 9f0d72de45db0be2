/** How strongly the rendered LaTeX is laid over the written formula, from 0 (not at all) to 1 (nothing else is seen). */
export interface Blend {
  readonly on: boolean;
  readonly amount: number;
}

export const DEFAULT_BLEND: Blend = { on: false, amount: 0.5 };
