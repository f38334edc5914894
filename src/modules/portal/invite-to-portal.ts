import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { type DraftedLetter, draftLetter, type StoredLetter } from '../correspondence/index.ts';
import { currentName, isKnownDead, listRepresentatives, memberIds, readPatient } from '../patients/index.ts';
import { problems } from './problems.ts';

export const INVITATION_DAYS = 14;

export type IdKind = 'driving-licence' | 'state-id' | 'passport' | 'military-id' | 'tribal-id' | 'other';

export interface Invite {
  readonly patientId: string;
  readonly representativeId?: string | undefined;
  readonly proof:
    | { readonly how: 'at-counter' | 'document-sent'; readonly idKind: IdKind; readonly idLastFour: string }
    | { readonly how: 'letter' };
  readonly codeHash: Buffer;
  readonly letter?: StoredLetter | undefined;
}

/** Who is invited, and to what address on record a letter would go. */
export interface Invited {
  readonly patientId: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly language: string | undefined;
}

/**
 * Invites a patient, or a representative who may act today, after the desk made sure who it is (45 CFR 164.514(h)): an
 * identity document seen at the counter, or a letter to the address on record. An older open invitation of the same person
 * ends. Nobody invites to the own record.
 * @throws portal/own-record, portal/not-fit, portal/address-missing, patients/not-found
 */
export async function inviteToPortal(
  act: Act,
  input: Invite,
): Promise<{ invitationId: string; expiresAt: Date; name: string; letter: DraftedLetter | null }> {
  const invited = await whoIsInvited(act, input);
  if (input.proof.how === 'letter') mustHaveAddress(invited);
  const patient = await readPatient(act, input.patientId);
  const about = { patient_id: patient.id, facility_id: patient.facilityId, labels: maskOf(patient.labels) };
  const representativeId = input.representativeId ?? null;
  const proofId = newId();
  await act.tx
    .insertInto('portal.proof')
    .values({
      ...about,
      id: proofId,
      representative_id: representativeId,
      how: input.proof.how,
      person_name: invited.name,
      id_kind: input.proof.how === 'letter' ? null : input.proof.idKind,
      id_last_four: input.proof.how === 'letter' ? null : input.proof.idLastFour,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('portal.invitation')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', '=', patient.id)
    .where('representative_id', representativeId === null ? 'is' : '=', representativeId)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  const letter = input.letter === undefined ? null : await draftLetter(act, input.letter);
  const invitationId = newId();
  const expiresAt = new Date(act.now.getTime() + INVITATION_DAYS * 86_400_000);
  await act.tx
    .insertInto('portal.invitation')
    .values({
      ...about,
      id: invitationId,
      proof_id: proofId,
      representative_id: representativeId,
      code_hash: input.codeHash,
      letter_id: letter?.letterId ?? null,
      expires_at: expiresAt,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [patient.id], subjectIds: [invitationId], detail: { how: input.proof.how } });
  return { invitationId, expiresAt, name: invited.name, letter };
}

/** @throws portal/own-record, portal/not-fit, patients/not-found */
export async function whoIsInvited(
  act: Act,
  input: { patientId: string; representativeId?: string | undefined },
): Promise<Invited> {
  await refuseOwn(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  const name = currentName(patient.names);
  const own = [...(name?.given ?? []), name?.family ?? '', ...(name?.suffix ?? [])]
    .filter((part) => part !== '')
    .join(' ');
  if (input.representativeId === undefined) {
    if (await isKnownDead(act, input.patientId))
      throw problems.notFit({ detail: 'Nobody was invited: the patient is known to have died.' });
    const home = patient.contacts.find(({ kind }) => kind === 'address');
    const town = [home?.city, [home?.state, home?.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
    return {
      patientId: patient.id,
      name: own,
      lines: home === undefined ? [] : [...(home.lines ?? []), town].filter((line) => line !== ''),
      language: patient.language,
    };
  }
  const known = (await listRepresentatives(act, input.patientId)).find(({ id }) => id === input.representativeId);
  if (known === undefined || known.standing === 'designee')
    throw problems.notFit({
      detail: 'Nobody was invited. Choose a personal representative or a proxy; a designee only picks up.',
    });
  if (known.power.result !== 'allowed')
    throw problems.notFit({
      detail: `Nobody was invited: ${known.name} may not act today. ${known.power.reasons.map(({ text }) => text).join('; ')}.`,
    });
  return { patientId: patient.id, name: known.name, lines: [], language: patient.language };
}

/** @throws portal/address-missing */
export function mustHaveAddress(invited: Invited): void {
  if (invited.lines.length === 0)
    throw problems.addressMissing({
      detail: 'Nobody was invited. A letter goes to the address on record only; invite at the counter instead.',
    });
}

/** @throws portal/own-record */
export async function refuseOwn(act: Act, patientId: string): Promise<void> {
  const own = act.actor.ownPatientIds ?? [];
  if (own.length === 0) return;
  const { ids } = await memberIds(act, patientId);
  if (own.includes(patientId) || ids.some((id) => own.includes(id)))
    throw problems.ownRecord({ detail: 'Nothing was changed. A colleague must do this for you.' });
}
