import { join } from 'node:path';

/** Names that both sides of the process boundary make for themselves; the reader never names a file. */
export const imageFile = (folder: string, number: number): string => join(folder, `page-${number}.webp`);
export const wordPictureFile = (folder: string, at: number): string => join(folder, `word-${at}.png`);
export const thumbnailFile = (folder: string, number: number): string => join(folder, `page-${number}-small.webp`);
