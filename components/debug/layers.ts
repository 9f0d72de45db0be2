/** What is drawn over the picture. */
export type Layers = {
  /** Opacity of the heat map in 0..1. */
  heat: number;
  /** One of the detector's maps, or all of them. */
  group: string | null;
  peaks: boolean;
  /** Proposals that did not become symbols. */
  dropped: boolean;
  /** Where the selected symbol could belong. */
  places: boolean;
};

export const FIRST_LAYERS: Layers = { heat: 0.8, group: null, peaks: true, dropped: false, places: true };
