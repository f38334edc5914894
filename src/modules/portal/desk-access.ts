import type { Act } from '../../platform/act.ts';
import type { Keyring } from '../../platform/keys/index.ts';
import { listRepresentatives, memberIds } from '../patients/index.ts';
import { closeItem } from '../worklist/index.ts';
import { tried } from './count-try.ts';
import { invitationState } from './invitation-state.ts';
import { refuseOwn } from './invite-to-portal.ts';
import { problems } from './problems.ts';
import { mayAct } from './stand-for.ts';
import { endPortalSessions } from './start-portal-session.ts';

const MOST = 100;

/** Who has access to a record by the portal and ever had, and what is open. For the desk. */
export async function listAccess(act: Act, patientId: string) {
  await refuseOwn(act, patientId);
  const { ids } = await memberIds(act, patientId);
  const representatives = await listRepresentatives(act, patientId);
  const nameOf = (id: string | null) => representatives.find((each) => each.id === id)?.kind ?? null;
  const invitations = await act.tx
    .selectFrom('portal.invitation as i')
    .innerJoin('portal.proof as p', (join) =>
      join.onRef('p.patient_id', '=', 'i.patient_id').onRef('p.id', '=', 'i.proof_id'),
    )
    .select([
      'i.id',
      'i.representative_id',
      'i.expires_at',
      'i.used_at',
      'i.withdrawn_at',
      'i.recorded_at',
      'i.recorded_by',
    ])
    .select(['p.how', 'p.person_name', 'p.id_kind', 'p.id_last_four'])
    .where('i.patient_id', 'in', ids)
    .orderBy('i.recorded_at', 'desc')
    .limit(MOST)
    .execute();
  const accesses = await act.tx
    .selectFrom('portal.access as x')
    .innerJoin('portal.account as a', 'a.id', 'x.account_id')
    .select(['x.id', 'x.patient_id', 'x.representative_id', 'x.began_at', 'x.ended_at', 'x.ended_by', 'x.end_reason'])
    .select(['a.display_name', 'a.totp_confirmed_at'])
    .select((eb) =>
      eb
        .selectFrom('portal.session as s')
        .select((s) => s.fn.max('s.created_at').as('at'))
        .whereRef('s.account_id', '=', 'a.id')
        .as('last_sign_in'),
    )
    .where('x.patient_id', 'in', ids)
    .orderBy('x.began_at', 'desc')
    .limit(MOST)
    .execute();
  act.note({ count: accesses.length });
  return {
    invitations: invitations.map((row) => ({
      id: row.id,
      name: row.person_name,
      capacity: nameOf(row.representative_id),
      how: row.how,
      idKind: row.id_kind,
      idLastFour: row.id_last_four,
      state: invitationState(row, act.now),
      expiresAt: row.expires_at,
      at: row.recorded_at,
      by: row.recorded_by,
    })),
    accesses: await Promise.all(
      accesses.map(async (row) => ({
        id: row.id,
        name: row.display_name,
        capacity: nameOf(row.representative_id),
        secondStep: row.totp_confirmed_at !== null,
        since: row.began_at,
        lastSignIn: row.last_sign_in,
        ended:
          row.ended_at === null ? null : { at: row.ended_at, by: row.ended_by ?? '', reason: row.end_reason ?? '' },
        mayAct: row.ended_at === null && (await mayAct(act, row.patient_id, row.representative_id)),
      })),
    ),
    representatives: representatives
      .filter(({ standing, power }) => standing !== 'designee' && power.result === 'allowed')
      .map(({ id, name, kind }) => ({ id, name, kind })),
  };
}

/** @throws portal/invitation-unknown, portal/own-record */
export async function withdrawInvitation(act: Act, input: { patientId: string; invitationId: string }): Promise<void> {
  await refuseOwn(act, input.patientId);
  const { ids } = await memberIds(act, input.patientId);
  const done = await act.tx
    .updateTable('portal.invitation')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', 'in', ids)
    .where('id', '=', input.invitationId)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n)
    throw problems.invitationUnknown({ detail: 'Nothing was changed: it was used, withdrawn, or never was. Reload.' });
  act.note({ subjectIds: [input.invitationId] });
}

/** Ends what an account may do with this record, and its sessions with it. @throws portal/access-unknown, portal/own-record */
export async function endAccess(
  act: Act,
  input: { patientId: string; accessId: string; reason: string },
): Promise<void> {
  const access = await accessOf(act, input);
  if (access.ended_at !== null) throw unknown();
  await act.tx
    .updateTable('portal.access')
    .set({ ended_at: act.now, ended_by: act.actor.id, end_reason: input.reason })
    .where('patient_id', '=', access.patient_id)
    .where('id', '=', access.id)
    .execute();
  await endPortalSessions(act, { accountId: access.account_id }, 'ended-by-desk');
  await closeItem(act, { kind: 'portal.note', subjectId: access.id, outcome: 'access-ended' });
}

/** Opens a sign-in that too many wrong tries had stopped. @throws portal/access-unknown, portal/own-record */
export async function liftPortalStop(
  act: Act,
  input: { patientId: string; accessId: string },
  keyring: Pick<Keyring, 'derive'>,
): Promise<void> {
  const access = await accessOf(act, input);
  await liftStopOf(act, access.account_id, keyring);
}

/** The counter of an account's wrong tries begins anew. */
export async function liftStopOf(act: Act, accountId: string, keyring: Pick<Keyring, 'derive'>): Promise<void> {
  const { name_key: key } = await act.tx
    .selectFrom('portal.account')
    .select('name_key')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const { kind, digest } = tried(keyring, 'name', key);
  await act.tx
    .updateTable('portal.attempt')
    .set({ failures: 0 })
    .where('kind', '=', kind)
    .where('digest', '=', digest)
    .execute();
}

export async function accessOf(act: Act, input: { patientId: string; accessId: string }) {
  await refuseOwn(act, input.patientId);
  const { ids } = await memberIds(act, input.patientId);
  const access = await act.tx
    .selectFrom('portal.access')
    .select(['id', 'patient_id', 'facility_id', 'labels', 'account_id', 'ended_at'])
    .where('patient_id', 'in', ids)
    .where('id', '=', input.accessId)
    .executeTakeFirst();
  if (access === undefined) throw unknown();
  act.note({ patientIds: [access.patient_id], subjectIds: [access.id] });
  return access;
}

function unknown() {
  return problems.accessUnknown({ detail: 'Nothing was changed: it ended before, or never was. Reload.' });
}
