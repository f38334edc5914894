import { sql } from 'kysely';
import type { Act, EmittedEvent, WithinSubscriber } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';

interface Told {
  readonly tells: 'identity' | 'documents';
  readonly event: string;
  readonly patientId: string;
  readonly otherId: string | null;
  readonly versionId: string | null;
  readonly mergeId?: string;
}

/** Marks what an act changes as said by a feed: who said it is not told it again, and nobody else is told by us. */
export function saidByFeed(act: Act): Act {
  return { ...act, emit: (name, payload) => act.emit(name, { ...payload, saidByFeed: true }) };
}

const TOLD: Readonly<Record<string, (payload: EmittedEvent['payload']) => readonly Told[]>> = {
  'patients.registered': (payload) => [identity('A28', payload['patientId'])],
  'patients.changed': (payload) => [identity('A31', payload['patientId'])],
  'patients.merged': (payload) => [
    { ...identity('A40', payload['survivorId']), otherId: String(payload['retiredId']), ...mergeOf(payload) },
  ],
  // HL7 has no event that takes an A40 back: the one that stayed is said without the numbers that go, then they are registered.
  'patients.unmerged': (payload) => [
    { ...identity('A31', payload['survivorId']), ...mergeOf(payload) },
    { ...identity('A28', payload['patientId']), ...mergeOf(payload) },
  ],
  'documents.filed': (payload) => [document('T02', payload)],
  'documents.version-added': (payload) => [document('T08', payload)],
  'documents.entered-in-error': (payload) => [document('T11', payload)],
};

/** In the transaction of the change, so that neither stands without the other. */
export const outboundWithin: Readonly<Record<string, WithinSubscriber>> = Object.fromEntries(
  Object.entries(TOLD).map(([name, tell]) => [
    name,
    async (act: Act, event: EmittedEvent) => {
      if (event.payload['saidByFeed'] === true) return;
      for (const told of tell(event.payload)) await queue(act, event, told);
    },
  ]),
);

async function queue(act: Act, event: EmittedEvent, told: Told): Promise<void> {
  const { tells, event: code, patientId, otherId, versionId, mergeId = null } = told;
  const destinations = await act.tx
    .selectFrom('hl7v2.destination')
    .select('id')
    .where('stopped_at', 'is', null)
    .where(sql<boolean>`tells @> ARRAY[${tells}]::text[]`)
    .orderBy('id')
    .execute();
  if (destinations.length === 0) return;
  const concerned =
    otherId !== null && tells === 'documents' ? await whoMayHear(act, code, otherId, destinations) : destinations;
  if (concerned.length === 0) return;
  await act.tx
    .insertInto('hl7v2.outbound')
    .values(
      concerned.map(({ id }) => ({
        ...{ id: newId(), destination_id: id, cause: event.id, event: code },
        ...{ subject_id: patientId, other_id: otherId, version_id: versionId, merge_id: mergeId },
        ...{ queued_at: act.now, state: 'waiting' },
      })),
    )
    .execute();
  for (const { id } of concerned) enqueueSending(act, id);
}

export function enqueueSending(act: Act, destinationId: string): void {
  act.enqueue(
    'hl7v2.send',
    { destinationId },
    { key: `hl7v2.send ${destinationId}`, queue: `hl7v2 to ${destinationId}` },
  );
}

/**
 * What has a label of its own goes nowhere by itself: a person releases it. A withdrawal, which may label the document, goes
 * to all who were told of it.
 */
async function whoMayHear<T extends { readonly id: string }>(
  act: Act,
  event: string,
  documentId: string,
  destinations: readonly T[],
): Promise<readonly T[]> {
  if (event === 'T11') {
    const told = await act.tx
      .selectFrom('hl7v2.outbound')
      .select('destination_id')
      .distinct()
      .where('other_id', '=', documentId)
      .execute();
    const heard = new Set(told.map((row) => row.destination_id));
    return destinations.filter(({ id }) => heard.has(id));
  }
  const row = await act.tx
    .selectFrom('documents.document')
    .select('labels')
    .where('id', '=', documentId)
    .executeTakeFirst();
  return row === undefined || BigInt(row.labels) !== 0n ? [] : destinations;
}

function identity(event: string, patientId: unknown): Told {
  return { tells: 'identity', event, patientId: String(patientId), otherId: null, versionId: null };
}

function mergeOf(payload: EmittedEvent['payload']): { mergeId: string } {
  return { mergeId: String(payload['mergeId']) };
}

function document(event: string, payload: EmittedEvent['payload']): Told {
  return {
    ...{ tells: 'documents', event, patientId: String(payload['patientId']), otherId: String(payload['documentId']) },
    versionId: typeof payload['versionId'] === 'string' ? payload['versionId'] : null,
  };
}
