import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import type { EnclosedLetter } from '../../correspondence/index.ts';
import { assembleWithImages } from '../assemble-packet.ts';
import { CONFIDENTIALITY, sentence } from '../derive-cover.ts';
import { findSources, type PacketSource } from '../find-sources.ts';
import { gatherDocuments } from '../gather-documents.ts';
import { layOut } from '../lay-out.ts';
import { type PacketInput, PACKET_LIMITS } from '../packet/packet-input.ts';
import { patientOnCover, redisclosureNotice } from '../plan-packet.ts';
import { problems as releaseProblems } from '../problems.ts';
import { withScratch } from '../scratch.ts';
import type { LoadedRecall, RecallRecipient } from './load-recall.ts';
import { recallProblems as problems } from './problems.ts';

/** What is put behind a letter: where its pages lie, and what stands on its cover. */
export interface Enclosure {
  readonly versionId: string;
  readonly sources: readonly PacketSource[];
  readonly front: Omit<PacketInput, 'documents' | 'lead'>;
}

/**
 * The corrected document as it goes behind the letter to one recipient. What was blacked out of the former version is not
 * blacked out of this one, so it goes by the case then.
 * @throws release/recall-redacted, release/beyond-sight
 */
export async function planEnclosure(
  act: Act,
  recall: LoadedRecall,
  { handOver }: RecallRecipient,
  address: readonly string[],
): Promise<Enclosure> {
  const { document, patientId, facility, today } = recall;
  await mustNotBeRedacted(act, recall);
  const gathered = await gatherDocuments(act, document.patientId, [document.id]);
  if (gathered.length === 0)
    throw releaseProblems.beyondSight({
      detail: 'Nothing was sent. Somebody who may see the corrected document must tell them.',
    });
  const part2 = gathered.some(({ facts }) => facts.labels.includes('substance-use-part2'));
  return {
    versionId: document.currentVersionId,
    sources: await findSources(act, document.patientId, [{ mark: null }], gathered),
    front: {
      packetNumber: handOver.packetNumber === null ? 'Correction' : `${handOver.packetNumber} corrected`,
      requestNumber: handOver.packetNumber ?? 'Correction',
      releasedOn: today,
      custodian: {
        name: facility.legalEntityName,
        facility: facility.name,
        address: [],
        fictional: facility.fictional,
      },
      patient: await patientOnCover(act, { patientId }),
      requester: {
        name: handOver.recipientName,
        ...(handOver.recipientOrganisation === null ? {} : { organisation: handOver.recipientOrganisation }),
        address,
      },
      basis: sentence(handOver.basis),
      purpose: `Corrected version of what was sent on ${handOver.disclosedOn}`,
      notices: [
        CONFIDENTIALITY,
        ...(part2 && handOver.basis !== 'to-individual' ? [await redisclosureNotice(act, today)] : []),
      ],
    },
  };
}

async function mustNotBeRedacted(act: Act, { document }: LoadedRecall): Promise<void> {
  const row = await act.tx
    .selectFrom('release.redaction as r')
    .leftJoin('release.redaction_undoing as u', (join) =>
      join.onRef('u.patient_id', '=', 'r.patient_id').onRef('u.redaction_id', '=', 'r.id'),
    )
    .select('r.id')
    .where('r.document_id', '=', document.id)
    .where('u.redaction_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined)
    throw problems.recallRedacted({
      detail:
        'Nothing was sent: of the corrected version nothing is blacked out yet. Leave the recipient out here, with that reason, and send it as a supplement of the case.',
    });
}

/** One file: the letter, a cover, and the pages of the corrected document. @throws release/recall-unenclosed */
export function encloseIn(
  services: Pick<Services, 'blobs' | 'settings'>,
  { sources, front }: Enclosure,
  letter: EnclosedLetter,
): Promise<EnclosedLetter> {
  return withScratch(services.settings, `recall-${newId()}`, async (folder) => {
    await writeFile(join(folder, 'letter.pdf'), letter.pdf, { mode: 0o600 });
    const lead = {
      documentId: newId(),
      title: 'Letter',
      date: '',
      author: front.custodian.name,
      pages: letter.pages,
      sourceSha256: createHash('sha256').update(letter.pdf).digest('hex'),
      original: 'letter.pdf',
      bytes: letter.pdf.length,
    };
    const laid = await layOut(services, sources, folder);
    const made = await assembleWithImages(services, laid, folder, (documents) => ({
      ...front,
      lead,
      documents,
      limits: { pages: PACKET_LIMITS.pagesPerVolume },
    }));
    const [volume, ...more] = made.state === 'assembled' ? made.manifest.volumes : [];
    if (made.state !== 'assembled' || volume === undefined || more.length > 0)
      throw problems.recallUnenclosed({
        detail:
          'Nothing was sent: the pages of the document cannot be copied, or are too many for one envelope. Leave the recipient out here and send it as a supplement of the case.',
      });
    return { pdf: await readFile(join(folder, volume.file)), pages: made.manifest.pages };
  });
}
