import type { Act } from '../../platform/act.ts';
import { isLabelName } from '../access/index.ts';
import { closeItem } from '../worklist/index.ts';
import type { SignerRole } from './catalogue/document-type.ts';
import type { PreparedMove } from './copy-for-move.ts';
import type { DocumentRef, NewLabel, NewSignature } from './document.ts';
import { type FileDocument, fileDocument, type FiledDocument } from './file-document.ts';
import { findChartHome } from './find-home.ts';
import { linkMoved } from './link-moved.ts';
import { type LoadedDocument, loadMovable } from './load-document.ts';
import { markEnteredInError } from './mark-entered-in-error.ts';
import { findOrigin } from './outside/load-origin.ts';
import { problems } from './problems.ts';
import { lastStatusOf, type SaidStatus } from './write-version-status.ts';
import { writeAmendment } from './write-amendment.ts';

export interface MoveDocument extends DocumentRef {
  readonly toPatientId: string;
  readonly toEncounterId?: string;
  /** Where the type or date was wrong too. */
  readonly typeCode?: string;
  readonly date?: string;
  readonly reason: string;
}

/**
 * Moves a misfiled document: a new document in the right chart with the content, signatures, labels and amendments of
 * the first, which is marked entered in error; each names the other. The first is never rewritten or removed.
 * @throws documents/same-chart, documents/changed-meanwhile, as fileDocument and markEnteredInError
 */
export async function moveDocument(act: Act, input: MoveDocument, prepared: PreparedMove): Promise<FiledDocument> {
  const from = await loadMovable(act, input);
  if (from.currentVersionId !== prepared.versionId)
    throw problems.changedMeanwhile({
      detail: 'Nothing was moved. Reload the document, look at what is new, and move it again.',
    });
  if ((act.actor.ownPatientIds ?? []).includes(input.toPatientId))
    throw problems.ownChart({ detail: 'Nothing was moved. Hand this to a colleague: the other chart is your own.' });
  const to = await findChartHome(act, input.toPatientId, input.toEncounterId, undefined);
  if (to.patientId === from.patientId)
    throw problems.sameChart({
      detail: 'Nothing was moved. To change its encounter, type or date, correct its index.',
    });

  const date = input.date ?? from.date;
  const filed = await fileDocument(act, {
    patientId: input.toPatientId,
    ...(input.toEncounterId === undefined ? {} : { encounterId: input.toEncounterId }),
    typeCode: input.typeCode ?? from.typeCode,
    ...(date === null ? {} : { date }),
    ...(from.title === null ? {} : { title: from.title }),
    ...(from.authorName === null ? {} : { author: authorOf(from.authorName, from.authorPractitionerId) }),
    receivedVia: 'move',
    ...(await saidToTake(act, from)),
    origin: from.origin,
    ...(from.originId === null ? {} : { originId: from.originId }),
    keySlot: prepared.keySlot,
    pages: prepared.pages,
    renditions: prepared.renditions,
    labels: await labelsToTake(act, from),
    signatures: await signaturesToTake(act, from),
    ...(await originToTake(act, input)),
  });
  await takeAmendments(act, from, filed, prepared);
  if (!from.inError)
    await markEnteredInError(act, {
      patientId: input.patientId,
      documentId: input.documentId,
      cause: 'wrong-patient',
      reason: input.reason,
    });
  await closeItem(act, { kind: 'documents.patient-unknown', subjectId: from.documentId, outcome: 'moved' });
  await linkMoved(act, from, filed);
  return filed;
}

async function saidToTake(act: Act, from: LoadedDocument): Promise<{ said?: SaidStatus }> {
  const said = await lastStatusOf(act, from);
  // After a preliminary one every version is preliminary until somebody says otherwise.
  const holds = said?.versionId === from.currentVersionId || said?.status === 'preliminary';
  return said !== undefined && holds ? { said } : {};
}

/** Where it was made does not change with the chart; what is kept is decided anew, for this patient. */
async function originToTake(act: Act, ref: DocumentRef): Promise<Pick<FileDocument, 'outside'>> {
  const origin = await findOrigin(act, ref);
  if (origin === undefined) return {};
  const { organisation, receivedOn, howReceived, reviewerId } = origin;
  return { outside: { organisation, receivedOn, howReceived, reviewerId: reviewerId ?? undefined } };
}

function authorOf(name: string, practitionerId: string | null) {
  return practitionerId === null ? { name } : { name, practitionerId };
}

async function labelsToTake(act: Act, from: LoadedDocument): Promise<NewLabel[]> {
  const rows = await act.tx
    .selectFrom('documents.label')
    .select(['class', 'basis', 'reason'])
    .where('patient_id', '=', from.patientId)
    .where('document_id', '=', from.documentId)
    .where('lifted_at', 'is', null)
    .where('basis', '<>', 'type')
    .where('class', 'not in', ['misfiled', 'not-kept'])
    .execute();
  return rows.flatMap((row) =>
    isLabelName(row.class)
      ? [
          {
            name: row.class,
            basis: row.basis as NewLabel['basis'], // CHECK label_basis_is_known, without 'type'
            ...(row.reason === null ? {} : { reason: row.reason }),
          },
        ]
      : [],
  );
}

async function signaturesToTake(act: Act, from: LoadedDocument): Promise<NewSignature[]> {
  const rows = await act.tx
    .selectFrom('documents.signature')
    .select(['role', 'signer_name', 'signer_practitioner_id', 'signed_at', 'how'])
    .where('patient_id', '=', from.patientId)
    .where('document_id', '=', from.documentId)
    .where('version_id', '=', from.currentVersionId)
    .execute();
  return rows.map((row) => ({
    role: row.role as SignerRole, // CHECK signer_role_is_known
    signer: authorOf(row.signer_name, row.signer_practitioner_id),
    signedAt: row.signed_at,
    how: row.how as NewSignature['how'], // CHECK signing_is_known
  }));
}

async function takeAmendments(
  act: Act,
  from: LoadedDocument,
  filed: FiledDocument,
  prepared: PreparedMove,
): Promise<void> {
  for (const { id, kind, blob, text } of prepared.amendments) {
    const said = await act.tx
      .selectFrom('documents.amendment')
      .selectAll()
      .where('patient_id', '=', from.patientId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await writeAmendment(
      act,
      {
        patientId: filed.patientId,
        documentId: filed.documentId,
        blob,
        text,
        author: authorOf(said.author_name, said.author_practitioner_id),
        reason: said.reason,
      },
      {
        kind,
        ...(said.happened_at === null ? {} : { happenedAt: said.happened_at }),
        atRequestOf: said.at_request_of as 'author' | 'patient' | 'facility', // CHECK amendment_request_is_known
        recorded: { at: said.recorded_at, by: said.recorded_by },
      },
    );
  }
}
