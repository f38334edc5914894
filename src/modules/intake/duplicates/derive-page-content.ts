import { type ContentDigest, deriveContentDigest } from './derive-content-digest.ts';
import type { Look } from './derive-look.ts';

/** A page with fewer words is known by how it looks as well: a photograph, a strip, a drawing. */
export const FEW_WORDS = 30;

export interface PageContent extends ContentDigest {
  readonly look: Look | undefined;
}

export const saysLittle = (words: number): boolean => words < FEW_WORDS;

export function derivePageContent(text: string, key: Uint8Array, look: Look | undefined): PageContent {
  const digest = deriveContentDigest(text, key);
  return { ...digest, look: saysLittle(digest.words) ? look : undefined };
}
