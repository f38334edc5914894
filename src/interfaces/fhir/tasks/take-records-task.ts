import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { receiveItem, type StoredFile, storeFile } from '../../../modules/intake/index.ts';
import { facilityOf } from '../../../modules/patients/index.ts';
import { askBySystem, findAsked, readAsked } from '../../../modules/release/index.ts';
import { decodeBase64, evaluateAttachment } from '../documents/evaluate-attachment.ts';
import { labelsOf } from '../labels-of.ts';
import type { JsonObject } from '../read-json.ts';
import { NOBODY, storeResources } from '../store.ts';
import type { Perform } from '../take-prepared.ts';
import { deriveRecordsTask, type RecordsTask, referencesOf } from './derive-records-task.ts';
import { deriveTaskAnswer, withoutContent } from './derive-task-answer.ts';

export interface TakenTask {
  readonly id: string;
  readonly task: JsonObject;
  /** False: this request was known, and this is how it stands. */
  readonly isNew: boolean;
}

/**
 * A Task for records becomes a case of the release desk, whose patient a person identifies; its files go to intake and join
 * the case once read. The Task has the id of its case. The same identifier of the same sender again opens none.
 * @throws fhir/invalid-element, fhir/dangling-reference, fhir/attachment-mismatch
 */
export async function takeRecordsTask(services: Services, task: JsonObject, perform: Perform): Promise<TakenTask> {
  const { wanted, known } = await perform('prepare', async (act) => {
    const read = deriveRecordsTask(task, await storedBehind(act, task));
    return { wanted: read, known: await findAsked(act, keyOf(act, read)) };
  });
  // Content that is not what it claims is refused before anything is put to disk.
  const contents = wanted.files.map((file) => {
    const bytes = decodeBase64(file.data, `${file.at}.data`);
    evaluateAttachment(bytes, file.contentType, file.at);
    return { name: file.name, bytes };
  });
  const files: StoredFile[] = [];
  if (known === undefined)
    for (const { name, bytes } of contents) files.push(await storeFile(services, name, chunksOf(bytes)));
  return perform('take', (act) => openCaseOf(act, task, wanted, files));
}

async function openCaseOf(
  act: Act,
  task: JsonObject,
  wanted: RecordsTask,
  files: readonly StoredFile[],
): Promise<TakenTask> {
  const key = keyOf(act, wanted);
  const facilityId = facilityOf(act, undefined);
  const before = await findAsked(act, key);
  if (before !== undefined) return { id: before, task: await answerOf(act, before), isNew: false };
  const itemIds: string[] = [];
  for (const file of files)
    itemIds.push((await receiveItem(act, { file, facilityId, source: 'rest', sourceDetail: 'FHIR Task' })).id);
  const { id } = await askBySystem(act, { key, facilityId, description: wanted.description, itemIds });
  await storeResources(
    act,
    [{ patientId: NOBODY, type: 'Task', id, facilityId, labels: labelsOf(task), content: withoutContent(task) }],
    'fhir',
    { fresh: true },
  );
  return { id, task: await answerOf(act, id), isNew: true };
}

/** The Task of a case as it stands now; undefined where this Task is none of a case. */
export async function readRecordsTask(act: Act, id: string): Promise<JsonObject | undefined> {
  if (!isId(id)) return undefined;
  const state = await readAsked(act, id);
  if (state === undefined) return undefined;
  const row = await act.tx
    .selectFrom('fhir.resource')
    .select('content')
    .where('type', '=', 'Task')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  act.note({ subjectIds: [id], count: 1 });
  return deriveTaskAnswer(JSON.parse(row.content) as JsonObject, id, state); // stored by openCaseOf
}

async function answerOf(act: Act, id: string): Promise<JsonObject> {
  const task = await readRecordsTask(act, id);
  if (task === undefined) throw new Error('A request was taken and is not there.');
  return task;
}

/** The sender belongs to it: what one system numbers 1 is not what another numbers 1. Of a Task nothing of it is readable. */
function keyOf(act: Act, { identifier }: RecordsTask): string {
  return createHash('sha256')
    .update(JSON.stringify([act.actor.id, identifier.system, identifier.value]))
    .digest('hex');
}

async function storedBehind(act: Act, task: JsonObject): Promise<ReadonlyMap<string, JsonObject>> {
  const found = new Map<string, JsonObject>();
  for (const { reference } of referencesOf(task)) {
    const [type = '', id = ''] = reference.split('/').slice(-2);
    if (!isId(id) || found.has(reference)) continue;
    const { rows } = await sql<{ content: string; patient_id: string }>`
      SELECT content, patient_id FROM fhir.resource WHERE type = ${type} COLLATE "C" AND id = ${id}`.execute(act.tx);
    const row = rows[0];
    if (row === undefined) continue;
    act.note({ subjectIds: [id], ...(row.patient_id === NOBODY ? {} : { patientIds: [row.patient_id] }) });
    found.set(reference, JSON.parse(row.content) as JsonObject);
  }
  return found;
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
