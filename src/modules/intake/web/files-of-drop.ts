/** More than the list of uploads takes: the rest is counted there. */
const MOST_ENTRIES = 2_000;
const DEPTH = 8;

/** What was dropped, with the files in dropped folders; hidden files are nobody's scans. */
export async function filesOf(dropped: DataTransfer | null): Promise<File[]> {
  // Both must be asked for before the first pause: afterwards the browser has forgotten the drop.
  const plain = [...(dropped?.files ?? [])];
  const entries = [...(dropped?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  const files: File[] = [];
  await walk(entries, DEPTH, files);
  return files;
}

async function walk(entries: readonly FileSystemEntry[], depth: number, files: File[]): Promise<void> {
  for (const entry of entries) {
    if (files.length >= MOST_ENTRIES) return;
    if (entry.name.startsWith('.')) continue;
    if (isFile(entry)) files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    else if (isFolder(entry) && depth > 0) await walk(await listOf(entry), depth - 1, files);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Browsers hand out a hundred at a time and then an empty list. */
async function listOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length >= MOST_ENTRIES) return all.sort((a, b) => a.name.localeCompare(b.name));
    all.push(...some);
  }
}
