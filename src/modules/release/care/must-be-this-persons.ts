import type { Act } from '../../../platform/act.ts';
import type { PatientRequest } from '../load-request.ts';
import type { FindingKind } from '../preflight/derive-findings.ts';
import { isOpen, readPreflight } from '../preflight/read-preflight.ts';
import { problems } from '../problems.ts';
import { careProblems } from './problems.ts';

/** Findings that a page is somebody else's. What only wants a look keeps no treatment waiting. */
const SOMEBODY_ELSES: readonly FindingKind[] = ['another-person', 'another-number', 'birth-date-differs'];
/** As long as the going over of a thick record may take before a person has to look. */
const WAIT_MS = 10 * 60 * 1000;

/**
 * What left on one person's word was gone over meanwhile, page by page: no page that seems to be somebody else's leaves by
 * itself. @throws release/preflight-open, release/sending-too-early
 */
export async function mustBeThisPersons(act: Act, request: PatientRequest, notBefore: Date): Promise<void> {
  const { state, identityInQuestion, findings } = await readPreflight(act, request);
  const done = state === 'open' || state === 'clear';
  if (!done && state !== 'failed' && act.now.getTime() < notBefore.getTime() + WAIT_MS)
    throw careProblems.sendingTooEarly({ detail: 'Nothing was sent yet: its pages are being gone over.' });
  const elses = findings.filter((finding) => isOpen(finding) && SOMEBODY_ELSES.includes(finding.kind));
  if (done && elses.length === 0 && !identityInQuestion) return;
  throw problems.preflightOpen({
    detail: 'Nothing was sent: a page may be somebody else’s. Settle it under “Pages”, then hand the packet over.',
  });
}
