/** The mark: a radical sign whose bar ends in the box that an annotator draws. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={className}>
      <path
        d="M3 18.5 6.5 17l5 10L17 6h3"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <rect
        x="19.5"
        y="6"
        width="9.5"
        height="13"
        rx="1"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray="3 2.2"
      />
    </svg>
  );
}
