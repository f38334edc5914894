import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import type { Services } from '../../../platform/services.ts';
import { type Language, setUnkeptLetter } from '../../correspondence/index.ts';
import { findBlob } from '../find-volume.ts';
import type { LoadedRequest } from '../load-request.ts';
import { loadDispatch } from './load-dispatch.ts';
import { dispatchProblems } from './problems.ts';

const MAX_PASSCODE_BYTES = 1_000;

export interface PasscodeLetter {
  readonly passcode: BlobRef;
  readonly language: Language;
  readonly number: string;
  readonly recipient: readonly string[];
  readonly request: Pick<LoadedRequest, 'number' | 'facility' | 'today'>;
  readonly now: Date;
}

/**
 * The letter that tells the passcode of a medium, apart from it. Whoever may look the passcode up may have it; it is set anew
 * each time, and no copy stays among the letters of the case.
 * @throws release/dispatch-unknown, release/dispatch-ended, release/own-record
 */
export async function findPasscodeLetter(
  act: Act,
  input: { disclosureId: string; language: Language },
): Promise<PasscodeLetter> {
  const { row, request } = await loadMedium(act, input.disclosureId);
  const packet = await act.tx
    .selectFrom('release.disclosure as d')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'd.patient_id').onRef('p.id', '=', 'd.packet_id'),
    )
    .select(['p.id', 'p.passcode_address'])
    .where('d.patient_id', '=', row.patient_id)
    .where('d.id', '=', input.disclosureId)
    .executeTakeFirstOrThrow();
  if (packet.passcode_address === null)
    throw dispatchProblems.dispatchUnknown({ detail: 'Nothing was made: this medium opens without a passcode.' });
  act.note({ subjectIds: [input.disclosureId, packet.id], detail: { language: input.language } });
  return {
    passcode: await findBlob(act, packet.passcode_address),
    ...{ language: input.language, number: row.number, recipient: row.address, request, now: act.now },
  };
}

export async function setPasscodeLetter({ blobs }: Pick<Services, 'blobs'>, letter: PasscodeLetter): Promise<Buffer> {
  const { request } = letter;
  return setUnkeptLetter({
    template: 'medium-passcode',
    ...{ language: letter.language, number: letter.number, recipient: letter.recipient, now: letter.now },
    ...{ facility: request.facility, day: request.today },
    facts: {
      requestNumber: request.number,
      packet: letter.number,
      passcode: (await blobs.read(letter.passcode, MAX_PASSCODE_BYTES)).toString('utf8'),
    },
  });
}

/**
 * The letter left, apart from the medium. Saying so twice is saying it once.
 * @throws release/dispatch-unknown, release/dispatch-ended, release/dispatch-posted, release/own-record
 */
export async function markPasscodeSent(act: Act, input: { disclosureId: string; carrier: string }): Promise<void> {
  const { row } = await loadMedium(act, input.disclosureId);
  act.note({ subjectIds: [input.disclosureId] });
  const carrier = input.carrier.trim();
  if (row.passcode_sent_at !== null) {
    if (row.passcode_carrier === carrier) return;
    throw dispatchProblems.dispatchPosted({ detail: 'Nothing was changed. The letter was sent, as the case shows.' });
  }
  await act.tx
    .updateTable('release.dispatch')
    .set({ passcode_sent_at: act.now, passcode_sent_by: act.actor.id, passcode_carrier: carrier })
    .where('patient_id', '=', row.patient_id)
    .where('disclosure_id', '=', input.disclosureId)
    .execute();
}

async function loadMedium(act: Act, disclosureId: string) {
  const found = await loadDispatch(act, disclosureId);
  if (found.row.way !== 'medium')
    throw dispatchProblems.dispatchUnknown({
      detail: 'Nothing was changed: this one goes on paper, without passcode.',
    });
  if (found.outcome === 'not-handed-over')
    throw dispatchProblems.dispatchEnded({ detail: 'Nothing was changed: this dispatch was given up.' });
  return found;
}
