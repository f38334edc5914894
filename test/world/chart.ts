import type { BlobRef } from '../../src/platform/blobs/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { type FileDocument, fileDocument, type FiledDocument } from '../../src/modules/documents/index.ts';
import { FACILITY, START, type World } from './world.ts';

/** A registration with nothing but its place in the world: for tests of what hangs on a patient. */
export async function arrangePatient(
  world: World,
  more: { labels?: bigint; facilityId?: string; survivorId?: string } = {},
): Promise<string> {
  const id = newId();
  const facility = more.facilityId ?? FACILITY;
  await world.sql(
    'INSERT INTO patients.patient (id, facility_id, labels, registered_at, registered_by, origin) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, facility, more.labels ?? 0n, START, 'test', 'desk'],
  );
  await world.sql(
    'INSERT INTO patients.member (patient_id, survivor_id, facility_id, labels) VALUES ($1, $2, $3, $4)',
    [id, more.survivorId ?? id, facility, more.labels ?? 0n],
  );
  return id;
}

export async function arrangeEncounter(
  world: World,
  patientId: string,
  more: { facilityId?: string } = {},
): Promise<string> {
  const id = newId();
  await world.sql(
    `INSERT INTO encounters.encounter (patient_id, id, facility_id, class, started_at, origin, recorded_at, recorded_by) VALUES ($1, $2, $3, 'IMP', $4, 'desk', $4, 'test')`,
    [patientId, id, more.facilityId ?? FACILITY, START],
  );
  return id;
}

export async function putBlob(world: World, slot: string, content: string | Uint8Array): Promise<BlobRef> {
  return world.services.blobs.put(slot, typeof content === 'string' ? Buffer.from(content) : content, {
    maxBytes: 50_000_000,
  });
}

/** A document of plain pages, filed by the product itself, with text and (a stand-in for) an image of each page. */
export async function arrangeDocument(
  world: World,
  patientId: string,
  more: Partial<Omit<FileDocument, 'patientId' | 'keySlot' | 'pages' | 'renditions'>> & {
    texts?: readonly string[];
  } = {},
): Promise<FiledDocument> {
  const { texts = ['The patient is well.'], ...facts } = more;
  const keySlot = world.services.keyring.newSlot();
  const original = await putBlob(world, keySlot, `original of ${texts.join('\n')}`);
  const pages: FileDocument['pages'][number][] = [];
  for (const text of texts)
    pages.push({
      text,
      width: 850,
      height: 1100,
      confidence: 93,
      renditions: [
        { kind: 'text', mediaType: 'text/plain; charset=utf-8', blob: await putBlob(world, keySlot, text) },
        {
          kind: 'page-image',
          mediaType: 'image/png',
          blob: await putBlob(world, keySlot, Buffer.from('89504e470d0a1a0a', 'hex')),
        },
      ],
    });
  return world.system((act) =>
    fileDocument(act, {
      patientId,
      typeCode: 'progress-note',
      date: '2026-11-20',
      receivedVia: 'scan',
      origin: 'desk',
      ...facts,
      keySlot,
      pages,
      renditions: [{ kind: 'original', mediaType: 'application/pdf', fileName: 'scan.pdf', blob: original }],
    }),
  );
}
