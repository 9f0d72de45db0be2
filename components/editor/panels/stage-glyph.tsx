import type { StageState } from '@/lib/editor/status';

const TONE: Record<StageState, string> = {
  predicted: 'text-muted',
  touched: 'text-accent',
  accepted: 'text-positive',
  broken: 'text-danger',
};

/** One glyph per state, told apart by shape: empty ring, half, tick, cross in a square. */
export function StageGlyph({ state }: { state: StageState }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`size-4 ${TONE[state]}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
    >
      {state === 'predicted' && <circle cx="8" cy="8" r="5.5" />}
      {state === 'touched' && (
        <>
          <circle cx="8" cy="8" r="5.5" />
          <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
        </>
      )}
      {state === 'accepted' && (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
          <path
            d="m4.8 8.2 2.2 2.2 4.2-4.6"
            stroke="var(--raised)"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
      {state === 'broken' && (
        <>
          <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor" stroke="none" />
          <path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" stroke="var(--raised)" strokeLinecap="round" />
        </>
      )}
    </svg>
  );
}
