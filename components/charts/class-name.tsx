import 'katex/dist/katex.min.css';
import katex from 'katex';

/** Classes that mean nothing alone, drawn with what they stand on. */
const ALONE: Record<string, string> = { '\\frac': '\\frac{\\ }{\\ }', '\\sqrt': '\\sqrt{\\ }' };

/** Markup of LaTeX; null when it does not parse. */
export function latexMarkup(latex: string, displayMode = false): string | null {
  try {
    return katex.renderToString(latex, {
      displayMode,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      output: 'html',
    });
  } catch {
    return null;
  }
}

/** A class as it looks on paper; its token on pointing at it, and for who cannot see. */
export function ClassName({ name }: { name: string }) {
  const markup = latexMarkup(ALONE[name] ?? name);
  if (markup === null) return <code className="font-mono text-xs">{name}</code>;
  return (
    <span title={name}>
      <span className="sr-only">{name}</span>
      <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: markup }} />
    </span>
  );
}
