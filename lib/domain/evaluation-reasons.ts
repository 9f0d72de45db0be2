/**
 * Why an evaluation ended without numbers. It is stored as one English sentence, which the API and the command line
 * answer as it is; screens read it back, to say it in the language of whoever looks.
 */
export type EvaluationReason =
  | { readonly code: 'cancelled'; readonly by: string }
  | { readonly code: 'noneScored'; readonly first: { readonly name: string; readonly reason: string } | null }
  /** Said by a program that ended it; there is no other language for it. */
  | { readonly code: 'other'; readonly text: string };

const NONE = 'None of the formulas could be scored.';

export function reasonText(reason: EvaluationReason): string {
  if (reason.code === 'cancelled') return `Cancelled by ${reason.by}.`;
  if (reason.code === 'other') return reason.text;
  return reason.first ? `${NONE} The first: ${reason.first.name}: ${reason.first.reason}` : NONE;
}

export function readReason(text: string): EvaluationReason {
  const [, by] = /^Cancelled by (.+)\.$/su.exec(text) ?? [];
  if (by !== undefined) return { code: 'cancelled', by };
  if (text === NONE) return { code: 'noneScored', first: null };
  // A name may hold a colon, a reason says its own: the first one that is followed by a space parts them.
  const [, name, reason] =
    /^None of the formulas could be scored\. The first: (.+?): (.+)$/su.exec(text) ?? [];
  if (name !== undefined && reason !== undefined) return { code: 'noneScored', first: { name, reason } };
  return { code: 'other', text };
}
