import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { facilityById } from '../../directory/index.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { confirmDelivery } from '../confirm-delivery.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { problems } from '../problems.ts';
import { endChannel } from '../requesters/end-channel.ts';
import { type NewDisclosure, writeDisclosure } from '../write-disclosure.ts';
import { careProblems } from './problems.ts';

export interface ReportMisdirected {
  readonly disclosureId: string;
  /** Who has it instead. */
  readonly reached: NewDisclosure['recipient'];
  readonly howKnown: string;
  readonly recalled: 'asked' | 'destroyed' | 'returned' | 'not-reached';
}

const PURPOSE = 'Reached somebody for whom it was not meant';

/**
 * A hand-over came into the wrong hands. What was meant stays in the log as not handed over, what happened gets a row of
 * its own, which is not permitted and accountable (45 CFR 164.528(a)(1)); links die with it, a verified number that led
 * astray is taken back in the register of requesters, and privacy hears of it.
 * @throws release/hand-over-unknown, release/already-astray, release/own-record
 */
export async function reportMisdirected(act: Act, input: ReportMisdirected): Promise<{ misdirectionId: string }> {
  const meant = await act.tx
    .selectFrom('release.disclosure as d')
    .leftJoin('release.confirmation as c', (join) =>
      join.onRef('c.patient_id', '=', 'd.patient_id').onRef('c.disclosure_id', '=', 'd.id'),
    )
    .selectAll('d')
    .select('c.outcome')
    .where('d.id', '=', input.disclosureId)
    .executeTakeFirst();
  if (meant === undefined)
    throw problems.handOverUnknown({ detail: 'Nothing was saved. Reload the disclosures of this patient.' });
  await refuseOwnRecord(act, meant.patient_id);
  await mustBeNew(act, meant.patient_id, meant.id);
  if (meant.outcome === null && meant.request_id !== null)
    await confirmDelivery(act, {
      disclosureId: meant.id,
      outcome: 'not-handed-over',
      how: `Reached somebody else: ${input.howKnown}`,
    });
  await dropWaysTo(act, meant);
  const facility = await facilityById(act, meant.facility_id);
  const home = { patientId: meant.patient_id, facilityId: facility.id, labels: BigInt(meant.labels) };
  const { disclosureId } = await writeDisclosure(act, {
    ...home,
    // Not under the packet: what counts for the case is the hand-over that was meant, which may be begun anew.
    basis: 'impermissible',
    recipient: input.reached,
    description: meant.description,
    purpose: PURPOSE,
    disclosedAt: meant.disclosed_at,
    disclosedOn: localDate(meant.disclosed_at, facility.timeZone),
    channel: meant.channel as NewDisclosure['channel'], // CHECK channel_is_known
    ...(meant.pages === null ? {} : { pages: meant.pages }),
    documents: await documentsOf(act, meant.patient_id, meant.id),
  });
  await act.tx
    .insertInto('release.confirmation')
    .values({
      ...rowOf(home),
      id: newId(),
      disclosure_id: disclosureId,
      outcome: 'handed-over',
      how: input.howKnown,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const misdirectionId = newId();
  await act.tx
    .insertInto('release.misdirection')
    .values({
      ...rowOf(home),
      id: misdirectionId,
      disclosure_id: meant.id,
      impermissible_id: disclosureId,
      how_known: input.howKnown,
      recalled: input.recalled,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [misdirectionId, meant.id] });
  act.emit('release.misdirected', { misdirectionId, patientId: home.patientId, facilityId: home.facilityId });
  return { misdirectionId };
}

async function mustBeNew(act: Act, patientId: string, disclosureId: string): Promise<void> {
  const known = await act.tx
    .selectFrom('release.misdirection')
    .select('id')
    .where('patient_id', '=', patientId)
    .where((is) => is.or([is('disclosure_id', '=', disclosureId), is('impermissible_id', '=', disclosureId)]))
    .executeTakeFirst();
  if (known !== undefined)
    throw careProblems.alreadyAstray({ detail: 'Nothing was saved again. The privacy officer has the incident.' });
}

/** Nobody follows the link any more, nobody sends to that number from memory. */
async function dropWaysTo(act: Act, meant: { patient_id: string; id: string }): Promise<void> {
  await act.tx
    .updateTable('release.link')
    .set({ revoked_at: act.now, revoked_by: act.actor.id, revoke_reason: 'Reached somebody else' })
    .where('patient_id', '=', meant.patient_id)
    .where('disclosure_id', '=', meant.id)
    .where('revoked_at', 'is', null)
    .execute();
  const sending = await act.tx
    .selectFrom('release.care_sending as s')
    .innerJoin('release.requester_channel as c', 'c.id', 's.channel_id')
    .select(['c.id', 'c.requester_id'])
    .where('s.patient_id', '=', meant.patient_id)
    .where('s.disclosure_id', '=', meant.id)
    .where('c.ended_at', 'is', null)
    .executeTakeFirst();
  if (sending !== undefined)
    await endChannel(act, {
      requesterId: sending.requester_id,
      channelId: sending.id,
      reason: 'A packet reached somebody else',
    });
}

async function documentsOf(act: Act, patientId: string, disclosureId: string) {
  const rows = await act.tx
    .selectFrom('release.disclosure_document')
    .select(['document_patient_id', 'document_id', 'version_id'])
    .where('patient_id', '=', patientId)
    .where('disclosure_id', '=', disclosureId)
    .execute();
  return rows.map((row) => ({
    patientId: row.document_patient_id,
    documentId: row.document_id,
    versionId: row.version_id,
  }));
}

function rowOf(home: { patientId: string; facilityId: string; labels: bigint }) {
  return { patient_id: home.patientId, facility_id: home.facilityId, labels: home.labels };
}
