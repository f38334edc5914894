import { DOCUMENT_TYPES } from '../../documents/index.ts';
import { deriveOwnSheet } from '../codes/derive-code-facts.ts';
import type { LabelPattern } from '../codes/label-pattern.ts';
import { deriveIdentifiers } from '../derive-identifiers.ts';
import type { PageText } from '../evidence.ts';
import { proposeType } from '../propose-type.ts';
import type { PageKey } from './layout.ts';
import type { PageFacts } from './propose-separation.ts';

const FIRST_OF_SEVERAL = /\bpage\s*:?\s*1\s*(?:of|\/)\s*(?:[2-9]|\d{2,})\b/i;
const TITLE_IS_SURE = 0.9;

/** What cutting needs to know of a page, from what was read on it. */
export function derivePageFacts(
  key: PageKey,
  page: { readonly text: PageText; readonly blank: boolean } | undefined,
  patterns: readonly LabelPattern[],
): PageFacts {
  const nothing = { mrns: [], firstOfSeveral: false };
  if (page === undefined) return { ...key, readable: false, blank: false, ...nothing };
  const { text, blank } = page;
  const [title] = proposeType([text], DOCUMENT_TYPES);
  return {
    ...key,
    readable: true,
    blank,
    own: deriveOwnSheet(text.barcodes),
    heading: title !== undefined && title.confidence >= TITLE_IS_SURE ? title.code : undefined,
    mrns: deriveIdentifiers([text], patterns).flatMap((each) => (each.kind === 'mrn' ? [each.value] : [])),
    firstOfSeveral: FIRST_OF_SEVERAL.test(text.text),
  };
}
