import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { RequestContext } from '../../platform/http/route.ts';
import { newId } from '../../platform/ids.ts';
import { findBlob } from './find-volume.ts';
import { readPacketNumber, verifyPacket } from './packet/assemble.ts';
import type { PacketManifest } from './packet/packet-input.ts';
import type { Verification } from './packet/verify-packet.ts';
import { problems } from './problems.ts';
import { readFingerprints } from './seal/show-seals.ts';
import { withScratch } from './scratch.ts';

const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

export interface PacketVerification extends Verification {
  readonly packetNumber: string;
}

interface GivenFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Holds the files of a packet against the manifest kept when it was made. Which packet they are is found by their SHA-256,
 * else by the number they say they have; every page is then compared by what it shows.
 * @throws release/no-file, release/not-ours
 */
export function verifyPacketFiles(context: RequestContext): Promise<PacketVerification> {
  const { services, request } = context;
  const ask = <T>(fn: (act: Act) => Promise<T>) =>
    services.acting.act(request.actContext, { verb: 'release.verify-packet', permission: 'release/read' }, fn);
  return withScratch(services.settings, `verify-${newId()}`, async (folder) => {
    const { files, passcode } = await takeFiles(context, folder);
    const byHash = await ask((act) => findByHash(act, files));
    const said = byHash === undefined ? await readNumber(files, folder, passcode) : undefined;
    const kept = byHash ?? (said === undefined ? undefined : await ask((act) => findByNumber(act, said)));
    if (kept === undefined)
      throw problems.notOurs({
        detail:
          'Nothing was verified. Either the file was not made here, it is a packet you may not see, or it is encrypted and needs its passcode.',
      });
    const manifest = JSON.parse(
      (await services.blobs.read(kept, MAX_MANIFEST_BYTES)).toString('utf8'),
    ) as PacketManifest; // as assemble-packet.ts wrote it
    const ordered = await inOrder(files, manifest, folder, passcode);
    const certificates = await ask(readFingerprints);
    return {
      packetNumber: manifest.packetNumber,
      ...(await verifyPacket(ordered, manifest, folder, passcode, certificates)),
    };
  });
}

async function takeFiles({ request }: RequestContext, folder: string) {
  const files: GivenFile[] = [];
  let passcode: string | undefined;
  if (request.isMultipart())
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (part.fieldname === 'passcode' && typeof part.value === 'string') passcode = part.value;
        continue;
      }
      const path = join(folder, `given-${files.length + 1}.pdf`);
      const hash = createHash('sha256');
      const hashing = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(part.file, hashing, createWriteStream(path, { mode: 0o600 }));
      files.push({ path, sha256: hash.digest('hex') });
    }
  if (files.length === 0) throw problems.noFile({ detail: 'Nothing was verified. Give the PDF files of one packet.' });
  return { files, passcode };
}

async function findByHash(act: Act, files: readonly GivenFile[]): Promise<BlobRef | undefined> {
  const row = await act.tx
    .selectFrom('release.packet_volume as v')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'v.patient_id').onRef('p.id', '=', 'v.packet_id'),
    )
    .select(['p.id', 'p.patient_id', 'p.manifest_address'])
    .where(
      'v.sha256',
      'in',
      files.map(({ sha256 }) => sha256),
    )
    .limit(1)
    .executeTakeFirst();
  return noteFound(act, row);
}

async function findByNumber(act: Act, number: string): Promise<BlobRef | undefined> {
  const row = await act.tx
    .selectFrom('release.packet')
    .select(['id', 'patient_id', 'manifest_address'])
    .where('number', '=', number)
    .executeTakeFirst();
  return noteFound(act, row);
}

async function noteFound(
  act: Act,
  row: { id: string; patient_id: string; manifest_address: string | null } | undefined,
): Promise<BlobRef | undefined> {
  if (row === undefined || row.manifest_address === null) return undefined;
  act.note({ patientIds: [row.patient_id], subjectIds: [row.id] });
  return findBlob(act, row.manifest_address);
}

async function readNumber(
  files: readonly GivenFile[],
  folder: string,
  passcode: string | undefined,
): Promise<string | undefined> {
  for (const { path } of files) {
    const said = await readPacketNumber(path, folder, passcode);
    if (said !== undefined) return said.packetNumber;
  }
  return undefined;
}

/** The files in the order of the volumes: by hash, else by what each says it is, else where there is room. */
async function inOrder(
  files: readonly GivenFile[],
  manifest: PacketManifest,
  folder: string,
  passcode: string | undefined,
): Promise<string[]> {
  const ordered: string[] = [];
  for (const { path, sha256 } of files) {
    const volume =
      manifest.volumes.find((each) => each.sha256 === sha256)?.volume ??
      (await readPacketNumber(path, folder, passcode))?.volume ??
      manifest.volumes.find((each) => ordered[each.volume - 1] === undefined)?.volume ??
      1;
    ordered[volume - 1] = path;
  }
  return ordered;
}
