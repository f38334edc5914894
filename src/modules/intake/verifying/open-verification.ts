import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { findRenditions } from '../../documents/index.ts';
import { type CandidateView, nameCandidates } from '../open-item.ts';
import type { Entry } from './compare-entries.ts';
import { loadVerification, type Verification } from './load-verification.ts';
import { verifyingProblems as problems } from './problems.ts';

export interface VerificationView {
  readonly id: string;
  readonly state: Verification['state'];
  readonly facilityId: string;
  readonly pages: number;
  /** Both entries once there are two; before that nobody sees the first. */
  readonly entries: { readonly filed: Entry; readonly entered: Entry; readonly differs: readonly string[] } | null;
  /** Whom the entries name. */
  readonly patients: readonly CandidateView[];
}

/** The pages of a filed document for whoever enters it once more, or both entries for whoever settles a difference. */
export async function openVerification(act: Act, id: string): Promise<VerificationView> {
  const found = await loadVerification(act, id);
  const images = await pageImages(act, found);
  act.note({ subjectIds: [found.documentId], patientIds: [found.filed.patientId] });
  const { filed, entered, differs, state, facilityId } = found;
  return {
    ...{ id, state, facilityId, pages: images.length },
    entries: entered === null ? null : { filed, entered, differs },
    patients: entered === null ? [] : await nameCandidates(act, [...new Set([filed.patientId, entered.patientId])]),
  };
}

/** Where the picture of one page lies. @throws intake/verification-not-found */
export async function findVerificationPage(act: Act, input: { id: string; number: number }): Promise<BlobRef> {
  const found = await loadVerification(act, input.id);
  const [image] = await pageImages(act, found, input.number);
  if (image === undefined) throw problems.verificationNotFound({ detail: 'This page has no picture.' });
  act.note({ subjectIds: [found.documentId], patientIds: [found.filed.patientId], coalesce: input.id });
  return image.blob;
}

const pageImages = (act: Act, { filed, documentId }: Verification, pageNumber?: number) =>
  findRenditions(act, {
    patientId: filed.patientId,
    documentIds: [documentId],
    kinds: ['page-image'],
    ...(pageNumber === undefined ? {} : { pageNumber }),
  });
