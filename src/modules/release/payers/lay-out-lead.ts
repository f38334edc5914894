import { createHash } from 'node:crypto';
import type { Services } from '../../../platform/services.ts';
import { imagesOut } from '../lay-out.ts';
import type { PacketDocument } from '../packet/packet-input.ts';
import type { LeadPaper } from './front-of-packet.ts';

/** Puts the pictures of the requester's own pages into the folder of the packet. */
export async function layOutLead(
  services: Pick<Services, 'blobs'>,
  lead: LeadPaper,
  folder: string,
): Promise<PacketDocument> {
  const out = await imagesOut(services, lead.images, folder, 'lead');
  const hash = createHash('sha256');
  for (const sha256 of out.hashes) hash.update(sha256);
  return {
    documentId: lead.id,
    title: 'Letter of the requester',
    date: '',
    author: lead.author,
    pages: lead.images.length,
    sourceSha256: hash.digest('hex'),
    images: out.images,
    bytes: out.bytes,
  };
}
