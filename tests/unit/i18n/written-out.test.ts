import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Attributes whose text somebody sees or hears. */
const SEEN = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'hint',
  'description',
]);

/** Names, and names of files, that are the same in every language. */
const NAMES = new Set(['Formulary', 'LaTeX', 'Esc', 'model.onnx', 'card.json']);

const hasWords = (text: string) => /\p{L}{2,}/u.test(text) && !NAMES.has(text.trim());

/** Texts of a component that are written in it instead of in a catalogue, with their lines. */
function writtenOut(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const add = (node: ts.Node, text: string) => {
    if (!hasWords(text)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${name}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) add(node, node.text);
    else if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression)) {
      if (!ts.isJsxAttribute(node.parent)) add(node, node.expression.text);
    } else if (ts.isJsxAttribute(node) && SEEN.has(node.name.getText(file))) {
      const { initializer } = node;
      if (initializer && ts.isStringLiteral(initializer)) add(node, initializer.text);
      if (initializer && ts.isJsxExpression(initializer) && initializer.expression) {
        if (ts.isStringLiteralLike(initializer.expression)) add(node, initializer.expression.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const components = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .map((entry) => join(entry.parentPath, entry.name)),
);

describe('the components', () => {
  it('write out no text that is seen or heard: all of it comes from a catalogue', () => {
    expect(components.length).toBeGreaterThan(100);
    expect(components.flatMap((path) => writtenOut(path, readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('are caught at it', () => {
    const source = `const x = <p title="Close it" id="named">Hello {'there'} {t('key')} · 3 <b aria-label={'All of it'}>ok</b></p>;`;
    expect(writtenOut('x.tsx', source)).toEqual([
      'x.tsx:1 Close it',
      'x.tsx:1 Hello',
      'x.tsx:1 there',
      'x.tsx:1 All of it',
      'x.tsx:1 ok',
    ]);
  });
});
