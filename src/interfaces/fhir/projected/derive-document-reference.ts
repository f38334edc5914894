import { namesOf } from '../../../modules/access/index.ts';
import {
  deriveAuthenticationState,
  type DocumentType,
  findType,
  type Section,
  type SignerRole,
} from '../../../modules/documents/index.ts';
import { compact } from '../compact.ts';
import { filedAddress } from '../documents/derive-attachments.ts';
import { deriveDocumentFacts } from '../documents/derive-document-facts.ts';
import { TYPE_SYSTEM } from '../documents/derive-document-type.ts';
import { isObject, type JsonObject } from '../read-json.ts';
import { deriveFiles } from './derive-files.ts';
import type { Named, ProjectedDocument } from './find-facts.ts';
import { labelConcept } from './label-concept.ts';

/** US Core 5.0.1 DocumentReference category; the one code its value set has. */
const CLINICAL_NOTE = {
  system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
  code: 'clinical-note',
  display: 'Clinical Note',
};
const NO_NOTES: readonly Section[] = ['registration', 'consents', 'correspondence', 'billing', 'legal', 'elsewhere'];
const VOUCH: readonly SignerRole[] = ['author', 'co-author', 'cosigner', 'interpreter', 'practitioner'];

/** What the record says itself: of a document that no feed sent as FHIR, this is all; nothing older of these stays. */
const SAID_BY_RECORD = `masterIdentifier status docStatus type category subject date author authenticator custodian
  description securityLabel content context`.split(/\s+/);

/** US Core demands one: the part of the chart, where it is no clinical note. */
function categoryOf(section: Section | undefined): JsonObject[] {
  const note = section !== undefined && !NO_NOTES.includes(section);
  return [{ coding: [note ? CLINICAL_NOTE : { system: 'urn:chartkeeper:section', code: section ?? 'elsewhere' }] }];
}

