import { Readable } from 'node:stream';
import { Zip, ZipPassThrough } from 'fflate';
import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import type { Services } from '../../../platform/services.ts';
import { findVolume } from '../find-volume.ts';
import { loadDispatch } from './load-dispatch.ts';
import { dispatchProblems } from './problems.ts';

export interface MediumImage {
  readonly number: string;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly blob: BlobRef }[];
  readonly custodian: string;
}

/** What goes on the medium: every volume as it leaves, and a list of their checksums. @throws release/dispatch-unknown */
export async function findImage(act: Act, input: { disclosureId: string }): Promise<MediumImage> {
  const { row, request, outcome } = await loadDispatch(act, input.disclosureId);
  if (row.way !== 'medium')
    throw dispatchProblems.dispatchUnknown({ detail: 'This one goes on paper: print its volumes from the case.' });
  if (outcome === 'not-handed-over')
    throw dispatchProblems.dispatchEnded({ detail: 'Nothing was fetched: this dispatch was given up.' });
  const disclosure = await act.tx
    .selectFrom('release.disclosure')
    .select('packet_id')
    .where('patient_id', '=', row.patient_id)
    .where('id', '=', input.disclosureId)
    .executeTakeFirstOrThrow();
  const files: MediumImage['files'][number][] = [];
  for (let volume = 1; ; volume++) {
    const found = await findVolume(act, { patientId: row.patient_id, packetId: disclosure.packet_id ?? '', volume });
    if (found === undefined) break;
    files.push({ name: `${row.number}-${volume}.pdf`, ...found });
  }
  act.note({ subjectIds: [input.disclosureId], count: files.length });
  return { number: row.number, files, custodian: request.facility.legalEntityName };
}

/** One file to be unpacked onto the medium, streamed: the volumes are compressed already and are stored as they lie. */
export function packImage(services: Pick<Services, 'blobs'>, image: MediumImage): Readable {
  async function* pack() {
    const ready: Uint8Array[] = [];
    const zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      ready.push(chunk);
    });
    const add = async function* (name: string, content: AsyncIterable<Uint8Array> | Uint8Array[]) {
      const file = new ZipPassThrough(name);
      zip.add(file);
      for await (const chunk of content) {
        file.push(chunk);
        yield* ready.splice(0);
      }
      file.push(new Uint8Array(0), true);
      yield* ready.splice(0);
    };
    for (const { name, blob } of image.files)
      yield* add(`${image.number}/${name}`, services.blobs.open(blob) as AsyncIterable<Uint8Array>);
    yield* add(`${image.number}/CHECKSUMS.sha256`, [
      Buffer.from(image.files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')),
    ]);
    yield* add(`${image.number}/READ-ME.txt`, [Buffer.from(readMe(image))]);
    zip.end();
    yield* ready.splice(0);
  }
  return Readable.from(pack(), { objectMode: false });
}

/** Names no patient: it can be read by whoever finds the medium. */
function readMe({ number, files, custodian }: MediumImage): string {
  return [
    `Packet ${number} of ${custodian}: ${files.length} PDF file${files.length === 1 ? '' : 's'}, encrypted with AES-256.`,
    'The passcode comes by another way. Any PDF reader opens the files with it.',
    'CHECKSUMS.sha256 tells whether a file is as it was sent (sha256sum -c CHECKSUMS.sha256).',
    'If this is not meant for you, do not open it; send it back or destroy it, and tell the sender.',
    '',
  ].join('\r\n');
}
