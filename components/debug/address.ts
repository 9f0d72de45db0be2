import { STAGES, type Stage } from '@/lib/domain/stages';

/** Two sets of candidates as the address of the debugging view names them; a stage without one takes the one in use. */
export type ChosenCandidates = Partial<Record<Stage, string>>;
export type DebugChoice = {
  a: ChosenCandidates;
  /** null: nothing to compare with. */
  b: ChosenCandidates | null;
};

const text = (value: string | string[] | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined;

function chosen(query: Record<string, string | string[] | undefined>, prefix: string): ChosenCandidates {
  const named = STAGES.flatMap((stage) => {
    const id = text(query[prefix + stage]);
    return id ? [[stage, id] as const] : [];
  });
  return Object.fromEntries(named);
}

/** `?detector=<id>&compare=1&b-recognizer=<id>` */
export function readChoice(query: Record<string, string | string[] | undefined>): DebugChoice {
  return { a: chosen(query, ''), b: query.compare === undefined ? null : chosen(query, 'b-') };
}

/** The other way round: what stands behind the `?`, '' for what is in use alone. */
export function writeChoice({ a, b }: DebugChoice): string {
  const query = new URLSearchParams();
  for (const stage of STAGES) if (a[stage]) query.set(stage, a[stage]);
  if (b) query.set('compare', '1');
  for (const stage of STAGES) if (b?.[stage]) query.set(`b-${stage}`, b[stage]);
  return query.size > 0 ? `?${query}` : '';
}
