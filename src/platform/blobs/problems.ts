import { declareProblems } from '../problem.ts';

export const blobProblems = declareProblems('blobs', {
  missing: { kind: 'fault', title: 'The stored content is missing' },
  damaged: { kind: 'fault', title: 'The stored content was changed' },
  tooLarge: { kind: 'invalid', title: 'The content is too large', status: 413 },
  full: { kind: 'busy', title: 'The document store is full' },
  unreachable: { kind: 'busy', title: 'The document store does not answer' },
  wrongPlace: { kind: 'fault', title: 'This is not the document store of this data' },
  setting: { kind: 'invalid', title: 'The setting of the document store is not understood' },
});

export function missing(address: string) {
  return blobProblems.missing({
    detail: `The content ${address} is not in the document store. Nothing was changed. Ask your administrator to run fsck, which says what can be restored from a backup.`,
    at: address,
  });
}

export function damaged(address: string, internal: string) {
  return blobProblems.damaged({
    detail: `The content ${address} in the document store is not what was stored: it was changed, cut or exchanged, and none of it is shown. Nothing was changed now. Ask your administrator to run fsck and to restore it from a backup.`,
    internal,
    at: address,
  });
}

export function full(place: string, cause: unknown) {
  return blobProblems.full(
    {
      detail: `There is no room left in ${place}. Nothing was acknowledged by this step, and everything saved before is safe. Ask your administrator to free space; the work can then be repeated.`,
      retryAfter: 60,
    },
    cause,
  );
}

export function unreachable(place: string, internal: string, cause: unknown) {
  return blobProblems.unreachable(
    {
      detail: `The document store ${place} does not answer. Nothing was acknowledged by this step, and everything saved before is safe. Try again in a minute.`,
      internal,
      retryAfter: 30,
    },
    cause,
  );
}
