import type { Act } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import type { Services } from '../../platform/services.ts';
import { checkAssertion, type KeptPasskey } from './passkeys.ts';
import { recoveryCodeHash } from './recovery-codes.ts';
import { openSecret } from './seal.ts';
import { totpStep } from './totp.ts';

/** What somebody shows: exactly one of the three. */
export type Shown =
  | { readonly code: string }
  | { readonly recoveryCode: string }
  | { readonly passkey: Readonly<Record<string, unknown>> };

/** What was shown and is right as far as can be told outside the transaction; inside it is used up. */
export type Proof =
  | { readonly factor: 'totp'; readonly step: number }
  | { readonly factor: 'recovery-code'; readonly hash: Buffer }
  | {
      readonly factor: 'passkey';
      readonly id: string;
      readonly counterBefore: number;
      readonly counter: number;
      readonly challenge: string;
    };

export type ProvingServices = Pick<Services, 'acting' | 'keyring' | 'clock' | 'publicUrl'>;

export async function proveSecondFactor(
  services: ProvingServices,
  asked: { personId: string; challenge: string | undefined },
  shown: Shown,
): Promise<Proof | undefined> {
  if ('code' in shown) return proveTotp(services, asked.personId, shown.code);
  if ('recoveryCode' in shown) return proveRecoveryCode(services, asked.personId, shown.recoveryCode);
  return provePasskey(services, asked, shown.passkey);
}

async function proveTotp(services: ProvingServices, personId: string, code: string): Promise<Proof | undefined> {
  const kept = await services.acting.lookup((queries) =>
    queries
      .selectFrom('accounts.totp')
      .select(['sealed_secret', 'last_step'])
      .where('person_id', '=', personId)
      .executeTakeFirst(),
  );
  if (kept === undefined) return undefined;
  const step = totpStep(openSecret(services.keyring, kept.sealed_secret, personId), code, services.clock.now());
  return step === undefined || step <= Number(kept.last_step) ? undefined : { factor: 'totp', step };
}

async function proveRecoveryCode(
  services: ProvingServices,
  personId: string,
  code: string,
): Promise<Proof | undefined> {
  const hash = recoveryCodeHash(code);
  const found = await services.acting.lookup((queries) =>
    queries
      .selectFrom('accounts.recovery_code')
      .select('id')
      .where('person_id', '=', personId)
      .where('hash', '=', hash)
      .where('used_at', 'is', null)
      .executeTakeFirst(),
  );
  return found === undefined ? undefined : { factor: 'recovery-code', hash };
}

async function provePasskey(
  services: ProvingServices,
  asked: { personId: string; challenge: string | undefined },
  answer: Readonly<Record<string, unknown>>,
): Promise<Proof | undefined> {
  const { challenge } = asked;
  if (challenge === undefined || typeof answer['id'] !== 'string') return undefined;
  const keys = await services.acting.lookup((queries) => passkeysOf(queries, asked.personId));
  const key = keys.find((each) => each.credentialId === answer['id']);
  if (key === undefined) return undefined;
  const counter = await checkAssertion(services.publicUrl, challenge, key, answer);
  if (counter === undefined) return undefined;
  return { factor: 'passkey', id: key.id, counterBefore: key.counter, counter, challenge };
}

export async function passkeysOf(queries: Queries, personId: string): Promise<KeptPasskey[]> {
  const rows = await queries
    .selectFrom('accounts.passkey')
    .select(['id', 'credential_id', 'public_key', 'counter', 'transports'])
    .where('person_id', '=', personId)
    .orderBy('registered_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
  }));
}

/** Spends a proof. False where another request was faster with the same code: no proof counts twice. */
export async function spendProof(act: Act, personId: string, proof: Proof): Promise<boolean> {
  const used = await useUp(act, personId, proof);
  return used.numUpdatedRows === 1n;
}

function useUp(act: Act, personId: string, proof: Proof) {
  switch (proof.factor) {
    case 'totp':
      return act.tx
        .updateTable('accounts.totp')
        .set({ last_step: proof.step })
        .where('person_id', '=', personId)
        .where('last_step', '<', String(proof.step))
        .executeTakeFirstOrThrow();
    case 'recovery-code':
      return act.tx
        .updateTable('accounts.recovery_code')
        .set({ used_at: act.now })
        .where('person_id', '=', personId)
        .where('hash', '=', proof.hash)
        .where('used_at', 'is', null)
        .executeTakeFirstOrThrow();
    case 'passkey':
      return act.tx
        .updateTable('accounts.passkey')
        .set({ counter: proof.counter, last_used_at: act.now })
        .where('id', '=', proof.id)
        .where('person_id', '=', personId)
        .where('counter', '=', String(proof.counterBefore))
        .executeTakeFirstOrThrow();
  }
}
