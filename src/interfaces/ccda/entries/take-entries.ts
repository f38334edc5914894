import { CDA_LIMITS, deriveDay, type Header, isRefusal, readDocument } from '../../../../packages/cda/index.ts';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import { namedId } from '../../../platform/ids.ts';
import type { JobContext, JobDefinition, Reaction } from '../../../platform/module.ts';
import { findRenditions, type Rendition } from '../../../modules/documents/index.ts';
import { type JsonObject, type StoredResource, storeResources } from '../../fhir/index.ts';
import { deriveFiling } from '../derive-filing.ts';
import { nameNumber } from '../find-standing.ts';
import { keyNumbers } from '../key-numbers.ts';
import { deriveEntries, type Entries } from './derive-entries.ts';
import type { Fact } from './derive-resource.ts';

interface Filed {
  readonly original: Rendition;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly title: string | null;
  readonly birthDate: string | null;
  readonly inError: boolean;
  /** When the version that stands was filed. */
  readonly filedAt: Date;
}

const ORIGIN = 'ccda';
const XML = /^(application|text)\/xml\b/;
const SUBJECT: ReadonlySet<string> = new Set(['AllergyIntolerance', 'Immunization']);
const BY_VERIFICATION: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'allergyintolerance',
  Condition: 'condition',
};

/** Whichever way it came: a document that is XML may be a C-CDA document with entries. */
async function followDocument(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, documentId } = event.payload;
  if (typeof patientId !== 'string' || typeof documentId !== 'string') return;
  const originals = await findRenditions(act, { patientId, documentIds: [documentId], kinds: ['original'] });
  if (!originals.some(({ mediaType }) => XML.test(mediaType))) return;
  act.enqueue('ccda.take-entries', { patientId, documentId }, { key: `ccda.take-entries ${documentId}` });
}

/**
 * Keeps the entries of the version that stands as FHIR resources of its patient, with a Provenance that names the document.
 * Each document has its own: what another document says of the same fact stands beside it, and nothing of the desk's is
 * touched. A document that is entered in error takes its facts along; a fact of a former version only is tagged so.
 */
async function takeEntries(context: JobContext, patientId: string, documentId: string): Promise<void> {
  const subject = { kind: 'document', id: documentId, patientId };
  const filed = await context.act({ verb: 'ccda.read-entries', subject }, (act) => find(act, patientId, documentId));
  if (filed === undefined || filed.original.blob.bytes > CDA_LIMITS.bytes) return;
  const chunks: Uint8Array[] = [];
  for await (const chunk of context.services.blobs.open(filed.original.blob)) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  const document = readDocument(bytes);
  if (isRefusal(document)) return;
  const filing = deriveFiling(document.header);
  const numbers = keyNumbers(context.services, filing, await context.services.keyring.digest(bytes));
  const entries = deriveEntries(document);
  await context.act({ verb: 'ccda.take-entries', subject }, async (act) => {
    const now = await find(act, patientId, documentId);
    // A newer version has a job of its own.
    if (now?.original.versionId !== filed.original.versionId) return;
    // Whichever way it came, the same file is known when it is imported. What was struck stands for nothing.
    if (!now.inError) await nameNumber(act, numbers, filing, documentId);
    const born = deriveDay(document.header.patient.birthTime);
    if (born !== undefined && now.birthDate !== null && born !== now.birthDate) {
      act.note({ patientIds: [patientId], detail: { withheld: 'birth date differs' } });
      return;
    }
    const rows = rowsOf(patientId, documentId, document.header, entries, now);
    const former = await formerRows(act, patientId, documentId, now, new Set(rows.map(({ id }) => id)));
    await storeResources(act, [...rows, ...former], ORIGIN);
    act.note({
      patientIds: [patientId],
      count: entries.facts.length,
      detail: { unmapped: entries.unmapped, former: former.length },
    });
  });
}

async function find(act: Act, patientId: string, documentId: string): Promise<Filed | undefined> {
  const originals = await findRenditions(act, { patientId, documentIds: [documentId], kinds: ['original'] });
  const original = originals.find(({ mediaType }) => XML.test(mediaType));
  if (original === undefined) return undefined;
  const row = await act.tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 'd.patient_id').onRef('v.document_id', '=', 'd.id'),
    )
    .innerJoin('patients.patient as p', 'p.id', 'd.patient_id')
    .select((eb) => [
      'd.facility_id',
      'd.labels',
      'd.title',
      'p.birth_date',
      'v.recorded_at',
      eb
        .exists(
          eb
            .selectFrom('documents.entered_in_error as e')
            .select('e.document_id')
            .whereRef('e.patient_id', '=', 'd.patient_id')
            .whereRef('e.document_id', '=', 'd.id')
            .where('e.withdrawn_at', 'is', null),
        )
        .as('in_error'),
    ])
    .where('d.patient_id', '=', patientId)
    .where('d.id', '=', documentId)
    .where('v.id', '=', original.versionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    original,
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
    title: row.title,
    birthDate: row.birth_date,
    inError: row.in_error === true,
    filedAt: row.recorded_at,
  };
}

