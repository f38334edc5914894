import type { Act } from '../../../platform/act.ts';
import { Problem } from '../../../platform/problem.ts';
import {
  addVersion,
  type DocumentRef,
  labelDocument,
  markEnteredInError,
  recordSignature,
  reindexDocument,
  sayVersionStatus,
  withdrawEnteredInError,
} from '../../../modules/documents/index.ts';
import type { DocumentFacts } from './derive-document-facts.ts';
import { authorOf, type KnownNames, signatureOf } from './find-named.ts';
import type { PreparedDocument } from './prepare-documents.ts';

export interface ChangeDocument extends DocumentRef {
  /** Id of the DocumentReference that says it. */
  readonly id: string;
  readonly facts: DocumentFacts;
  /** What the same DocumentReference said before; undefined when another one is replaced. */
  readonly was: DocumentFacts | undefined;
  readonly version: { readonly number: number; readonly versionId: string };
  readonly inError: boolean;
  readonly prepared: PreparedDocument;
  readonly names: KnownNames;
}

/**
 * A document of the record follows its source: new content is a new version, a correction of what it is filed as keeps
 * what it was, a cancelled one is struck through. What the desk changed and the source did not stays as the desk has it.
 */
export async function changeDocument(act: Act, input: ChangeDocument): Promise<{ number: number; versionId: string }> {
  const { patientId, documentId, facts, prepared } = input;
  const ref = { patientId, documentId };
  if (input.inError && facts.enteredInError) return input.version;
  if (input.inError) await withdrawEnteredInError(act, { ...ref, reason: 'Its source says that it stands.' });
  const version = prepared.same
    ? input.version
    : await addVersion(act, {
        ...ref,
        pages: prepared.pages,
        renditions: prepared.renditions,
        reason: input.was === undefined ? 'Its source replaced it.' : 'Its source sent it anew.',
        originId: input.id,
        ...(facts.status === undefined ? {} : { said: { status: facts.status, basis: 'source' } }),
      });
  await sayStatus(act, input, version.versionId);
  await reindex(act, input);
  for (const name of facts.labels)
    if (input.was?.labels.includes(name) !== true)
      await labelDocument(act, { ...ref, label: { name, basis: 'source' } });
  await sign(act, input, version.versionId);
  if (facts.enteredInError)
    await markEnteredInError(act, {
      ...ref,
      cause: 'source-cancelled',
      reason: 'Its source marked it entered in error.',
    });
  return version;
}

/** The same content that its source now calls final: the version that stands is told so. */
async function sayStatus(act: Act, { patientId, documentId, facts, was, prepared }: ChangeDocument, versionId: string) {
  const { status } = facts;
  if (!prepared.same || status === undefined || status === was?.status) return;
  await unless('documents/nothing-changed', () =>
    sayVersionStatus(act, { patientId, documentId, versionId, said: { status, basis: 'source' } }),
  );
}

async function reindex(act: Act, input: ChangeDocument): Promise<void> {
  const { facts, was, names } = input;
  const changed = <T>(read: (facts: DocumentFacts) => T) => was === undefined || read(was) !== read(facts);
  const author = (each: DocumentFacts) => authorOf(each.author, names)?.name;
  const visit = facts.encounterId;
  await unless('documents/nothing-changed', () =>
    reindexDocument(act, {
      patientId: input.patientId,
      documentId: input.documentId,
      ...(changed(({ type }) => type.code) ? { typeCode: facts.type.code } : {}),
      ...(visit !== undefined && names.encounters.has(visit) && changed((each) => each.encounterId)
        ? { encounterId: visit }
        : {}),
      ...(changed(({ date }) => date) ? { date: facts.date ?? null } : {}),
      ...(changed(({ title }) => title) ? { title: facts.title ?? null } : {}),
      ...(changed(author) ? { authorName: author(facts) ?? null } : {}),
      reason: 'Its source corrected it.',
    }),
  );
}

/** On the version that its source vouches for: the one it just sent, or the one that it now calls final. */
async function sign(act: Act, input: ChangeDocument, versionId: string): Promise<void> {
  const signature = signatureOf(input.facts, input.names, act.now);
  if (signature === undefined || (input.prepared.same && input.was?.signature !== undefined)) return;
  const { signer, signedAt } = signature;
  await unless('documents/already-signed', () =>
    recordSignature(act, {
      patientId: input.patientId,
      documentId: input.documentId,
      versionId,
      role: signature.role,
      signature: { signer, signedAt, how: 'source-system' },
    }),
  );
}

/** Nothing to do is no failure here. */
async function unless(code: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== code) throw error;
  }
}
