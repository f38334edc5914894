import type { Act } from '../../../platform/act.ts';
import { findRenditions } from '../../documents/index.ts';
import type { PatientRequest } from '../load-request.ts';
import type { ScopedDocument } from '../read-scope.ts';
import { readFileLimit } from '../payers/front-of-packet.ts';
import { smallestOf } from './decide-making.ts';
import { makingProblems } from './problems.ts';
import { readOption } from './read-option.ts';

const AT_ONCE = 200;

export interface LargeDocument {
  readonly documentId: string;
  readonly bytes: number;
}

/** Documents that alone are larger than the largest file that was asked for, by what is stored of them. */
export async function findTooLarge(
  act: Act,
  largest: number,
  included: readonly ScopedDocument[],
): Promise<LargeDocument[]> {
  const found: LargeDocument[] = [];
  for (let from = 0; from < included.length; from += AT_ONCE) {
    const some = included.slice(from, from + AT_ONCE);
    for (const patientId of new Set(some.map((each) => each.patientId))) {
      const documentIds = some.filter((each) => each.patientId === patientId).map(({ documentId }) => documentId);
      const renditions = await findRenditions(act, { patientId, documentIds, kinds: ['original'] });
      for (const { documentId, pageNumber, mediaType, blob } of renditions)
        if (pageNumber === null && mediaType === 'application/pdf' && blob.bytes > largest)
          found.push({ documentId, bytes: blob.bytes });
    }
  }
  return found;
}

/**
 * Said before the packet is made, while something else can still be chosen.
 * @throws release/document-over-limit
 */
export async function mustFitOption(
  act: Act,
  request: PatientRequest,
  included: readonly ScopedDocument[],
): Promise<void> {
  const option = await readOption(act, request.patientId, request.id);
  const largest = smallestOf(option?.largestBytes ?? undefined, await readFileLimit(act, request.id));
  if (largest === undefined) return;
  const large = await findTooLarge(act, largest, included);
  if (large.length === 0) return;
  const megabytes = Math.ceil(Math.max(...large.map(({ bytes }) => bytes)) / 1_000_000);
  throw makingProblems.documentOverLimit({
    detail: `Nothing was approved. ${large.length === 1 ? 'A document alone is' : `${large.length} documents alone are`} larger than the largest file allowed. A document is never cut: allow files of ${megabytes + 1} MB, take it out of the scope, or hand the packet over on a medium or on paper.`,
  });
}