function sourceOf(documentId: string): string {
  return `urn:chartkeeper:document:${documentId}`;
}

function rowsOf(
  patientId: string,
  documentId: string,
  header: Header,
  { facts }: Entries,
  filed: Filed,
): StoredResource[] {
  const row = (id: string, content: Fact): StoredResource => ({
    patientId,
    type: content.resourceType,
    id,
    facilityId: filed.facilityId,
    labels: filed.labels,
    content: plain(filed.inError ? struck(content) : content),
  });
  const patient = { reference: `Patient/${patientId}` };
  const rows = facts.map(({ key, fact }) =>
    row(namedId(ORIGIN, fact.resourceType, `${documentId} ${key}`), {
      ...fact,
      meta: { source: sourceOf(documentId) },
      ...(SUBJECT.has(fact.resourceType) ? { patient } : { subject: patient }),
    }),
  );
  if (rows.length === 0) return [];
  const provenance = row(namedId(ORIGIN, 'Provenance', documentId), {
    resourceType: 'Provenance',
    meta: { source: sourceOf(documentId) },
    target: rows.map(({ type, id }) => ({ reference: `${type}/${id}` })),
    recorded: filed.filedAt.toISOString(),
    agent: [{ who: { display: header.authors[0]?.name ?? header.custodian ?? 'not named by the source' } }],
    entity: [
      {
        role: 'source',
        what: {
          identifier: { system: 'urn:chartkeeper:document', value: documentId },
          ...(filed.title === null ? {} : { display: filed.title }),
        },
      },
    ],
  });
  return [...rows, provenance];
}

/** FHIR R4: entered-in-error is a verification status of what has one, else a status; no clinical status stands beside it. */
function struck(fact: Fact): Fact {
  const { clinicalStatus: _clinical, verificationStatus: _verification, ...rest } = fact;
  const of = BY_VERIFICATION[fact.resourceType];
  if (fact.resourceType === 'Provenance') return fact;
  if (of === undefined) return { ...fact, status: 'entered-in-error' };
  const system = `http://terminology.hl7.org/CodeSystem/${of}-ver-status`;
  return { ...rest, verificationStatus: { coding: [{ system, code: 'entered-in-error' }] } } as Fact;
}

/** What an earlier version of the document said and this one does not. */
async function formerRows(
  act: Act,
  patientId: string,
  documentId: string,
  filed: Filed,
  current: ReadonlySet<string>,
): Promise<StoredResource[]> {
  const rows = await act.tx
    .selectFrom('fhir.resource')
    .select(['type', 'id', 'content'])
    .where('patient_id', '=', patientId)
    .where('origin', '=', ORIGIN)
    .where('deleted_at', 'is', null)
    .where('content', 'like', `%${sourceOf(documentId)}%`)
    .execute();
  return rows
    .filter(({ id }) => !current.has(id))
    .map(({ type, id, content }) => {
      const { meta, ...rest } = JSON.parse(content) as Fact & { meta?: Record<string, unknown> };
      const tag = [{ system: 'urn:chartkeeper:ccda', code: 'former-version' }];
      const tagged = { ...rest, meta: { source: meta?.['source'], tag } } as Fact;
      return {
        patientId,
        type,
        id,
        facilityId: filed.facilityId,
        labels: filed.labels,
        content: plain(filed.inError ? struck(tagged) : tagged),
      };
    });
}

/** As it is stored: without what is undefined. */
function plain(fact: Fact): JsonObject {
  return JSON.parse(JSON.stringify(fact)) as JsonObject;
}

export const jobs: readonly JobDefinition[] = [
  {
    name: 'ccda.take-entries',
    run: (context, payload) => takeEntries(context, String(payload['patientId']), String(payload['documentId'])),
  },
];

export const reactions: readonly Reaction[] = [
  {
    name: 'ccda.follow-documents',
    events: [
      'documents.filed',
      'documents.version-added',
      'documents.relabelled',
      'documents.entered-in-error',
      'documents.error-withdrawn',
    ],
    verb: 'ccda.follow-documents',
    react: followDocument,
  },
];
