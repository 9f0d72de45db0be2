/** What is measured of one page with N boxes; milliseconds. */
export interface PageTimes {
  /** From handing the data over to the frame that shows it and takes input. */
  load: number;
  /** From one painted frame to the next while a box is dragged. */
  dragFrame: { p50: number; p95: number };
  /** From the event to the end of the frame that shows what it did. */
  drag: { p50: number; p95: number };
  zoom: { p50: number; p95: number };
  select: { p50: number; p95: number };
  /** Twenty moves taken back, each painted. */
  undo20: number;
  /** JavaScript heap after a collection, in bytes. */
  heapBytes: number;
}

export const TIMES = ['load', 'dragFrame', 'drag', 'zoom', 'select', 'undo20'] as const;
export type TimeName = (typeof TIMES)[number];

/** Medians over rounds, and how they compare: the editor's over the floor's. */
export interface SizeResult {
  boxes: number;
  rounds: number;
  editor: PageTimes;
  floor: PageTimes;
  /** Of medians (p50 where there are several): 1 would be as fast as drawing it all with canvas 2D alone. */
  ratios: Record<TimeName, number>;
  aims: Partial<Record<TimeName, number>>;
}

/** Formulas one after the other, as in a day's work. */
export interface QueueResult {
  formulas: number;
  /** From the key that submits to the next formula painted and ready for input, in milliseconds. */
  submitToReady: { p50: number; p95: number };
  /** Of that: until the server has said yes to the submit. */
  submit: { p50: number; p95: number };
  /** Frames in which anything turned, or no formula was on the screen. */
  framesWaiting: number;
  /** JavaScript heap after a collection, in bytes, after so many formulas. */
  heapBytes: { after10: number; after100: number };
  heapRatio: number;
}

export interface EditorMeasurements {
  benchmark: 'editor';
  cores: number;
  browser: string;
  sizes: SizeResult[];
  queue: QueueResult;
}
