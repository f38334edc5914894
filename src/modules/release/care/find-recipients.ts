import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { findRequesters } from '../requesters/find-requesters.ts';
import type { CareKind } from './care-address.ts';

export interface CareRecipient {
  readonly name: string;
  readonly organisation: string | null;
  /** Set where a number of theirs was verified before. */
  readonly channel: {
    readonly id: string;
    readonly kind: CareKind;
    readonly address: string;
    readonly at: Date;
  } | null;
}

const LISTED = 20;

/**
 * Whoever a person may mean: providers of the register with their verified numbers first, then those without, then
 * organisations and practitioners of the house by the beginning of the name. Every name has its index, and each list its limit.
 */
export async function findRecipients(act: Act, asked: { text: string }): Promise<CareRecipient[]> {
  const begins = `${asked.text
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')}%`;
  const registered = await ofTheRegister(act, asked.text);
  const known = new Set(registered.flatMap(({ name, organisation }) => [name, organisation ?? '']));
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
    ...registered,
    ...[...new Set(listed.map(({ name }) => name))].map((name) => ({ name, organisation: null, channel: null })),
  ].slice(0, LISTED);
  act.note({ count: found.length, coalesce: 'care-recipients' });
  return found;
}

async function ofTheRegister(act: Act, text: string): Promise<CareRecipient[]> {
  const { requesters } = await findRequesters(act, text, { class: 'provider' });
  const withNumber = requesters.flatMap(({ name, organisation, channels }) =>
    channels.flatMap(({ id, kind, value, verified }): CareRecipient[] =>
      verified !== null && (kind === 'fax' || kind === 'email')
        ? [{ name, organisation, channel: { id, kind, address: value, at: verified.at } }]
        : [],
    ),
  );
  const without = requesters
    .filter(
      ({ name, organisation }) => !withNumber.some((each) => each.name === name && each.organisation === organisation),
    )
    .map(({ name, organisation }) => ({ name, organisation, channel: null }));
  return [...withNumber, ...without];
}
