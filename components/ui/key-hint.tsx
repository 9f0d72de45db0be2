/** The key that does the same as the control beside it, e.g. `Shift+Enter`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="inline-flex items-center gap-0.5 opacity-80">
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className="rounded-[3px] border border-current/30 px-1 font-sans text-[0.6875rem] leading-4 font-medium"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
