import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { type RequesterEntry, standingRequester } from '../../release/index.ts';
import { INVITATION_DAYS } from '../invite-to-portal.ts';
import { problems } from '../problems.ts';
import type { KNOWN_BY } from './contract.ts';

/** Whose records are their own, and who stands in a patient's place, come in by the patient's record. */
const OF_THE_RECORD = ['individual', 'personal-representative'];

/**
 * Invites somebody who asks for an entry of the directory, after the desk made sure of identity and authority (45 CFR
 * 164.514(h)): by a call to a verified number, a letterhead, a document, the credentials of an agency, or a case before.
 * @throws portal/requester-unknown, portal/not-fit
 */
export async function inviteRequester(
  act: Act,
  input: {
    readonly requesterId: string;
    readonly personName: string;
    readonly knownBy: (typeof KNOWN_BY)[number];
    readonly knownWords: string;
    readonly codeHash: Buffer;
  },
): Promise<{ invitationId: string; expiresAt: Date; name: string }> {
  const entry = await entryOf(act, input.requesterId);
  if (OF_THE_RECORD.includes(entry.class))
    throw problems.notFit({
      detail:
        'Nobody was invited. A patient, or who acts for one, is invited on the record of the patient, where identity is proved.',
    });
  const invitationId = newId();
  const expiresAt = new Date(act.now.getTime() + INVITATION_DAYS * 86_400_000);
  await act.tx
    .insertInto('portal.requester_invitation')
    .values({
      id: invitationId,
      requester_id: entry.id,
      person_name: input.personName.trim(),
      known_by: input.knownBy,
      known_words: input.knownWords.trim(),
      code_hash: input.codeHash,
      expires_at: expiresAt,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [entry.id, invitationId], detail: { knownBy: input.knownBy } });
  return { invitationId, expiresAt, name: input.personName.trim() };
}

/** @throws portal/requester-unknown */
export async function entryOf(act: Act, requesterId: string): Promise<RequesterEntry> {
  const entry = await standingRequester(act, requesterId);
  if (entry === undefined)
    throw problems.requesterUnknown({ detail: 'Nothing was changed. Search the directory again.' });
  return entry;
}
