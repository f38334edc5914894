import { type ResponseOf } from '../../../platform/http/contract.ts';
import { type contract } from '../contract.ts';

export type OpenedDocument = ResponseOf<typeof contract.open>;
export type OpenedPage = OpenedDocument['pages'][number];

/**
 * The pages of the version on show. Sizes and renditions are told for the current version; an earlier one is shown by
 * its page images all the same, and where one is missing the viewer says so.
 */
export function pagesToShow(document: OpenedDocument, versionId: string): readonly OpenedPage[] {
  if (versionId === document.summary.currentVersionId) return document.pages;
  const earlier = document.versions.find(({ id }) => id === versionId);
  return Array.from({ length: earlier?.pages ?? 0 }, (_, at) => ({
    ...{ number: at + 1, width: null, height: null, confidence: null },
    kinds: ['page-image', 'words'],
  }));
}
