/** Enough for the densest printed page; a table dumped into one page is cut here. */
const MAX_PAGE_CHARACTERS = 100_000;
/** Of one version: some 3,000 full pages. */
const MAX_CHARACTERS = 20_000_000;

export interface PageWords {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  /** Pages whose words could not all be taken: said in the audit entry, never passed over in silence. */
  readonly cut: number;
}

/** What of the pages' texts goes into the index: bounded, and without the NUL that PostgreSQL refuses. */
export function deriveWords(pages: readonly { readonly number: number; readonly text?: string }[]): PageWords {
  const numbers: number[] = [];
  const texts: string[] = [];
  let left = MAX_CHARACTERS;
  let cut = 0;
  for (const { number, text } of pages) {
    const clean = (text ?? '').replaceAll('\u0000', ' ').trim();
    if (clean === '') continue;
    const taken = clean.slice(0, Math.min(MAX_PAGE_CHARACTERS, left));
    if (taken.length < clean.length) cut += 1;
    if (taken === '') continue;
    left -= taken.length;
    numbers.push(number);
    texts.push(taken);
  }
  return { numbers, texts, cut };
}
