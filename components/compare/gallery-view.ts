import type { Outcome, Who } from '@/lib/domain/evaluations';

/** Which formulas the gallery shows: right in what, and who. */
export type GalleryView = { outcome: Outcome; who: Who };
