import { constants, open } from 'node:fs/promises';
import { wordPictureFile } from './page-files.ts';
import { isWordTree, MOST_PICTURE_BYTES, WORD_TREES, type WordFile } from './word-file.ts';

const PNG = '\x89PNG\r\n\x1a\n';

/** What the reader sent of a Word document, looked at as a stranger's. @returns undefined where it is not what was asked for. */
export async function takeWord(
  sent: { readonly trees: string; readonly pictures: number; readonly leftAway: WordFile['leftAway'] },
  folder: string,
): Promise<WordFile | undefined> {
  const trees = parsed(sent.trees);
  if (trees === undefined) return undefined;
  const pictures: Uint8Array[] = [];
  for (let at = 0; at < sent.pictures; at++) {
    // A link instead of a file would lead us elsewhere.
    const handle = await open(wordPictureFile(folder, at), constants.O_RDONLY | constants.O_NOFOLLOW).catch(
      () => undefined,
    );
    if (handle === undefined) return undefined;
    try {
      const { size } = await handle.stat();
      if (size > MOST_PICTURE_BYTES) return undefined;
      const bytes = await handle.readFile();
      if (bytes.subarray(0, PNG.length).toString('latin1') !== PNG) return undefined;
      pictures.push(new Uint8Array(bytes));
    } finally {
      await handle.close();
    }
  }
  return { ...trees, pictures, leftAway: sent.leftAway };
}

function parsed(json: string): Omit<WordFile, 'pictures' | 'leftAway'> | undefined {
  try {
    const value = JSON.parse(json) as Record<string, unknown>;
    const fine = WORD_TREES.every((key) => (value[key] === null && key !== 'document') || isWordTree(value[key]));
    const named = Object.keys(value).every((key) => (WORD_TREES as readonly string[]).includes(key));
    return fine && named ? (value as unknown as Omit<WordFile, 'pictures' | 'leftAway'>) : undefined; // looked at one by one
  } catch {
    return undefined;
  }
}
