import { compare } from '@/lib/domain/ordering';

const hex = (character: string | undefined) =>
  (character?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** `x` → `U0078_x`, `/` → `U002F`, `\Delta` → `U005C0044_Delta`: a folder name on every disk. */
function folderName(name: string): string {
  const characters = [...name];
  const code = characters[0] === '\\' ? hex(characters[0]) + hex(characters[1]) : hex(characters[0]);
  const readable = name.replace(/[^A-Za-z0-9]/gu, '').slice(0, 40);
  return readable === '' ? `U${code}` : `U${code}_${readable}`;
}

/**
 * A folder for each class, different even where disks ignore case. Classes are taken in code point order, so
 * that the same list always gives the same folders.
 */
export function classFolders(classes: readonly string[]): Map<string, string> {
  const folders = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...classes].sort(compare)) {
    const base = folderName(name);
    let folder = base;
    for (let count = 2; taken.has(folder.toLowerCase()); count++) folder = `${base}_${count}`;
    taken.add(folder.toLowerCase());
    folders.set(name, folder);
  }
  return folders;
}
