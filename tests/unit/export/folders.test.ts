import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classFolders } from '@/lib/export/recognizer/folders';

describe('folders for classes', () => {
  it('are readable', () => {
    expect(
      Object.fromEntries(
        classFolders(['x', 'X', '/', '|', '.', '\\times', '\\{', '\\Delta', '\\delta', '0']),
      ),
    ).toEqual({
      x: 'U0078_x',
      X: 'U0058_X',
      '/': 'U002F',
      '|': 'U007C',
      '.': 'U002E',
      '\\times': 'U005C0074_times',
      '\\{': 'U005C007B',
      '\\Delta': 'U005C0044_Delta',
      '\\delta': 'U005C0064_delta',
      0: 'U0030_0',
    });
  });

  it('differ on every disk and are legal on every disk, for any classes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' })), (classes) => {
        const folders = [...classFolders(classes).values()];
        expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(classes.length);
        for (const folder of folders) expect(folder).toMatch(/^U[0-9A-F]+[A-Za-z0-9_]*$/u);
      }),
    );
  });
});
