import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '@/lib/i18n/messages';
import { flatten } from '@/tests/support/messages';

/**
 * What a source file asks of the catalogue: whole keys, and prefixes below which a key is made while the
 * program runs (`t(state)`, t(`does.${name}`)). A key that is missing does not compile; this finds the
 * opposite, text that nothing shows.
 */
function asked(source: string): { keys: Set<string>; prefixes: Set<string> } {
  const keys = new Set<string>();
  const prefixes = new Set<string>();
  const bindings = source.matchAll(/(\w+) = (?:await )?(?:useTranslations|getTranslations)\('([\w.]+)'\)/g);
  for (const [, name, namespace] of bindings) {
    for (const [, call = ''] of source.matchAll(new RegExp(`\\b${name}(?:\\.\\w+)?\\(([^()]*)`, 'g'))) {
      for (const [, key] of call.matchAll(/'([\w.-]+)'/g)) keys.add(`${namespace}.${key}`);
      for (const [, prefix] of call.matchAll(/`([^`$]*)\$\{/g)) prefixes.add(`${namespace}.${prefix}`);
      if (/^\s*\w[^'`,]*(,|$)/.test(call)) prefixes.add(`${namespace}.`);
    }
  }
  for (const [, namespace, key] of source.matchAll(/getTranslations\('([\w.]+)'\)\)\('([\w.]+)'/g)) {
    keys.add(`${namespace}.${key}`);
  }
  return { keys, prefixes };
}

function unused(catalogue: readonly string[], sources: readonly string[]): string[] {
  const all = sources.map(asked);
  const isUsed = (key: string) =>
    all.some(({ keys, prefixes }) => keys.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix)));
  return catalogue.filter((key) => !isUsed(key));
}

function sourcesIn(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  );
}

describe('the texts of the catalogue', () => {
  it('are each shown somewhere', () => {
    const keys = Object.keys(flatten(MESSAGES.en)).filter((key) => !key.startsWith('editor.'));
    expect(unused(keys, sourcesIn(['app', 'components']))).toEqual([]);
  });

  it('are noticed when nothing shows them', () => {
    const source = "const t = useTranslations('a'); t('one'); t(open ? 'two' : 'three'); t(`group.${name}`);";
    const keys = ['a.one', 'a.two', 'a.three', 'a.group.x', 'a.four', 'b.one'];
    expect(unused(keys, [source])).toEqual(['a.four', 'b.one']);
  });
});
