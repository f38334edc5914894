import { sql } from 'kysely';
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

const LISTED = 50;

/** Organisations by the beginning of their name, for a field in which one is typed. */
export async function listOrganisations(
  act: Act,
  asked: { text: string },
): Promise<{ organisations: { id: string; name: string; kind: string }[] }> {
  const organisations = await act.tx
    .selectFrom('directory.organisation')
    .select(['id', 'name', 'kind'])
    .where(
      sql`lower(name) COLLATE "C"`,
      'like',
      `${asked.text
        .trim()
        .toLowerCase()
        .replaceAll(/[\\%_]/g, '\\$&')}%`,
    )
    .orderBy(sql`lower(name) COLLATE "C"`)
    .limit(LISTED)
    .execute();
  act.note({ count: organisations.length, coalesce: 'organisations' });
  return { organisations };
}

/** The one organisation of that name, however it is written; two of the same name are none. */
export async function findOrganisation(act: Act, name: string): Promise<{ id: string; name: string } | undefined> {
  const rows = await act.tx
    .selectFrom('directory.organisation')
    .select(['id', 'name'])
    .where(sql`lower(name) COLLATE "C"`, '=', name.trim().toLowerCase())
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}
