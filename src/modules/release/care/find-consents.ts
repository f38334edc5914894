import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { readAuthority } from '../read-authority.ts';

/** A consent under 42 CFR Part 2 that another case of the patient rests on. */
export interface KnownConsent {
  readonly requestId: string;
  readonly number: string;
  /** Who asked in that case: the form may name others. */
  readonly requester: string | null;
  readonly signedOn: string | null;
  readonly expiresOn: string | null;
}

const LOOKED_AT = 20;

/**
 * Consents that hold today, the newest first. Whom and what they name only the form says, so nothing leaves on one by
 * itself: a person looks at it, and sends the records as an ordinary case.
 */
export async function findConsents(act: Act, patientId: string): Promise<KnownConsent[]> {
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx
    .selectFrom('release.authority')
    .select('request_id')
    .where('patient_id', 'in', [...ids])
    .where('withdrawn_at', 'is', null)
    .where('part2_consent', '=', 'sufficient')
    .orderBy('recorded_at', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const found: KnownConsent[] = [];
  for (const { request_id: requestId } of rows) {
    const request = mustHavePatient(await loadRequest(act, requestId, 'read'));
    if (request.facts.cancelled) continue;
    const authority = await readAuthority(act, request);
    if (authority?.today.part2Consent !== 'sufficient') continue;
    const form = authority.row.form as { signedOn?: string | null }; // as record-authority.ts wrote it
    found.push({
      requestId,
      number: request.number,
      requester: [request.row.requester_name, request.row.requester_organisation].filter(Boolean).join(', ') || null,
      signedOn: form.signedOn ?? null,
      expiresOn: authority.row.expires_on,
    });
  }
  return found;
}
