import type { SignerRole } from './catalogue/document-type.ts';

export interface SignatureFact {
  readonly role: SignerRole;
  readonly versionId: string;
}

export interface AuthenticationState {
  readonly state: 'not-required' | 'unsigned' | 'partly-signed' | 'authenticated' | 'changed-since-signed';
  /** Roles that still owe a signature on the current version. */
  readonly missing: readonly SignerRole[];
}

/** Whose signature also counts as whose: a representative signs for the patient, the author is a practitioner. */
const STANDS_FOR: Partial<Record<SignerRole, readonly SignerRole[]>> = {
  patient: ['representative'],
  practitioner: ['author', 'cosigner', 'interpreter'],
  interpreter: ['author'],
  author: ['interpreter'],
};

/**
 * Dated, timed, authenticated by whoever is responsible (42 CFR 482.24(c)(1)). Signatures bind the version they were put
 * on; a document changed afterwards is to be signed again, and says so rather than looking unsigned.
 */
export function deriveAuthenticationState(
  required: readonly SignerRole[],
  signatures: readonly SignatureFact[],
  currentVersionId: string,
): AuthenticationState {
  if (required.length === 0) return { state: 'not-required', missing: [] };
  const missing = missingAmong(
    required,
    signatures.filter((signature) => signature.versionId === currentVersionId),
  );
  if (missing.length === 0) return { state: 'authenticated', missing };
  if (missing.length < required.length) return { state: 'partly-signed', missing };
  const signedBefore = missingAmong(required, signatures).length < required.length;
  return { state: signedBefore ? 'changed-since-signed' : 'unsigned', missing };
}

function missingAmong(required: readonly SignerRole[], signatures: readonly SignatureFact[]): SignerRole[] {
  return required.filter(
    (role) => !signatures.some((signature) => [role, ...(STANDS_FOR[role] ?? [])].includes(signature.role)),
  );
}
