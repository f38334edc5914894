import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { JobContext, JobDefinition } from '../../../platform/module.ts';
import type { JsonObject } from '../read-json.ts';
import { contentHash, type StoredResource, storeResources } from '../store.ts';
import { deriveConsent, labelsOfConsent } from './derive-consent.ts';
import { deriveCorrectedReference, deriveDocumentReference } from './derive-document-reference.ts';
import { deriveCorrectedEncounter, deriveEncounter } from './derive-encounter.ts';
import { findConsents } from './find-consents.ts';
import { findDocuments, findEncounters, type ProjectedDocument } from './find-facts.ts';
import type { ProjectedType } from './queue-projection.ts';
import { type Rewritten, rewriteStored } from './rewrite-stored.ts';

const AT_ONCE = 200;
/** In one run; the next one goes on. */
const MOST_ROUNDS = 500;
/** What fails so often is shown to somebody (`given-up.ts`) and tried when they say so; the log has the reason. */
export const MOST_TRIES = 5;

/**
 * Brings documents and encounters that were made or changed past this interface up to date in `fhir.resource`. The queue
 * is emptied in the act that follows it, so a crash loses nothing; twice the same changes nothing.
 */
export const projectQueued: JobDefinition = {
  name: 'fhir.project',
  // What was queued while a run was ending.
  cron: '* * * * *',
  async run(context) {
    for (let round = 0; round < MOST_ROUNDS && !context.stopping(); round++)
      if ((await projectSome(context)) < AT_ONCE) return;
  },
};

async function projectSome(context: JobContext): Promise<number> {
  if (!(await context.services.acting.lookup(async (queries) => isWaiting(queries)))) return 0;
  try {
    return await project(context, AT_ONCE);
  } catch (error) {
    context.services.log.warn({ err: error }, 'some resources could not be projected together; now one by one');
    return oneByOne(context);
  }
}

async function isWaiting(queries: Parameters<Parameters<JobContext['services']['acting']['lookup']>[0]>[0]) {
  const { rows } = await sql<{
    waiting: boolean;
  }>`SELECT EXISTS (SELECT FROM fhir.to_project WHERE tries < ${MOST_TRIES}) AS waiting`.execute(queries);
  return rows[0]?.waiting === true;
}

/** One that cannot be projected does not stop the others: it goes behind them. */
async function oneByOne(context: JobContext): Promise<number> {
  for (let done = 0; done < AT_ONCE; done++) {
    const taken: Taken[] = [];
    try {
      if ((await project(context, 1, taken)) === 0) return done;
    } catch (error) {
      const [row] = taken;
      if (row === undefined) throw error;
      const { n, type, id } = row;
      context.services.log.error({ err: error, type, id }, 'a resource could not be projected');
      await context.act({ verb: 'fhir.project' }, async (act) => {
        await sql`UPDATE fhir.to_project SET tries = tries + 1 WHERE n = ${n}`.execute(act.tx);
        act.note({ count: 0 });
      });
    }
  }
  return AT_ONCE;
}

interface Taken {
  readonly n: string;
  readonly type: ProjectedType;
  readonly patientId: string;
  readonly id: string;
}

async function project(context: JobContext, most: number, taken: Taken[] = []): Promise<number> {
  return context.act({ verb: 'fhir.project' }, async (act) => {
    const { rows } = await sql<Taken>`DELETE FROM fhir.to_project WHERE n IN (
        SELECT n FROM fhir.to_project WHERE tries < ${MOST_TRIES} ORDER BY tries, n LIMIT ${most} FOR UPDATE SKIP LOCKED)
      RETURNING n, type, subject_id AS "patientId", resource_id AS id`.execute(act.tx);
    taken.push(...rows);
    const wanted = (type: ProjectedType) => [
      ...new Map(rows.filter((row) => row.type === type).map((row) => [row.id, row])).values(),
    ];
    await projectEncounters(act, wanted('Encounter'));
    await projectDocuments(act, wanted('DocumentReference'));
    await projectConsents(act, wanted('Consent'));
    act.note({ count: rows.length, patientIds: [...new Set(rows.map(({ patientId }) => patientId))] });
    return rows.length;
  });
}

