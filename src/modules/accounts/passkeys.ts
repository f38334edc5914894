import { randomBytes } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

const NAME = 'Chartkeeper';
export const CHALLENGE_MINUTES = 5;
const TIMEOUT_MS = CHALLENGE_MINUTES * 60_000;
/** Certificates and their grammar: loaded with the first passkey, not at start. */
const webAuthn = () => import('@simplewebauthn/server');

/** A passkey as it is kept. */
export interface KeptPasskey {
  readonly id: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Where a passkey proves its owner: the address people open Chartkeeper under. */
export function relyingParty(publicUrl: string): { id: string; origin: string } {
  const url = new URL(publicUrl);
  return { id: url.hostname, origin: url.origin };
}

export function newChallenge(): string {
  return randomBytes(32).toString('base64url');
}

type Named = Pick<KeptPasskey, 'credentialId' | 'transports'>;

export async function askForPasskey(
  publicUrl: string,
  challenge: string,
  keys: readonly Named[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webAuthn();
  return generateAuthenticationOptions({
    rpID: relyingParty(publicUrl).id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    allowCredentials: keys.map(named),
    userVerification: 'preferred',
    timeout: TIMEOUT_MS,
  });
}

export async function offerRegistration(
  publicUrl: string,
  challenge: string,
  person: { id: string; username: string; name: string },
  keys: readonly Named[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webAuthn();
  return generateRegistrationOptions({
    rpName: NAME,
    rpID: relyingParty(publicUrl).id,
    userID: new TextEncoder().encode(person.id),
    userName: person.username,
    userDisplayName: person.name,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    excludeCredentials: keys.map(named),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    timeout: TIMEOUT_MS,
  });
}

/** The counter the passkey showed, or undefined where its answer does not hold. A second factor: presence is enough. */
export async function checkAssertion(
  publicUrl: string,
  challenge: string,
  key: KeptPasskey,
  answer: unknown,
): Promise<number | undefined> {
  const party = relyingParty(publicUrl);
  const { verifyAuthenticationResponse } = await webAuthn();
  try {
    const verified = await verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON, // the library checks every field of what the browser sent
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: key.credentialId,
        publicKey: new Uint8Array(key.publicKey),
        counter: key.counter,
        transports: [...key.transports],
      },
      requireUserVerification: false,
    });
    return verified.verified ? verified.authenticationInfo.newCounter : undefined;
  } catch {
    return undefined; // malformed, another origin, another challenge, a counter that went back
  }
}

export async function checkRegistration(
  publicUrl: string,
  challenge: string,
  answer: unknown,
): Promise<Omit<KeptPasskey, 'id'> | undefined> {
  const party = relyingParty(publicUrl);
  const { verifyRegistrationResponse } = await webAuthn();
  try {
    const verified = await verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON, // the library checks every field of what the browser sent
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
    });
    if (!verified.verified) return undefined;
    const { credential } = verified.registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
    };
  } catch {
    return undefined;
  }
}

function named({ credentialId, transports }: Named) {
  return { id: credentialId, transports: [...transports] };
}
