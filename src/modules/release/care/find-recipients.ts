import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { VerifiedChannel } from './verify-channel.ts';

export interface CareRecipient {
  readonly name: string;
  readonly organisation: string | null;
  /** Set where a number of theirs was verified before. */
  readonly channel: {
    readonly id: string;
    readonly kind: 'fax' | 'mail';
    readonly address: string;
    readonly at: Date;
  } | null;
}

const LISTED = 20;

/**
 * Whoever a person may mean: verified numbers first, then organisations and practitioners of the directory, each by the
 * beginning of the name. Every name has its index, and each list its limit.
 */
export async function findRecipients(act: Act, asked: { text: string }): Promise<CareRecipient[]> {
  const begins = `${asked.text
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')}%`;
  const channels = await channelsLike(act, begins);
  const known = new Set(channels.flatMap(({ name, organisation }) => [name, organisation ?? '']));
  const organisations = await act.tx
    .selectFrom('directory.organisation')
    .select('name')
    .where(sql`lower(name) COLLATE "C"`, 'like', begins)
    .orderBy(sql`lower(name) COLLATE "C"`)
    .limit(LISTED)
    .execute();
  const practitioners = await act.tx
    .selectFrom('directory.practitioner')
    .select('name')
    .where(sql`lower(name) COLLATE "C"`, 'like', begins)
    .orderBy(sql`lower(name) COLLATE "C"`)
    .limit(LISTED)
    .execute();
  const listed = [...organisations, ...practitioners].filter(({ name }) => !known.has(name));
  const found = [
    ...channels,
    ...[...new Set(listed.map(({ name }) => name))].map((name) => ({ name, organisation: null, channel: null })),
  ].slice(0, LISTED);
  act.note({ count: found.length, coalesce: 'care-recipients' });
  return found;
}

async function channelsLike(act: Act, begins: string): Promise<CareRecipient[]> {
  const { rows } = await sql<Omit<VerifiedChannel, 'kind'> & { kind: 'fax' | 'mail'; verified_at: Date }>`
    SELECT id, name, organisation, kind, address, verified_at FROM (
      (SELECT * FROM release.care_channel WHERE withdrawn_at IS NULL AND lower(name) COLLATE "C" LIKE ${begins}
        ORDER BY lower(name) COLLATE "C" LIMIT ${sql.lit(LISTED)})
      UNION
      (SELECT * FROM release.care_channel WHERE withdrawn_at IS NULL AND lower(organisation) COLLATE "C" LIKE ${begins}
        ORDER BY lower(organisation) COLLATE "C" LIMIT ${sql.lit(LISTED)})
    ) AS found ORDER BY lower(name) COLLATE "C", kind LIMIT ${sql.lit(LISTED)}`.execute(act.tx);
  return rows.map(({ name, organisation, id, kind, address, verified_at: at }) => ({
    ...{ name, organisation },
    channel: { id, kind, address, at },
  }));
}
