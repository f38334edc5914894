import type { Act } from '../../../platform/act.ts';
import { type BlobRef, nameBlobs } from '../../../platform/blobs/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { searchPatients } from '../../patients/index.ts';
import { closeItem, openItem, takeItem } from '../../worklist/index.ts';
import { choosePages } from '../choose-pages.ts';
import type { Item } from '../load-item.ts';
import { problems } from '../problems.ts';
import { queuePart } from '../queue-part.ts';
import { derivePendingKeys, parseName, type PendedIdentifiers } from './derive-pending-keys.ts';
import { type DigestedKey, digestKeys } from './digest-keys.ts';
import { endPending } from './end-pending.ts';

/** After this it is reported: whoever it is should have been registered. */
const REPORTED_AFTER_MS = 24 * 3_600_000;
const MAX_BYTES = 16_384;
const SHORTEST_NUMBER = 3;
const MOST_FOUND = 10;

export interface PreparedPending {
  readonly slot: string;
  readonly identifiers: BlobRef;
  readonly keys: readonly DigestedKey[];
}

/**
 * Outside the transaction: the identifiers, encrypted, and what they are found by.
 * @throws intake/too-little-read
 */
export async function preparePending(
  services: Pick<Services, 'keyring' | 'blobs'>,
  read: PendedIdentifiers,
): Promise<PreparedPending> {
  const enough = (text: string | undefined) => (text ?? '').trim().length >= SHORTEST_NUMBER;
  const keys = derivePendingKeys({
    names: read.name === undefined ? [] : [parseName(read.name)],
    birthDate: read.birthDate,
    mrns: enough(read.mrn) ? [read.mrn ?? ''] : [],
    visitNumbers: enough(read.visitNumber) ? [read.visitNumber ?? ''] : [],
  });
  if (keys.length === 0)
    throw problems.tooLittleRead({
      detail:
        'Nothing was changed. Give the record number, the visit number, or first and last name with the birth date: else nobody would be found when the patient is registered.',
      at: 'mrn',
    });
  const slot = services.keyring.newSlot();
  const identifiers = await services.blobs.put(slot, Buffer.from(JSON.stringify(read)), { maxBytes: MAX_BYTES });
  return { slot, identifiers, keys: await digestKeys(services.keyring, keys) };
}

/**
 * The patient is not registered yet: the document to be waits apart and comes back by itself when somebody of these
 * identifiers is registered. Nothing files itself.
 * @throws intake/part-not-found, intake/pages-settled, worklist/taken
 */
export async function pendPart(
  act: Act,
  input: { partId: string; read: PendedIdentifiers; reason?: string | undefined },
  prepared: PreparedPending,
): Promise<{ dueAt: string }> {
  const { item } = await choosePages(act, { partId: input.partId }, { lock: true });
  await takeItem(act, { kind: 'intake.to-index', subjectId: input.partId });
  await endPending(act, input.partId, 'returned');
  await nameBlobs(act, [prepared.identifiers]);
  const id = newId();
  const dueAt = new Date(act.now.getTime() + REPORTED_AFTER_MS);
  await act.tx
    .insertInto('intake.pending')
    .values({
      id,
      part_id: input.partId,
      facility_id: item.facilityId,
      labels: item.labels,
      key_slot: prepared.slot,
      identifiers_address: prepared.identifiers.address,
      reason: (input.reason ?? '').trim() || 'Patient not registered yet',
      pended_at: act.now,
      pended_by: act.actor.id,
      due_at: dueAt,
    })
    .execute();
  await act.tx
    .insertInto('intake.pending_key')
    .values(prepared.keys.map((key) => ({ pending_id: id, facility_id: item.facilityId, labels: item.labels, ...key })))
    .execute();
  await closeItem(act, { kind: 'intake.to-index', subjectId: input.partId, outcome: 'pended' });
  await openItem(act, {
    kind: 'intake.pended',
    module: 'intake',
    subjectId: input.partId,
    facilityId: item.facilityId,
    labels: BigInt(item.labels),
    permission: 'intake/index',
    // After whatever can be worked on now; reported by its due time.
    priority: 8,
    dueAt,
  });
  act.note({ subjectIds: [input.partId], count: 1, detail: { kinds: [...new Set(prepared.keys.map((k) => k.kind))] } });
  act.emit('intake.pended', { partId: input.partId });
  for (const patientId of await registeredSince(act, input.read, item))
    act.enqueue('intake.match-pending', { patientId }, { key: `match-pending-${patientId}` });
  return { dueAt: dueAt.toISOString() };
}

/** Registered between the arrival of the paper and this moment: no news of them will come any more. */
async function registeredSince(act: Act, read: PendedIdentifiers, item: Item): Promise<string[]> {
  const queries = [
    ...((read.mrn ?? '').trim().length < SHORTEST_NUMBER ? [] : [{ mrn: read.mrn }]),
    ...(read.name === undefined || read.birthDate === undefined
      ? []
      : [{ names: read.name.split(/[\s,]+/), birthDate: read.birthDate }]),
  ];
  const found = new Set<string>();
  for (const query of queries) {
    const { patients } = await searchPatients(act, query, { order: 'mdy', limit: MOST_FOUND });
    for (const { id } of patients) found.add(id);
  }
  if (found.size === 0) return [];
  const rows = await act.tx
    .selectFrom('patients.patient')
    .select('id')
    .where('id', 'in', [...found])
    .where('registered_at', '>=', item.receivedAt)
    .execute();
  return rows.map(({ id }) => id);
}

/** Back to the index queue without a registration. @throws intake/not-pended */
export async function unpendPart(act: Act, partId: string): Promise<void> {
  await takeItem(act, { kind: 'intake.pended', subjectId: partId });
  if (!(await endPending(act, partId, 'returned')))
    throw problems.notPended({ detail: 'Nothing was changed. It is back in the index queue already, or settled.' });
  await queuePart(act, partId);
  act.note({ subjectIds: [partId], count: 1 });
  act.emit('intake.unpended', { partId, how: 'returned' });
}
