import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { type Keyring, seal, unseal } from '../../../platform/keys/index.ts';
import type { Services } from '../../../platform/services.ts';
import { settleSeals } from './flag-seals.ts';
import { makeCertificate } from './make-certificate.ts';
import { sealProblems } from './problems.ts';
import type { SealKey } from './sign-digest.ts';

const USE = 'release seal';

export interface OpenSeal extends SealKey {
  readonly id: string;
  readonly fingerprint: string;
}

export interface SealHolder {
  readonly id: string;
  readonly name: string;
  readonly legalEntityName: string;
}

/** Something that would be the seal from now on. */
export interface NewSeal extends SealKey {
  readonly origin: 'self-made' | 'loaded';
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * The seal of a facility with its key. Without one, or when one that was made here has run out, one is made; a certificate of
 * an authority is never replaced by ours. Two at once agree on the first.
 * @throws release/seal-expired, release/seal-lost
 */
export async function openSeal(
  services: Pick<Services, 'keyring'>,
  within: <T>(fn: (act: Act) => Promise<T>) => Promise<T>,
  facility: SealHolder,
): Promise<OpenSeal> {
  const found = await within(async (act) => ({ row: await currentSeal(act, facility.id), now: act.now }));
  const { row, now } = found;
  if (row !== undefined && row.not_after > now && row.not_before <= now) return withKey(services.keyring, row);
  if (row !== undefined && row.origin === 'loaded')
    throw sealProblems.sealExpired({
      detail: 'Nothing was sealed. Load the new certificate of the facility, or go on with one made here.',
    });
  const made = await makeSelf(facility, now);
  const kept = await within(async (act) => {
    // Somebody else may have been faster.
    const current = await currentSeal(act, facility.id);
    if (current !== undefined && current.id !== row?.id) return current;
    await keepSeal(act, services.keyring, facility.id, made, row === undefined ? 'The first' : 'It has run out');
    return currentSeal(act, facility.id);
  });
  if (kept === undefined) throw sealProblems.sealLost({ detail: 'Nothing was sealed. Try again.' });
  return withKey(services.keyring, kept);
}

export async function makeSelf(facility: SealHolder, now: Date): Promise<NewSeal> {
  const made = await makeCertificate({ custodian: facility.legalEntityName, facility: facility.name }, now);
  return { ...made, chain: [], origin: 'self-made' };
}

/** Takes the place of the one before, which stays to verify what it sealed. */
export async function keepSeal(
  act: Act,
  keyring: Pick<Keyring, 'derive'>,
  facilityId: string,
  made: NewSeal,
  reason: string,
): Promise<string> {
  const former = await act.tx
    .updateTable('release.seal_certificate')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: reason })
    .where('facility_id', '=', facilityId)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute();
  await settleSeals(
    act,
    former.map((row) => row.id),
  );
  const id = newId();
  const key = made.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  await act.tx
    .insertInto('release.seal_certificate')
    .values({
      id,
      facility_id: facilityId,
      origin: made.origin,
      subject: made.subject,
      fingerprint: createHash('sha256').update(made.certificate).digest('hex'),
      certificate: made.certificate,
      chain: [...made.chain],
      sealed_key: seal(keyring.derive(USE), key, id),
      not_before: made.notBefore,
      not_after: made.notAfter,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id], detail: { origin: made.origin } });
  return id;
}

export async function currentSeal(act: Act, facilityId: string) {
  return act.tx
    .selectFrom('release.seal_certificate')
    .selectAll()
    .where('facility_id', '=', facilityId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof currentSeal>>>;

function withKey(keyring: Pick<Keyring, 'derive'>, row: Row): OpenSeal {
  const { id, fingerprint, certificate, chain } = row;
  return { id, fingerprint, certificate, chain, privateKey: keyOf(keyring, row) };
}

function keyOf(keyring: Pick<Keyring, 'derive'>, { id, sealed_key: sealedKey }: Row): KeyObject {
  try {
    const key = unseal(keyring.derive(USE), sealedKey, id);
    return createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw sealProblems.sealLost(
      { detail: 'Nothing was sealed: its key was changed, or sealed under another key. Make or load a new one.' },
      error,
    );
  }
}
