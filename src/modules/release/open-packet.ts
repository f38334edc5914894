import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { mustBeReady } from './deliver-packet.ts';
import { findBlob, findVolume } from './find-volume.ts';
import { loadRequest, mustHavePatient } from './load-request.ts';
import { nameOfFile } from './payers/plan-files.ts';
import { problems } from './problems.ts';

/**
 * A volume for whoever prints, copies or posts it: only once the hand-over stands in the disclosure log.
 * @throws release/packet-not-ready, release/log-first, release/link-unknown
 */
export async function openVolume(
  act: Act,
  input: { requestId: string; volume: number },
): Promise<{ blob: BlobRef; fileName: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'read'));
  const packet = await mustBeReady(act, request);
  if (request.facts.handOver !== 'begun' && request.facts.handOver !== 'confirmed')
    throw problems.logFirst({
      detail: 'Nothing was fetched. Begin the hand-over: then it is logged, and the file is given.',
    });
  const found = await findVolume(act, { patientId: request.patientId, packetId: packet.id, volume: input.volume });
  if (found === undefined) throw problems.linkUnknown({ detail: 'The packet has no such volume. Reload the request.' });
  act.note({ subjectIds: [packet.id], count: 1, detail: { volume: input.volume, sha256: found.sha256 } });
  const named = await nameOfFile(act, request, input.volume);
  return { blob: found.blob, fileName: named ?? `${packet.number}-${input.volume}.pdf` };
}

/** Where the passcode of an encrypted packet lies. @throws release/packet-not-ready */
export async function findPasscode(act: Act, input: { requestId: string }): Promise<BlobRef> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'read'));
  const packet = await mustBeReady(act, request);
  const row = await act.tx
    .selectFrom('release.packet')
    .select('passcode_address')
    .where('patient_id', '=', request.patientId)
    .where('id', '=', packet.id)
    .executeTakeFirstOrThrow();
  if (row.passcode_address === null)
    throw problems.packetNotReady({ detail: 'The packet is not encrypted: it opens without a passcode.' });
  act.note({ subjectIds: [packet.id] });
  return findBlob(act, row.passcode_address);
}
