import type { Act } from '../../../platform/act.ts';
import { facilityById, listFacilities } from '../../directory/index.ts';
import { deriveSealState } from './derive-seal-state.ts';
import { currentSeal } from './open-seal.ts';

const MOST_EARLIER = 50;

/** The seal of each facility, and those before it: what they sealed is verified with them. */
export async function showSeals(act: Act) {
  const seals = [];
  for (const { id } of await listFacilities(act)) {
    const facility = await facilityById(act, id);
    const row = await currentSeal(act, id);
    const earlier = await act.tx
      .selectFrom('release.seal_certificate')
      .select(['fingerprint', 'subject', 'recorded_at as from', 'withdrawn_at as to', 'withdraw_reason as why'])
      .where('facility_id', '=', id)
      .where('withdrawn_at', 'is not', null)
      .orderBy('withdrawn_at', 'desc')
      .limit(MOST_EARLIER)
      .execute();
    seals.push({
      facilityId: id,
      facility: facility.name,
      custodian: facility.legalEntityName,
      current:
        row === undefined
          ? null
          : {
              id: row.id,
              origin: row.origin,
              subject: row.subject,
              fingerprint: row.fingerprint,
              notBefore: row.not_before,
              notAfter: row.not_after,
              state: deriveSealState(row, act.now),
            },
      earlier,
    });
  }
  act.note({ count: seals.length });
  return { seals };
}

/** Fingerprints of every certificate with which a facility of the asker seals or sealed. */
export async function readFingerprints(act: Act): Promise<string[]> {
  const rows = await act.tx.selectFrom('release.seal_certificate').select('fingerprint').execute();
  return rows.map(({ fingerprint }) => fingerprint);
}
