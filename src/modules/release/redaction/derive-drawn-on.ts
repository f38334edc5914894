import { createHash } from 'node:crypto';

/**
 * Which picture of a document's pages places are drawn on and blackened: the page images, where every page has one; else
 * the original, drawn by us; words that came without pages are set in type, and their heading moves the lines. Places drawn
 * on one are never used on another. Undefined: there is no picture.
 */
export function deriveDrawnOn(source: {
  readonly title: string;
  readonly pages: number | undefined;
  readonly original?: { readonly mediaType: string };
  readonly images: readonly unknown[];
  readonly words?: unknown;
}): string | undefined {
  if (source.words !== undefined)
    return `typeset:${createHash('sha256').update(source.title).digest('hex').slice(0, 16)}`;
  if (source.images.length > 0 && source.images.length === source.pages) return 'page-images';
  return source.original?.mediaType === 'application/pdf' ? 'original' : undefined;
}