async function projectEncounters(act: Act, keys: readonly Taken[]): Promise<void> {
  const encounters = await findEncounters(act, keys);
  const standing = await findStored(
    act,
    'Encounter',
    encounters.map(({ id }) => id),
  );
  await write(
    act,
    encounters.map((encounter) => {
      const stored = standing.get(encounter.id);
      const content =
        stored === undefined || stored.origin === 'desk'
          ? deriveEncounter(encounter, stored?.content)
          : deriveCorrectedEncounter(encounter, stored.content);
      return {
        patientId: encounter.patientId,
        type: 'Encounter',
        id: encounter.id,
        facilityId: encounter.facilityId,
        labels: encounter.labels,
        content,
      };
    }),
    standing,
  );
}

async function projectDocuments(act: Act, keys: readonly Taken[]): Promise<void> {
  const documents = await findDocuments(act, keys);
  const standing = await findStored(
    act,
    'DocumentReference',
    documents.map(({ shownId }) => shownId),
  );
  const known = await encountersOf(act, standing);
  await write(
    act,
    documents.map((document) => {
      const { patientId, facilityId, labels, shownId: id } = document;
      return {
        patientId,
        type: 'DocumentReference',
        id,
        facilityId,
        labels,
        content: said(document, standing.get(id), known),
      };
    }),
    standing,
  );
  for (const { patientId, id, shownId, labels } of documents) {
    const stored = standing.get(shownId);
    if (stored !== undefined && stored.labels !== labels)
      await sql`SELECT fhir.follow_labels(${patientId}::uuid, ${id}::uuid)`.execute(act.tx);
  }
}

/** A later form of a request ends the one before, so all of them are looked at. */
async function projectConsents(act: Act, keys: readonly Taken[]): Promise<void> {
  const consents = await findConsents(
    act,
    keys.map(({ id }) => id),
  );
  const standing = await findStored(
    act,
    'Consent',
    consents.map(({ id }) => id),
  );
  await write(
    act,
    consents.map((consent) => ({
      ...{ patientId: consent.patientId, type: 'Consent', id: consent.id, facilityId: consent.facilityId },
      labels: labelsOfConsent(consent),
      content: deriveConsent(consent, standing.get(consent.id)?.content),
    })),
    standing,
  );
}

function said(document: ProjectedDocument, stored: Stored | undefined, known: ReadonlySet<string>): JsonObject {
  if (stored === undefined) return deriveDocumentReference(document);
  return stored.origin === 'desk' && document.receivedVia !== 'fhir'
    ? deriveDocumentReference(document, stored.content)
    : deriveCorrectedReference(document, stored.content, known);
}

interface Stored {
  readonly patientId: string;
  readonly version: number;
  readonly origin: string;
  readonly labels: bigint;
  readonly content: JsonObject;
}

async function findStored(act: Act, type: ProjectedType, ids: readonly string[]): Promise<Map<string, Stored>> {
  const { rows } = await sql<{
    id: string;
    patient_id: string;
    version: number;
    origin: string;
    labels: string;
    content: string;
  }>`
    SELECT id, patient_id, version, origin, labels, content FROM fhir.resource
    WHERE type = ${type} AND id = ANY (${[...ids].sort()}::uuid[]) ORDER BY id FOR UPDATE`.execute(act.tx);
  return new Map(
    rows.map(({ id, patient_id: patientId, version, origin, labels, content }) => [
      id,
      { patientId, version, origin, labels: BigInt(labels), content: JSON.parse(content) as JsonObject }, // we wrote it
    ]),
  );
}

/** Which of the encounters that the resources name are ours. */
async function encountersOf(act: Act, standing: ReadonlyMap<string, Stored>): Promise<ReadonlySet<string>> {
  const named = [...standing.values()].flatMap(({ content }) =>
    [...JSON.stringify(content.context ?? '').matchAll(/"Encounter\/([0-9a-f-]{36})"/g)].map(([, id]) => id as string),
  );
  if (named.length === 0) return new Set();
  const rows = await act.tx.selectFrom('encounters.encounter').select('id').where('id', 'in', named).execute();
  return new Set(rows.map(({ id }) => id));
}

async function write(act: Act, resources: readonly StoredResource[], standing: ReadonlyMap<string, Stored>) {
  const fresh = resources.filter(({ id }) => !standing.has(id));
  const changed = resources.flatMap(({ type, id, content }): Rewritten[] => {
    const stored = standing.get(id);
    if (stored === undefined || contentHash(stored.content).equals(contentHash(content))) return [];
    return [{ patientId: stored.patientId, type, id, version: stored.version, content }];
  });
  await storeResources(act, fresh, 'desk');
  await rewriteStored(act, changed);
}
