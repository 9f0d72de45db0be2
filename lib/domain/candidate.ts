import type { CandidateSummary } from '@/lib/domain/candidate-card';
import type { Stage } from '@/lib/domain/stages';

/** What a lighter version of a candidate was made lighter by. */
export const VARIANTS = ['float16', 'int8'] as const;
export type Variant = (typeof VARIANTS)[number];

/** A candidate as another one names it. */
export type CandidateReference = { id: string; name: string; version: string };

/** A candidate in the list of a project: its own, and those that are shipped with the program. */
export type CandidateRow = {
  id: string;
  stage: Stage;
  name: string;
  version: string;
  kind: 'onnx' | 'rules';
  /** Size of model.onnx in bytes; 0 for rules. */
  bytes: number;
  /** Of model.onnx, as 64 hexadecimal digits; of the canonical card for rules. */
  sha256: string;
  /** Comes with the program, and is there for every project. */
  shipped: boolean;
  /** Is what the project uses for this stage now. */
  released: boolean;
  card: CandidateSummary;
  /** The candidate that this one was made lighter from, and how. */
  variantOf: CandidateReference | null;
  variant: Variant | null;
  /** ISO 8601. */
  createdAt: string;
  /** Name of the person who added it; null for shipped ones. */
  createdBy: string | null;
};

/** One candidate with everything that is known of it. */
export type CandidateView = CandidateRow & {
  /** Whose it is; null for one that is shipped. */
  project: { slug: string; name: string } | null;
  /** card.json, whole, as its author wrote it. */
  fullCard: Record<string, unknown>;
  /** The lighter versions that were made from it. */
  variants: (CandidateReference & { variant: Variant | null; bytes: number })[];
};

/** `stage/name@version`: how people name a candidate on a command line. */
export function candidateReference({
  stage,
  name,
  version,
}: Pick<CandidateRow, 'stage' | 'name' | 'version'>) {
  return `${stage}/${name}@${version}`;
}
