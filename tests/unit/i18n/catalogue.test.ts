import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '@/lib/i18n/messages';
import { argumentsOf, flatten } from '@/tests/support/messages';

const en = flatten(MESSAGES.en);
const ko = flatten(MESSAGES.ko);

/** Words that are the same in both languages: names, notations, formats of files. */
const SAME_IN_BOTH = new Set(['words.stage.converter']);

describe('the catalogues of the screens', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  });

  it('load every file that lies in the folder of a language', () => {
    for (const locale of ['en', 'ko'] as const) {
      const files = readdirSync(join('lib/i18n/messages', locale))
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.replace('.json', ''));
      expect(Object.keys(MESSAGES[locale]).sort()).toEqual(files.sort());
    }
  });

  it('leave no text empty', () => {
    const empty = [...Object.entries(en), ...Object.entries(ko)].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('say in Korean what they say in English, and not in English', () => {
    const untranslated = Object.keys(en).filter((key) => en[key] === ko[key] && !SAME_IN_BOTH.has(key));
    expect(untranslated).toEqual([]);
  });

  it('take the same arguments in both languages', () => {
    const different = Object.keys(en).filter(
      (key) => argumentsOf(en[key] ?? '').join() !== argumentsOf(ko[key] ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('are well-formed ICU messages', () => {
    for (const [locale, texts] of [['en', en] as const, ['ko', ko] as const]) {
      for (const [key, text] of Object.entries(texts)) {
        expect(() => parse(text), `${locale}: ${key}`).not.toThrow();
      }
    }
  });

  it('notice a text that was left in English, and one that lacks an argument', () => {
    expect(flatten({ a: { b: 'Save' } })).toEqual({ 'a.b': 'Save' });
    expect(argumentsOf('{count, plural, one {# of {total}} other {#}}')).toEqual(['count', 'total']);
    expect(argumentsOf('{count}')).not.toEqual(argumentsOf('{counts}'));
  });
});

describe('the strings of the code', () => {
  it('all come from a catalogue: no component holds Korean text of its own', () => {
    const offenders = sourceFiles(['components', 'app']).filter((path) =>
      /[\uac00-\ud7a3]/.test(readFileSync(path, 'utf8')),
    );
    expect(offenders).toEqual([]);
  });
});

function sourceFiles(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
