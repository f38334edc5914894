import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { facilityById } from '../../directory/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { memberIds, nameOfPatients } from '../../patients/index.ts';
import { descriptionOfRow } from '../description-of-row.ts';
import { receiveRequest } from '../receive-request.ts';
import { readInjury } from './read-injury.ts';

const MOST = 50;

/**
 * A document was filed: each standing request of the patient whose injury it may belong to gets a case for this day, however many
 * documents come. The case is worked like any other: a person identifies the patient and chooses the scope.
 */
export async function raiseStanding(
  act: Act,
  told: { readonly patientId: string; readonly documentId: string },
): Promise<void> {
  const { ids } = await memberIds(act, told.patientId);
  const standing = await act.tx
    .selectFrom('release.standing_request')
    .select(['id', 'patient_id', 'request_id', 'facility_id', 'until_on'])
    .where('patient_id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .where('until_on', '>=', dayBefore(act.now))
    .limit(MOST)
    .execute();
  if (standing.length === 0) return;
  const { documents } = await listDocuments(act, { patientId: told.patientId, documentIds: [told.documentId] });
  const document = documents.find(({ id }) => id === told.documentId);
  if (document === undefined || document.enteredInError !== null) return;
  for (const each of standing) {
    const today = localDate(act.now, (await facilityById(act, each.facility_id)).timeZone);
    if (each.until_on < today) continue;
    const injury = await readInjury(act, each.request_id);
    if (injury === undefined || !isOfInjury(document.date, injury)) continue;
    await openCase(act, each, today);
  }
}

/** Without a date nobody can tell that it is older than the injury: a person looks. */
function isOfInjury(date: string | null, injury: { injuredOn: string; untilOn: string | null }): boolean {
  return date === null || (date >= injury.injuredOn && (injury.untilOn === null || date <= injury.untilOn));
}

async function openCase(
  act: Act,
  standing: { id: string; patient_id: string; request_id: string; facility_id: string },
  today: string,
): Promise<void> {
  const row = await act.tx
    .selectFrom('release.request')
    .selectAll()
    .where('id', '=', standing.request_id)
    .executeTakeFirstOrThrow();
  const description = descriptionOfRow(row);
  if (description === undefined) return;
  const patient = (await nameOfPatients(act, [standing.patient_id])).get(standing.patient_id);
  const opened = await receiveRequest(act, {
    receivedAt: act.now,
    receivedVia: 'electronic',
    facilityId: standing.facility_id,
    origin: 'standing',
    originId: `${standing.id}:${today}`,
    description: {
      ...description,
      askedFrom: undefined,
      askedTo: undefined,
      askedFor: `New documents of the injury, by the standing request of ${row.number}`,
      patientAsWritten: [patient?.name, patient?.birthDate, patient?.mrn].filter(Boolean).join(', '),
    },
  });
  if (opened.known === true) return;
  await copyFacts(act, standing.request_id, opened.id);
  act.note({ patientIds: [standing.patient_id], subjectIds: [opened.id, standing.id] });
}

async function copyFacts(act: Act, from: string, to: string): Promise<void> {
  const made = { request_id: to, labels: 0n, recorded_at: act.now, recorded_by: act.actor.id };
  const injury = await act.tx
    .selectFrom('release.injury')
    .select(['facility_id', 'injured_on', 'until_on', 'body_part', 'claim_number', 'state_law'])
    .where('request_id', '=', from)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (injury !== undefined)
    await act.tx
      .insertInto('release.injury')
      .values({ ...injury, ...made, id: newId() })
      .execute();
  const payer = await act.tx
    .selectFrom('release.payer_case')
    .select(['facility_id', 'destination_id', 'case_number', 'claim_number'])
    .where('request_id', '=', from)
    .executeTakeFirst();
  if (payer !== undefined)
    await act.tx
      .insertInto('release.payer_case')
      .values({ ...payer, ...made })
      .execute();
}

function dayBefore(now: Date): string {
  return new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
}
