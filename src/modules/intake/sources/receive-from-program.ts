import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import { type Received, receiveItem, type StoredFile } from '../receive-item.ts';
import { findSource } from './load-source.ts';
import { takeOnce } from './record-arrival.ts';
import type { Source } from './source.ts';

/** The source that a program names. @throws intake/source-unknown */
export async function programSource(act: Act, input: { key: string }): Promise<Source> {
  const source = await findSource(act, { key: input.key, kinds: ['rest'] });
  if (source?.disabledAt === null) return source;
  throw problems.sourceUnknown({ detail: 'Nothing was taken in. No program source in use has this short name.' });
}

/** One file of a program. Its Idempotency-Key makes it happen once; what comes again without one is a duplicate, linked and shown. */
export async function receiveFromProgram(act: Act, source: Source, file: StoredFile): Promise<Received> {
  let received: Received | undefined;
  const facts = { sourceId: source.id, facilityId: source.facilityId, digest: file.blob.digest };
  await takeOnce(act, { ...facts, externalId: file.blob.address, sender: act.actor.name }, async () => {
    received = await receiveItem(act, {
      file,
      facilityId: source.facilityId,
      source: 'rest',
      sourceId: source.id,
      sourceDetail: act.actor.name,
    });
    return { itemIds: [received.id] };
  });
  if (received === undefined) throw new Error('a blob of its own address cannot have been taken before');
  return received;
}
