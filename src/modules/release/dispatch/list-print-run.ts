import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';

const MOST = 300;
const MOST_OF_CASE = 100;

/** Packets that wait to be printed, written or posted, oldest first. */
export async function listPrintRun(act: Act) {
  const rows = await act.tx
    .selectFrom('release.dispatch as s')
    .innerJoin('release.disclosure as d', (join) =>
      join.onRef('d.patient_id', '=', 's.patient_id').onRef('d.id', '=', 's.disclosure_id'),
    )
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'd.patient_id').onRef('p.id', '=', 'd.packet_id'),
    )
    .leftJoin('release.confirmation as c', (join) =>
      join.onRef('c.patient_id', '=', 's.patient_id').onRef('c.disclosure_id', '=', 's.disclosure_id'),
    )
    .select((eb) => [
      's.disclosure_id as disclosureId',
      's.request_id as requestId',
      's.way',
      's.address',
      's.number',
      's.made_at as madeAt',
      's.recorded_at as at',
      'p.pages',
      eb
        .selectFrom('release.packet_volume as v')
        .select((count) => count.fn.countAll<string>().as('n'))
        .whereRef('v.patient_id', '=', 'p.patient_id')
        .whereRef('v.packet_id', '=', 'p.id')
        .as('volumes'),
    ])
    .where('s.posted_at', 'is', null)
    .where('s.way', '<>', 'pick-up')
    .where('c.id', 'is', null)
    .orderBy('s.recorded_at')
    .limit(MOST + 1)
    .execute();
  act.note({ count: rows.length });
  return {
    entries: rows.slice(0, MOST).map((row) => ({ ...row, pages: row.pages ?? 0, volumes: Number(row.volumes ?? 0) })),
    more: rows.length > MOST,
  };
}

/** What became of the dispatches of one case. */
export async function listDispatches(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  if (request.patientId === null) return { dispatches: [] };
  const rows = await act.tx
    .selectFrom('release.dispatch')
    .select([
      'disclosure_id as disclosureId',
      'way',
      'address',
      'number',
      'made_at as madeAt',
      'posted_at as postedAt',
      'carrier',
      'tracking',
      'passcode_sent_at as passcodeSentAt',
      'passcode_carrier as passcodeCarrier',
      'taken_by as takenBy',
      'identity_kind as identityKind',
      'identity_last_four as lastFour',
      'signed_paper as signedPaper',
      'signature',
    ])
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .limit(MOST_OF_CASE)
    .execute();
  return { dispatches: rows };
}
