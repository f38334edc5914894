import type { Act } from '../../../platform/act.ts';
import { readPatient } from '../../patients/index.ts';
import { closeItem } from '../../worklist/index.ts';
import { type IdKind, inviteToPortal } from '../invite-to-portal.ts';
import { problems } from '../problems.ts';
import type { KNOWN_BY } from '../requesters/contract.ts';
import { inviteRequester } from '../requesters/invite-requester.ts';

/** Whom a decision is told by mail. */
export interface ToTell {
  readonly mailAddress: string;
  readonly language: 'en' | 'es';
}
export interface InvitedByApplication extends ToTell {
  readonly name: string;
  readonly expiresAt: Date;
}

/**
 * A person held the photo of the document and the facts against the record and says whose it is: that person is invited, as at
 * the counter (45 CFR 164.514(h)). The birth date must be that of the record; it is asked for once more with the code.
 * @throws portal/application-unknown, portal/application-decided, portal/birth-date-differs, portal/own-record, portal/not-fit,
 *   patients/not-found
 */
export async function confirmAsPatient(
  act: Act,
  input: { applicationId: string; patientId: string; idKind: IdKind; idLastFour: string; codeHash: Buffer },
): Promise<InvitedByApplication> {
  const application = await openApplicationRow(act, input.applicationId, 'patient');
  const patient = await readPatient(act, input.patientId);
  if (patient.birthDate === undefined || patient.birthDate !== application.birth_date)
    throw problems.birthDateDiffers({
      detail: 'Nobody was invited. Choose the right record, or refuse the application.',
      at: 'patientId',
    });
  const invited = await inviteToPortal(act, {
    patientId: patient.id,
    proof: { how: 'document-sent', idKind: input.idKind, idLastFour: input.idLastFour },
    codeHash: input.codeHash,
  });
  await decide(act, application.id, { outcome: 'invited', invitationId: invited.invitationId });
  return { ...invited, ...toTell(application) };
}

/** Identity and authority of an office were verified: it is invited for its entry. @throws as confirmAsPatient, portal/requester-unknown */
export async function confirmAsRequester(
  act: Act,
  input: {
    applicationId: string;
    requesterId: string;
    knownBy: (typeof KNOWN_BY)[number];
    knownWords: string;
    codeHash: Buffer;
  },
): Promise<InvitedByApplication> {
  const application = await openApplicationRow(act, input.applicationId, 'requester');
  const invited = await inviteRequester(act, { ...input, personName: application.person_name });
  await decide(act, application.id, { outcome: 'invited', invitationId: invited.invitationId });
  return { ...invited, ...toTell(application) };
}

/** @throws portal/application-unknown, portal/application-decided */
export async function refuseApplication(act: Act, input: { applicationId: string; reason: string }): Promise<ToTell> {
  const application = await openApplicationRow(act, input.applicationId);
  await decide(act, application.id, { outcome: 'refused', reason: input.reason });
  return toTell(application);
}

async function openApplicationRow(act: Act, id: string, kind?: 'patient' | 'requester') {
  const row = await act.tx
    .selectFrom('portal.application')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || (kind !== undefined && row.kind !== kind))
    throw problems.applicationUnknown({ detail: 'Nothing was changed. Go back to the worklist.' });
  if (row.decided_at !== null)
    throw problems.applicationDecided({ detail: 'Nothing was changed. Reload to see what was decided.' });
  act.note({ subjectIds: [id] });
  return row;
}

async function decide(
  act: Act,
  id: string,
  what: { outcome: 'invited'; invitationId: string } | { outcome: 'refused'; reason: string },
): Promise<void> {
  await act.tx
    .updateTable('portal.application')
    .set({
      outcome: what.outcome,
      ...(what.outcome === 'invited' ? { invitation_id: what.invitationId } : { reason: what.reason }),
      decided_at: act.now,
      decided_by: act.actor.id,
    })
    .where('id', '=', id)
    .execute();
  await closeItem(act, { kind: 'portal.application', subjectId: id, outcome: what.outcome });
}

function toTell(row: { mail_address: string; language: string }): ToTell {
  return { mailAddress: row.mail_address, language: row.language === 'es' ? 'es' : 'en' };
}
