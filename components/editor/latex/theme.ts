import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours are the design tokens, so that light and dark need nothing of their own. */
const theme = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--text-base)', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5' },
  '.cm-content': { padding: '4px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line-strong)',
    borderRadius: '2px',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'var(--danger)' },
  '.cm-latex-selected': {
    backgroundColor: 'var(--accent-soft)',
    boxShadow: 'inset 0 -2px 0 var(--accent)',
    borderRadius: '2px',
  },
  '.cm-latex-alone': { textDecoration: 'underline wavy var(--warning) 1.5px', textUnderlineOffset: '3px' },
  '.cm-latex-broken': { textDecoration: 'underline wavy var(--danger) 1.5px', textUnderlineOffset: '3px' },
  '.cm-snippetField': { backgroundColor: 'var(--sunken)', borderRadius: '2px' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '6px',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '26px',
    padding: '2px 10px 2px 6px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-latex-sign': {
    display: 'inline-grid',
    placeItems: 'center',
    flex: '0 0 2.25rem',
    fontSize: '1.05em',
    opacity: '0.85',
  },
});

const highlight = HighlightStyle.define([
  { tag: [tags.tagName, tags.keyword, tags.special(tags.variableName)], color: 'var(--accent)' },
  { tag: [tags.bracket, tags.comment], color: 'var(--muted)' },
  { tag: tags.number, color: 'var(--positive)' },
]);

export const sourceTheme = [theme, syntaxHighlighting(highlight)];
