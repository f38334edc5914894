import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { loadRequest } from '../load-request.ts';
import { findFormSource, listFormDocuments } from './find-form-source.ts';
import { loadCaseFacts } from './load-case-facts.ts';
import { readerProblems as problems } from './problems.ts';

/** What the reader needs, gathered in one act; the words are opened and read after it. */
export async function showReading(act: Act, input: { requestId: string; documentId?: string | undefined }) {
  const request = await loadRequest(act, input.requestId, 'read');
  const source = await findFormSource(act, request, input.documentId);
  const facts = await loadCaseFacts(act, request);
  const decided = await act.tx
    .selectFrom('release.form_reading')
    .select(['authority_id as authorityId', 'changed', 'recorded_at as at'])
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    source,
    facts,
    patientKnown: request.patientId !== null,
    requesterVerified: request.facts.requesterVerified,
    inForce: request.ids.authority,
    documents: await listFormDocuments(act, request.patientId),
    decided: decided ?? null,
  };
}

/** The picture of one page that was given. @throws release/no-form */
export async function findFormPage(
  act: Act,
  input: { requestId: string; documentId?: string | undefined; number: number },
): Promise<BlobRef> {
  const request = await loadRequest(act, input.requestId, 'read');
  const { pages } = await findFormSource(act, request, input.documentId);
  const image = pages.find(({ number }) => number === input.number)?.image;
  if (image === undefined)
    throw problems.noForm({ detail: 'This page has no picture. Reload the case; the page may have been taken back.' });
  act.note({ count: 1, detail: { page: input.number }, coalesce: request.id });
  return image;
}
