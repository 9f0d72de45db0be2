/** A file with its path below what was dropped or chosen. */
export type NamedFile = { path: string; content: File };

const isHidden = (path: string) => path.split('/').some((part) => part.startsWith('.'));

/** Files of an `<input type="file">`, with their folders when a folder was chosen. */
export function chosenFiles(list: FileList | null): NamedFile[] {
  return [...(list ?? [])]
    .map((content) => ({ path: content.webkitRelativePath || content.name, content }))
    .filter(({ path }) => !isHidden(path));
}

function readEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

async function walk(entry: FileSystemEntry): Promise<NamedFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isHidden(path)) return [];
  if (entry.isFile) {
    const content = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, content }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: NamedFile[] = [];
  // A reader gives entries in portions (100 in Chromium) until it gives none.
  for (let part = await readEntries(reader); part.length > 0; part = await readEntries(reader)) {
    for (const child of part) found.push(...(await walk(child)));
  }
  return found;
}

/**
 * Files of a drop, folders walked. Must be called in the event itself: the browser empties the list
 * of items right after.
 */
export async function droppedFiles(data: DataTransfer): Promise<NamedFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const walked = await Promise.all(entries.map(walk));
  return walked.flat();
}
