import type { FilingFacts } from './derive-filing.ts';

/** A document of the record that a number or a set became, as it stands now. */
export interface Standing {
  readonly number: string;
  readonly typeCode: string;
  readonly setNumber: string | null;
  readonly setVersion: number | null;
  readonly patientId: string;
  readonly survivorId: string;
  readonly documentId: string;
  readonly keySlot: string;
  readonly versionId: string;
  /** Keyed digest of the file of that version. */
  readonly digest: string | null;
}

export type Filing =
  | { readonly kind: 'new' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'version'; readonly onto: Standing; readonly reason: string }
  | { readonly kind: 'older'; readonly than: number };

/** The document's own numbers as they are kept: keyed digests. */
export interface Numbers {
  readonly number: string;
  readonly set: string | undefined;
  readonly replaces: readonly { readonly number?: string; readonly set?: string }[];
}

/**
 * What becomes of a document, by what stands: the same again changes nothing; the same number with other content, a later
 * versionNumber of its set, or a replacement (relatedDocument RPLC) is a new version; an earlier versionNumber changes
 * nothing. The former version always stays. A number or set is of one type of document: senders give the same one to others.
 */
export function decideFiling(
  facts: Pick<FilingFacts, 'set' | 'typeCode'>,
  numbers: Numbers,
  digest: string,
  standing: readonly Standing[],
): Filing {
  const ofType = standing.filter((each) => each.typeCode === facts.typeCode);
  const own = ofType.find((each) => each.number === numbers.number);
  if (own?.digest === digest) return { kind: 'unchanged' };
  const ofSet = numbers.set === undefined ? [] : ofType.filter((each) => each.setNumber === numbers.set);
  const newest = Math.max(-1, ...ofSet.map((each) => each.setVersion ?? -1));
  const version = facts.set?.version;
  // A number that stands already was taken when it came: its content stands as a former version.
  if (
    own !== undefined &&
    ofSet.some((each) => each.number !== own.number && (each.setVersion ?? -1) > (own.setVersion ?? -1))
  )
    return { kind: 'unchanged' };
  if (version !== undefined && own === undefined && newest >= version) return { kind: 'older', than: newest };
  if (own !== undefined) return { kind: 'version', onto: own, reason: 'Sent anew by its source with other content.' };
  const replaced = standing.find((each) =>
    numbers.replaces.some(({ number, set }) => number === each.number || (set !== undefined && set === each.setNumber)),
  );
  const onto = replaced ?? ofSet.at(-1);
  return onto === undefined ? { kind: 'new' } : { kind: 'version', onto, reason: 'Replaced by its source.' };
}
