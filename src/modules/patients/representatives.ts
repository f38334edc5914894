import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

const LIST_LIMIT = 100;

export interface RepresentativeFacts {
  readonly standing: 'personal-representative' | 'designee' | 'proxy';
  readonly kind: 'parent' | 'guardian' | 'health-care-poa' | 'executor' | 'surrogate' | 'next-of-kin' | 'other';
  readonly name: string;
  readonly phone?: string | undefined;
  /** What was shown. */
  readonly proof: string;
  readonly scope: string;
  readonly from: string;
  readonly to?: string | undefined;
}

/** @throws patients/not-found */
export async function addRepresentative(
  act: Act,
  patientId: string,
  facts: RepresentativeFacts & { verified: boolean },
): Promise<{ id: string }> {
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select(['facility_id', 'labels'])
    .where('id', '=', patientId)
    .executeTakeFirst();
  if (patient === undefined) throw problems.notFound({ detail: 'Nothing was saved. Search for the patient again.' });
  const id = newId();
  await act.tx
    .insertInto('patients.representative')
    .values({
      patient_id: patientId,
      id,
      facility_id: patient.facility_id,
      labels: patient.labels,
      standing: facts.standing,
      kind: facts.kind,
      name: facts.name,
      phone: facts.phone ?? null,
      proof: facts.proof,
      scope: facts.scope,
      from_on: facts.from,
      to_on: facts.to ?? null,
      verified_at: facts.verified ? act.now : null,
      verified_by: facts.verified ? act.actor.id : null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [patientId], subjectIds: [id], detail: { standing: facts.standing, kind: facts.kind } });
  return { id };
}

export async function listRepresentatives(act: Act, patientId: string) {
  const rows = await act.tx
    .selectFrom('patients.representative')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('recorded_at')
    .limit(LIST_LIMIT)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    standing: row.standing as RepresentativeFacts['standing'], // CHECK representative_standing_is_known
    kind: row.kind as RepresentativeFacts['kind'], // CHECK representative_kind_is_known
    name: row.name,
    ...(row.phone === null ? {} : { phone: row.phone }),
    proof: row.proof,
    scope: row.scope,
    from: row.from_on,
    ...(row.to_on === null ? {} : { to: row.to_on }),
    verifiedAt: row.verified_at?.toISOString() ?? null,
    verifiedBy: row.verified_by,
  }));
}
