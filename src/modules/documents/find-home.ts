import type { Act } from '../../platform/act.ts';
import { problems } from './problems.ts';

/** Where a new fact of a patient goes. */
export interface ChartHome {
  /** The registration whose chart the fact joins. */
  readonly patientId: string;
  readonly facilityId: string;
  /** Labels of the person as such (VIP, restricted): every document of the chart carries them too. */
  readonly patientLabels: bigint;
  /** The day it is now where the facility stands. */
  readonly today: string;
}

/**
 * A fact of an encounter carries the registration of its encounter, which may be a retired one; any other new fact
 * carries the surviving registration (shapes.md 4). Reading shows them together either way.
 * @throws documents/patient-unknown, documents/encounter-unknown
 */
export async function findChartHome(
  act: Act,
  patientId: string,
  encounterId: string | undefined,
  facilityId: string | undefined,
): Promise<ChartHome> {
  await holdSurvivor(act, patientId);
  const members = await act.tx
    .selectFrom('patients.member as asked')
    .innerJoin('patients.member as any', 'any.survivor_id', 'asked.survivor_id')
    .innerJoin('patients.patient as p', 'p.id', 'any.patient_id')
    .select(['p.id', 'p.facility_id', 'p.labels', 'asked.survivor_id'])
    .where('asked.patient_id', '=', patientId)
    .execute();
  const survivor = members.find((member) => member.id === member.survivor_id);
  if (survivor === undefined)
    throw problems.patientUnknown({
      detail: 'Nothing was changed. Look the patient up again; the record may be restricted.',
    });
  if (encounterId === undefined) return homeAt(act, survivor, facilityId ?? survivor.facility_id);
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['patient_id', 'facility_id'])
    .where(
      'patient_id',
      'in',
      members.map((member) => member.id),
    )
    .where('id', '=', encounterId)
    .executeTakeFirst();
  if (encounter === undefined)
    throw problems.encounterUnknown({
      detail: 'Nothing was changed. Choose the encounter from the list of this patient, or file without one.',
    });
  const owner = members.find((member) => member.id === encounter.patient_id) ?? survivor;
  return homeAt(act, owner, encounter.facility_id);
}

/** A merge of a merge of a merge, each while one waits: nobody sees three. */
const MOST_MERGES_MEANWHILE = 5;

/**
 * A merge that is under way is waited for, and none begins before this act has ended: otherwise a document could be filed
 * under a registration that is retired in the same moment. Merging locks both (patients/merge-patients.ts).
 */
async function holdSurvivor(act: Act, patientId: string): Promise<void> {
  const survivorOf = async () =>
    (
      await act.tx
        .selectFrom('patients.member')
        .select('survivor_id')
        .where('patient_id', '=', patientId)
        .executeTakeFirst()
    )?.survivor_id;
  let survivor = await survivorOf();
  for (let merges = 0; merges < MOST_MERGES_MEANWHILE && survivor !== undefined; merges++) {
    await act.tx.selectFrom('patients.patient').select('id').where('id', '=', survivor).forKeyShare().execute();
    const now = await survivorOf();
    if (now === survivor) return;
    survivor = now;
  }
}

async function homeAt(act: Act, owner: { id: string; labels: string }, facilityId: string): Promise<ChartHome> {
  const { time_zone: zone } = await act.tx
    .selectFrom('directory.facility')
    .select('time_zone')
    .where('id', '=', facilityId)
    .executeTakeFirstOrThrow();
  return { patientId: owner.id, facilityId, patientLabels: BigInt(owner.labels), today: dayIn(zone, act.now) };
}

/** The calendar day in a time zone, `YYYY-MM-DD`: legal periods begin on the day of the facility, not of the server. */
export function dayIn(zone: string, now: Date): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
}

/** The registrations that are this person, for reading a record as one. Empty where the patient may not be seen. */
export async function membersOf(act: Act, patientId: string): Promise<string[]> {
  const rows = await act.tx
    .selectFrom('patients.member as asked')
    .innerJoin('patients.member as any', 'any.survivor_id', 'asked.survivor_id')
    .select('any.patient_id')
    .where('asked.patient_id', '=', patientId)
    .limit(1_000)
    .execute();
  return rows.map((row) => row.patient_id);
}
