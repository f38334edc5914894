import type { Act } from '../../platform/act.ts';

/** Practitioners and organisations are recorded when a source first names them; a later source may correct the name. */
export async function recordPractitioner(act: Act, person: { id: string; name: string; npi?: string }): Promise<void> {
  await act.tx
    .insertInto('directory.practitioner')
    .values({ id: person.id, name: person.name, npi: person.npi ?? null, recorded_at: act.now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: person.name, npi: person.npi ?? null }))
    .execute();
}

export async function recordOrganisation(
  act: Act,
  organisation: { id: string; name: string; kind: string },
): Promise<void> {
  await act.tx
    .insertInto('directory.organisation')
    .values({ ...organisation, recorded_at: act.now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: organisation.name, kind: organisation.kind }))
    .execute();
}
