import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import type { Queries } from '../../../platform/db/database.ts';
import { newId } from '../../../platform/ids.ts';
import type { JobContext } from '../../../platform/module.ts';
import { listEncounters } from '../../encounters/index.ts';
import { personOf, readPatient } from '../../patients/index.ts';
import { queuePart } from '../queue-part.ts';
import { derivePendingKeys, type PendingKey } from './derive-pending-keys.ts';
import { type DigestedKey, digestKeys } from './digest-keys.ts';
import { endPending } from './end-pending.ts';

/** Visits of a patient that are looked at; a person just registered has few. */
const MOST_VISITS = 50;
const MOST_MATCHES = 100;
const ENGINE = 'chartkeeper-pending 1';
const SURE = { both: 0.9, number: 0.8, name: 0.6 };

/** Somebody was registered or changed: looked into only while something waits, so that an import costs nothing. */
export async function lookForPended(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, survivorId } = event.payload as { patientId?: string; survivorId?: string };
  const of = patientId ?? survivorId;
  if (of === undefined) return;
  if (await doesAnyWait(act.tx)) act.enqueue('intake.match-pending', { patientId: of }, { key: `match-pending-${of}` });
}

export async function doesAnyWait(queries: Queries): Promise<boolean> {
  const waits = await queries.selectFrom('intake.pending_key').select('pending_id').limit(1).executeTakeFirst();
  return waits !== undefined;
}

/** As a job, since the digests need the keyring: whoever waits under a key of this patient comes back to the index desk. */
export async function matchPending({ services, act: acting }: JobContext, patientId: string): Promise<void> {
  const of = { kind: 'patient', id: patientId, patientId };
  const keys = await acting({ verb: 'intake.look-for-pending', subject: of }, (act) => keysOf(act, patientId));
  const digested = await digestKeys(services.keyring, keys);
  await acting({ verb: 'intake.match-pending', subject: of }, (act) => wake(act, patientId, digested));
}

async function keysOf(act: Act, patientId: string): Promise<PendingKey[]> {
  const person = personOf(await readPatient(act, patientId));
  const visits = await listEncounters(act, patientId);
  return derivePendingKeys({
    names: person.names,
    birthDate: person.birthDate,
    mrns: person.mrns ?? [],
    visitNumbers: visits
      .slice(0, MOST_VISITS)
      .flatMap(({ visitNumber, accountNumber }) => [visitNumber, accountNumber])
      .filter((number) => number !== null),
  });
}

async function wake(act: Act, patientId: string, keys: readonly DigestedKey[]): Promise<void> {
  if (keys.length === 0) return;
  const { rows } = await sql<{ id: string; part_id: string; facility_id: string; labels: string; agrees: string[] }>`
    SELECT p.id, p.part_id, p.facility_id, p.labels::text, array_agg(DISTINCT k.kind) AS agrees
    FROM unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.key)}::text[]) AS wanted (kind, key)
    JOIN intake.pending_key k ON k.kind = wanted.kind AND k.key = wanted.key
    JOIN intake.pending p ON p.id = k.pending_id AND p.ended_at IS NULL
    GROUP BY p.id ORDER BY p.pended_at LIMIT ${MOST_MATCHES}`.execute(act.tx);
  for (const { id, part_id: partId, facility_id, labels, agrees } of rows) {
    await act.tx
      .insertInto('intake.pending_match')
      .values({
        ...{ pending_id: id, patient_id: patientId, part_id: partId, facility_id, labels },
        ...{ agrees, matched_at: act.now },
      })
      .onConflict((conflict) => conflict.columns(['patient_id', 'pending_id']).doNothing())
      .execute();
    await proposeMatch(act, partId, patientId, agrees);
    await endPending(act, partId, 'registered');
    await queuePart(act, partId);
    act.emit('intake.unpended', { partId, how: 'registered' });
  }
  act.note({ patientIds: [patientId], subjectIds: rows.map((row) => row.part_id), count: rows.length });
}

/** The desk shows the newest proposals of a document, so what was proposed before goes along; never filed by itself. */
async function proposeMatch(act: Act, partId: string, patientId: string, agrees: readonly string[]): Promise<void> {
  const place = await act.tx
    .selectFrom('intake.part_page as place')
    .innerJoin('intake.item as item', 'item.id', 'place.item_id')
    .select(['item.id', 'item.facility_id', 'item.labels'])
    .where('place.part_id', '=', partId)
    .orderBy('place.position')
    .limit(1)
    .executeTakeFirst();
  if (place === undefined) return;
  const { rows: before } = await sql<{
    field: string;
    value: string;
    confidence: number;
    evidence: object;
    engine: string;
  }>`
    SELECT field, value, confidence, evidence, engine FROM intake.proposal p WHERE part_id = ${partId}
      AND proposed_at = (SELECT max(proposed_at) FROM intake.proposal WHERE part_id = ${partId})
      AND NOT (field = 'patient' AND value = ${patientId})`.execute(act.tx);
  const byNumber = agrees.some((kind) => kind !== 'name-birth');
  const byName = agrees.includes('name-birth');
  const confidence = byNumber && byName ? SURE.both : byNumber ? SURE.number : SURE.name;
  const how = ['registered since', ...agrees].join(' and ');
  const rows = [...before, { field: 'patient', value: patientId, confidence, evidence: { how }, engine: ENGINE }];
  await act.tx
    .insertInto('intake.proposal')
    .values(
      rows.map((row) => ({
        ...row,
        ...{ id: newId(), item_id: place.id, part_id: partId, facility_id: place.facility_id, labels: place.labels },
        evidence: JSON.stringify(row.evidence),
        proposed_at: act.now,
      })),
    )
    .execute();
}
