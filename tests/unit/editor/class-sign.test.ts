import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ClassSign } from '@/components/editor/latex/class-sign';

const shown = (name: string) => renderToStaticMarkup(createElement(ClassSign, { name }));
const text = (markup: string) => markup.replace(/<[^>]*>/gu, '');

test('a class is shown by its sign, drawn where Unicode has none, and by its name where nothing can be drawn', () => {
  expect([shown('x'), shown('\\alpha'), shown('?')]).toEqual(['x', 'α', '?']);
  expect(shown('\\mathcal{Q}')).toContain('class="mord mathcal"');
  expect(text(shown('\\mathcal{Q}'))).toBe('Q');
  expect(text(shown('\\sin'))).toContain('sin');
  expect(shown('\\nosuchsign')).toBe('nosuchsign');
});

test('a class of a project is never taken for markup', () => {
  expect(shown('<b>')).toBe('&lt;b&gt;');
  expect(text(shown('\\text{<b>}'))).toBe('&lt;b&gt;');
});
