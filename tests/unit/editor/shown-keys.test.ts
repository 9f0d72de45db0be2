import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = 'components/editor';
/** A shortcut that is told to assistive technology, other than from the registry as a person has it. */
const WRITTEN = /aria-keyshortcuts=(?!\{ariaKeys\().*/gu;

test('every key on the screen is the person’s own: none is written into a component', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  expect(files.length).toBeGreaterThan(50);
  const written = files.flatMap((name) => {
    const found = readFileSync(join(FOLDER, name), 'utf8').match(WRITTEN) ?? [];
    return found.map((text) => `${name}: ${text}`);
  });
  expect(written).toEqual([]);
});
