export interface ServedFile {
  readonly kind: string;
  /** None where it is of the whole version. */
  readonly pageNumber: number | null;
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly bytes: number;
}

/** Pictures that one DocumentReference lists; a longer document is served when its searchable copy is made. */
const MOST_PAGES = 200;

/**
 * The files of a version that are served, in the order of their addresses: as it came; where it did not come as a file of
 * its own (cut out of a batch of scanned pages) its searchable copy; until that is made, the picture of each page.
 */
export function deriveFiles<T extends Pick<ServedFile, 'kind' | 'pageNumber'>>(renditions: readonly T[]): readonly T[] {
  const whole = (kind: string) => renditions.filter((each) => each.kind === kind && each.pageNumber === null);
  for (const kind of ['original', 'searchable']) if (whole(kind).length > 0) return whole(kind);
  const pages = renditions.filter(({ kind, pageNumber }) => kind === 'page-image' && pageNumber !== null);
  return pages.length > MOST_PAGES ? [] : pages;
}
