import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import { openUnit } from '../documents/index.ts';
import { loadRequest } from './load-request.ts';
import type { NotAssembled } from './packet/packet-input.ts';
import type { PacketPlan } from './plan-packet.ts';
import { refreshWorklist } from './refresh-worklist.ts';

export interface SealedVolume {
  readonly volume: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly firstPage: number;
  readonly lastPage: number;
  readonly blob: BlobRef;
}

export interface FinishedPacket {
  readonly patientId: string;
  readonly packetId: string;
  readonly plan: PacketPlan;
  readonly slot: string;
  readonly volumes: readonly SealedVolume[];
  readonly manifest: BlobRef;
  readonly passcode: BlobRef | undefined;
  readonly pages: number;
  readonly sealedWith: string | undefined;
  readonly fromImages: readonly NotAssembled[];
}

/**
 * The packet lies ready: its unit, the names of its blobs, hashes and manifest in one transaction. What was sent back while
 * it was made is given up instead; made twice, the first stays.
 */
export async function finishPacket(act: Act, done: FinishedPacket): Promise<void> {
  const { plan } = done;
  const request = await loadRequest(act, plan.requestId, 'any-work');
  if (await isSettled(act, done)) return;
  if (request.ids.packet !== done.packetId || request.facts.cancelled || request.facts.closed)
    return failPacket(act, done, 'release/scope-outdated', []);
  const unitId = await openUnit(act, {
    patientId: plan.patientId,
    facilityId: plan.facilityId,
    labels: plan.labels,
    kind: 'dataset',
    // Kept as long as the authorization it rests on: six years (45 CFR 164.530(j)).
    series: 'privacy-documentation',
    serviceFrom: plan.today,
    closedOn: plan.today,
    keySlot: done.slot,
  });
  const blobs = [
    ...done.volumes.map(({ blob }) => blob),
    done.manifest,
    ...(done.passcode === undefined ? [] : [done.passcode]),
  ];
  await act.tx
    .insertInto('platform.blob')
    .values(blobs.map((blob) => ({ ...blob, at: act.now })))
    .execute();
  await act.tx
    .insertInto('release.packet_volume')
    .values(
      done.volumes.map((volume) => ({
        patient_id: plan.patientId,
        id: newId(),
        facility_id: plan.facilityId,
        labels: plan.labels,
        packet_id: done.packetId,
        volume: volume.volume,
        sha256: volume.sha256,
        bytes: volume.bytes,
        first_page: volume.firstPage,
        last_page: volume.lastPage,
        blob_address: volume.blob.address,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
  await act.tx
    .updateTable('release.packet')
    .set({
      assembled_at: act.now,
      released_on: plan.today,
      unit_id: unitId,
      pages: done.pages,
      sealed_with: done.sealedWith ?? null,
      manifest_address: done.manifest.address,
      passcode_address: done.passcode?.address ?? null,
      from_images: JSON.stringify(done.fromImages),
    })
    .where('patient_id', '=', done.patientId)
    .where('id', '=', done.packetId)
    .execute();
  act.note({
    patientIds: [plan.patientId],
    subjectIds: [done.packetId],
    count: plan.sources.length,
    detail: { pages: done.pages, sha256: done.volumes.map(({ sha256 }) => sha256), fromImages: done.fromImages.length },
  });
  act.emit('release.packet-ready', { requestId: plan.requestId, patientId: plan.patientId, packetId: done.packetId });
  await refreshWorklist(act, plan.requestId);
}

/** The packet is given up: a person sees which documents are to blame, mends it, and has it assembled again. */
export async function failPacket(
  act: Act,
  packet: { patientId: string; packetId: string },
  code: string,
  documents: readonly NotAssembled[],
): Promise<void> {
  const failed = await act.tx
    .updateTable('release.packet')
    .set({ failed_at: act.now, failed_code: code, failed_documents: JSON.stringify(documents) })
    .where('patient_id', '=', packet.patientId)
    .where('id', '=', packet.packetId)
    .where('assembled_at', 'is', null)
    .where('failed_at', 'is', null)
    .returning('request_id')
    .executeTakeFirst();
  if (failed === undefined) return;
  act.note({
    patientIds: [packet.patientId],
    subjectIds: [packet.packetId],
    detail: { code, documents: documents.length },
  });
  act.emit('release.packet-failed', {
    requestId: failed.request_id,
    patientId: packet.patientId,
    packetId: packet.packetId,
    code,
  });
  await refreshWorklist(act, failed.request_id);
}

async function isSettled(act: Act, packet: { patientId: string; packetId: string }): Promise<boolean> {
  const row = await act.tx
    .selectFrom('release.packet')
    .select(['assembled_at', 'failed_at'])
    .where('patient_id', '=', packet.patientId)
    .where('id', '=', packet.packetId)
    .executeTakeFirst();
  return row === undefined || row.assembled_at !== null || row.failed_at !== null;
}
