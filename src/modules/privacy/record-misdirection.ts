import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type Misdirection, readMisdirection } from '../release/index.ts';
import { nameAffected } from './name-affected.ts';
import { writeIncident } from './write-incident.ts';

const RECALLED: Readonly<Record<string, string>> = {
  asked: 'Asked to destroy it.',
  destroyed: 'Says it is destroyed.',
  returned: 'Sent it back.',
  'not-reached': 'Could not be reached.',
};

/**
 * A hand-over reached somebody else: an incident opens with whose information it was and who received it. It left the
 * house, so a breach is presumed until a person has assessed it (45 CFR 164.402(2)). Heard twice, it is opened once.
 */
export async function recordMisdirection(act: Act, misdirectionId: string): Promise<void> {
  const astray = await readMisdirection(act, misdirectionId);
  if (astray === undefined || (await isKnown(act, astray))) return;
  const { id: incidentId } = await writeIncident(act, {
    facilityId: astray.facilityId,
    cause: 'wrong-recipient',
    standing: 'open',
    what: `Records reached somebody for whom they were not meant. ${astray.howKnown} ${RECALLED[astray.recalled] ?? ''}`,
    happenedOn: astray.happenedOn,
    discoveredAt: astray.at,
    discoveredBy: astray.by,
    basis: 'known',
  });
  await nameAffected(act, { incidentId, patientId: astray.patientId });
  await act.tx
    .insertInto('privacy.evidence')
    .values({
      id: newId(),
      facility_id: astray.facilityId,
      incident_id: incidentId,
      kind: 'received',
      disclosure_id: astray.impermissibleId,
      recipient: astray.recipient,
      channel: astray.channel,
      packet_number: astray.packetNumber,
      first_at: astray.at,
      last_at: astray.at,
      times: 1,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
}

async function isKnown(act: Act, { impermissibleId }: Misdirection): Promise<boolean> {
  const row = await act.tx
    .selectFrom('privacy.evidence')
    .select('id')
    .where('disclosure_id', '=', impermissibleId)
    .executeTakeFirst();
  return row !== undefined;
}
