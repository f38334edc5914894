import type { Act } from '../../../platform/act.ts';

/** What privacy asks of a hand-over that reached somebody else. */
export interface Misdirection {
  readonly patientId: string;
  readonly facilityId: string;
  readonly impermissibleId: string;
  readonly recipient: string;
  readonly channel: string;
  readonly packetNumber: string | null;
  readonly happenedOn: string;
  readonly howKnown: string;
  readonly recalled: string;
  readonly at: Date;
  readonly by: string;
}

export async function readMisdirection(act: Act, id: string): Promise<Misdirection | undefined> {
  const row = await act.tx
    .selectFrom('release.misdirection as m')
    .innerJoin('release.disclosure as d', (join) =>
      join.onRef('d.patient_id', '=', 'm.patient_id').onRef('d.id', '=', 'm.impermissible_id'),
    )
    .innerJoin('release.disclosure as meant', (join) =>
      join.onRef('meant.patient_id', '=', 'm.patient_id').onRef('meant.id', '=', 'm.disclosure_id'),
    )
    .leftJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'meant.patient_id').onRef('p.id', '=', 'meant.packet_id'),
    )
    .select(['m.patient_id', 'm.facility_id', 'm.impermissible_id', 'm.how_known', 'm.recalled', 'm.recorded_at'])
    .select([
      'm.recorded_by',
      'd.recipient_name',
      'd.recipient_organisation',
      'd.channel',
      'd.disclosed_on',
      'p.number',
    ])
    .where('m.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    patientId: row.patient_id,
    facilityId: row.facility_id,
    impermissibleId: row.impermissible_id,
    recipient: [row.recipient_name, row.recipient_organisation].filter(Boolean).join(', '),
    channel: row.channel,
    packetNumber: row.number,
    happenedOn: row.disclosed_on,
    howKnown: row.how_known,
    recalled: row.recalled,
    at: row.recorded_at,
    by: row.recorded_by,
  };
}
