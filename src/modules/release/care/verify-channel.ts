import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { CareKind } from './care-address.ts';
import { careProblems } from './problems.ts';

export interface CallBack {
  /** With whom it was verified. */
  readonly who: string;
  /** Where the number that was called came from: a directory, the letterhead of an earlier letter. */
  readonly numberFrom: string;
}

export interface VerifiedChannel {
  readonly id: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly kind: CareKind;
  readonly address: string;
}

/** Puts a number that was verified by a call into the directory; it takes the place of the one that stood there. */
export async function verifyChannel(
  act: Act,
  input: {
    readonly facilityId: string;
    readonly name: string;
    readonly organisation?: string | undefined;
    readonly kind: CareKind;
    readonly address: string;
    readonly callBack: CallBack;
  },
): Promise<string> {
  const standing = await act.tx
    .selectFrom('release.care_channel')
    .select(['id', 'address'])
    .where('facility_id', '=', input.facilityId)
    .where(sql`lower(name)`, '=', input.name.toLowerCase())
    .where(sql`lower(coalesce(organisation, ''))`, '=', (input.organisation ?? '').toLowerCase())
    .where('kind', '=', input.kind)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (standing?.address === input.address) return standing.id;
  if (standing !== undefined) await withdraw(act, standing.id, 'Another number was verified with the recipient');
  const id = newId();
  await act.tx
    .insertInto('release.care_channel')
    .values({
      id,
      facility_id: input.facilityId,
      name: input.name,
      organisation: input.organisation ?? null,
      kind: input.kind,
      address: input.address,
      verified_who: input.callBack.who,
      number_from: input.callBack.numberFrom,
      verified_at: act.now,
      verified_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id] });
  return id;
}

/** @throws release/number-unknown */
export async function readChannel(act: Act, id: string): Promise<VerifiedChannel> {
  const row = await act.tx
    .selectFrom('release.care_channel')
    .select(['id', 'name', 'organisation', 'kind', 'address'])
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined)
    throw careProblems.numberUnknown({
      detail: 'Nothing was sent. The number was withdrawn meanwhile: call the recipient and give it anew.',
      at: 'number',
    });
  return { ...row, kind: row.kind as CareKind }; // CHECK channel_kind_is_known
}

/** A number that is no longer good, or went wrong, leaves the directory; what was sent to it keeps naming it. */
export async function withdrawChannel(act: Act, input: { id: string; reason: string }): Promise<void> {
  await readChannel(act, input.id);
  await withdraw(act, input.id, input.reason);
  act.note({ subjectIds: [input.id] });
}

async function withdraw(act: Act, id: string, reason: string): Promise<void> {
  await act.tx
    .updateTable('release.care_channel')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}
