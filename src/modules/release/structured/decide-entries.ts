import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { namesOf } from '../../access/index.ts';
import { listFacilities } from '../../directory/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import { recipientOf, type ScopeAsked } from '../basis/decide-record.ts';
import { deriveMinorAge } from '../basis/derive-minor-age.ts';
import type { DocumentFacts } from '../basis/facts.ts';
import { type DocumentDecision, decideRelease } from '../decide-release.ts';
import { recordKindOf } from '../gather-documents.ts';
import type { PatientRequest } from '../load-request.ts';
import { type Authority, toReleaseAuthority } from '../read-authority.ts';
import { deriveRestriction } from '../restrictions/derive-restriction.ts';
import { readRestrictions } from '../restrictions/read-restrictions.ts';
import { deriveEntryFacts } from './derive-entry-facts.ts';
import { structuredProblems } from './problems.ts';
import { MOST_ENTRIES, type ReadStructured, STRUCTURED_TYPES, type StructuredEntry } from './source.ts';

export interface DecidedEntry {
  readonly entry: StructuredEntry;
  readonly decision: DocumentDecision;
}

/** No kind of document: a scope, a power or an order that names kinds does not reach it. */
const TYPE_CODE = 'structured-data';
/** Of Patient: who the records are about stands in no day. */
const TIMELESS = ['Patient', 'Device', 'Coverage', 'CareTeam'];

/**
 * Decides on every entry as on a document, by the same rules. Nobody settles an entry by itself: what would ask a person stays
 * behind, and says so. A restriction that names documents, visits or kinds counts for every entry of its days, since an entry
 * does not say to which of them it belongs; so does a part of the body.
 * @throws release/structured-too-large
 */
export async function decideEntries(
  act: Act,
  read: ReadStructured,
  asked: { readonly request: PatientRequest; readonly authority: Authority; readonly scope: ScopeAsked },
): Promise<DecidedEntry[]> {
  const { request, authority, scope } = asked;
  const { entries, more } = await read(act, {
    patientId: request.patientId,
    types: STRUCTURED_TYPES,
    most: MOST_ENTRIES,
  });
  if (more)
    throw structuredProblems.structuredTooLarge({
      detail: `Nothing was saved. The record has more than ${MOST_ENTRIES} entries of data: release it in several requests by dates, or the pages alone.`,
    });
  const facilities = new Map((await listFacilities(act)).map((each) => [each.id, each.legalEntityId]));
  const birthDate = (await nameOfPatients(act, [request.patientId])).get(request.patientId)?.birthDate ?? null;
  const restrictions = (await readRestrictions(act, request.patientId)).map((each) => ({
    ...each,
    ...{ documentIds: null, encounterIds: null, typeCodes: null },
  }));
  const recipient = recipientOf(request);
  const release = toReleaseAuthority(authority, request, scope);
  const filedOn = localDate(act.now, request.facility.timeZone);
  const isOfBody = release.basis === 'workers-compensation' && release.injury?.bodyPart !== undefined;
  return entries.map((entry) => {
    const { from, to, ...said } = deriveEntryFacts(entry);
    const timeless = from === null && TIMELESS.includes(entry.type);
    const [serviceFrom, serviceTo] = timeless ? [scope.from ?? scope.to, scope.to ?? scope.from] : [from, to];
    const labels = namesOf(entry.labels);
    const facts: DocumentFacts = {
      documentId: entry.id,
      legalEntityId: facilities.get(entry.facilityId) ?? '',
      typeCode: TYPE_CODE,
      ...{ serviceFrom, serviceTo, labels, ...said },
      inDesignatedRecordSet: true,
      inLegalHealthRecord: true,
      superseded: false,
      recordKind: recordKindOf({ typeCode: TYPE_CODE, labels }),
      restriction: deriveRestriction(
        restrictions,
        {
          ...{ documentId: entry.id, encounterId: null, typeCode: TYPE_CODE },
          ...{ serviceFrom: from, serviceTo: to, filedOn },
        },
        recipient,
        request.today,
      ).restriction,
      minorAge: deriveMinorAge(birthDate, from, request.today),
      appendsTo: null,
      otherBodyPart: isOfBody && entry.type !== 'Patient',
    };
    return { entry, decision: decideRelease(facts, release, ruleBook().rules, request.today) };
  });
}

/** How an entry is named in what was chosen: another version is another entry. */
export function keyOf({ patientId, id, version }: StructuredEntry): string {
  return `${patientId}/${id}/${version}`;
}