/** A document of the record as DocumentReference. `kept`: what stands in the resource beside it, as others once added. */
export function deriveDocumentReference(document: ProjectedDocument, kept: JsonObject = {}): JsonObject {
  const type = findType(document.typeCode);
  const from = document.serviceFrom ?? document.datedOn ?? undefined;
  return {
    ...Object.fromEntries(Object.entries(kept).filter(([name]) => !SAID_BY_RECORD.includes(name))),
    ...compact({
      resourceType: 'DocumentReference',
      masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${document.id}` },
      status: document.inError ? 'entered-in-error' : 'current',
      docStatus: docStatusOf(document),
      type: typeOf(document.typeCode),
      category: categoryOf(type?.section),
      subject: { reference: `Patient/${document.patientId}` },
      date: dateOf(document),
      author: document.author === null ? undefined : [person(document.author)],
      authenticator: authenticatorOf(document),
      custodian: { display: document.facility },
      description: document.title ?? undefined,
      securityLabel: namesOf(document.labels).map(labelConcept),
      content: contentOf(document),
      context: compact({
        encounter: document.encounterId === null ? undefined : [{ reference: `Encounter/${document.encounterId}` }],
        period: from === undefined ? undefined : compact({ start: from, end: document.serviceTo ?? undefined }),
      }),
    }),
  };
}

/**
 * What a feed sent, corrected in what the record has otherwise now. What nobody here changed stays as its source wrote it.
 * `knownEncounters`: those of `context` that are ours; to what is not ours the record could not refer.
 */
export function deriveCorrectedReference(
  document: ProjectedDocument,
  kept: JsonObject,
  knownEncounters: ReadonlySet<string>,
): JsonObject {
  const facts = deriveDocumentFacts(kept);
  const corrected: Record<string, unknown> = { ...kept };
  if (document.inError) corrected.status = 'entered-in-error';
  else if (kept.status === 'entered-in-error') corrected.status = 'current';
  if (facts.type.code !== document.typeCode) corrected.type = typeOf(document.typeCode);
  if ((facts.date ?? null) !== document.datedOn) corrected.date = dateOf(document);
  if ((facts.title ?? null) !== document.title) corrected.description = document.title ?? undefined;
  const { author } = document;
  const sameAuthor =
    facts.author?.name === undefined
      ? (facts.author?.practitionerId ?? null) === (author?.practitionerId ?? null)
      : facts.author.name === author?.name;
  if (!sameAuthor) corrected.author = author === null ? undefined : [person(author)];
  const was = facts.encounterId ?? null;
  if (was !== document.encounterId && (was === null || document.encounterId !== null || knownEncounters.has(was)))
    corrected.context = compact({
      ...(isObject(kept.context) ? kept.context : {}),
      encounter: document.encounterId === null ? undefined : [{ reference: `Encounter/${document.encounterId}` }],
    });
  if ((facts.status ?? null) !== document.said && document.said !== null) corrected.docStatus = docStatusOf(document);
  const signedHere = document.signatures.some(
    ({ versionId, how }) => versionId === document.versionId && how !== 'source-system',
  );
  if (signedHere) {
    corrected.docStatus = docStatusOf(document) ?? kept.docStatus;
    corrected.authenticator = authenticatorOf(document) ?? kept.authenticator;
  }
  if (!JSON.stringify(kept.content ?? []).includes(`"Binary/${document.id}.${document.number}.`))
    corrected.content = contentOf(document);
  return compact(corrected);
}

function typeOf(code: string): JsonObject {
  const type: DocumentType | undefined = findType(code);
  return compact({
    coding: [
      compact({ system: TYPE_SYSTEM, code, display: type?.name }),
      ...(type?.loinc === undefined ? [] : [{ system: 'http://loinc.org', code: type.loinc }]),
    ],
    text: type?.name,
  });
}

/** The beginning, where its facility stands, of the day that the document carries. */
function dateOf({ datedOn, offset }: ProjectedDocument): string | undefined {
  if (datedOn === null) return undefined;
  const minutes = Math.abs(offset ?? 0);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0')).join(':');
  return `${datedOn}T00:00:00${(offset ?? 0) < 0 ? '-' : '+'}${clock}`;
}

/** R4 composition-status, as it was said; else final where it is signed by whom it needs. R4 has no corrected. */
function docStatusOf(document: ProjectedDocument): string | undefined {
  if (document.said !== null) return document.said === 'corrected' ? 'amended' : document.said;
  const { state } = deriveAuthenticationState(
    findType(document.typeCode)?.authentication ?? [],
    document.signatures.map(({ role, versionId }) => ({ role: role as SignerRole, versionId })), // CHECK signer_role_is_known
    document.versionId,
  );
  return state === 'authenticated' ? 'final' : undefined;
}

function authenticatorOf({ signatures, versionId }: ProjectedDocument): JsonObject | undefined {
  const last = signatures.findLast((each) => each.versionId === versionId && VOUCH.some((role) => role === each.role));
  return last === undefined ? undefined : person(last.signer);
}

function person({ name, practitionerId }: Named): JsonObject {
  return compact({ reference: practitionerId === null ? undefined : `Practitioner/${practitionerId}`, display: name });
}

/** What cannot be read any more, or not yet, has no address. */
function contentOf(document: ProjectedDocument): JsonObject[] {
  const files = document.destroyed ? [] : deriveFiles(document.files);
  const title = document.title ?? findType(document.typeCode)?.name;
  if (files.length === 0) return [{ attachment: compact({ title, creation: document.datedOn ?? undefined }) }];
  return files.map((file, n) => ({
    attachment: compact({
      contentType: file.mediaType,
      url: filedAddress(document.id, document.number, n),
      size: file.bytes,
      title: file.pageNumber === null ? title : `${title ?? ''}, page ${file.pageNumber}`,
      creation: document.datedOn ?? undefined,
    }),
  }));
}
