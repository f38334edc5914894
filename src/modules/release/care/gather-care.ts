import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { facilityById, type FacilityFacts } from '../../directory/index.ts';
import type { DocumentSummary } from '../../documents/index.ts';
import { type PatientRecord, readPatient } from '../../patients/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import { type DocumentDecision, decideRelease, type ReleaseAuthority } from '../decide-release.ts';
import { gatherDocuments } from '../gather-documents.ts';
import { refuseOwnRecord } from '../load-request.ts';
import type { Candidate } from './derive-abstract.ts';

export interface CareDocument extends Candidate {
  readonly summary: DocumentSummary;
  readonly reasons: DocumentDecision['reasons'];
  readonly mark: DocumentDecision['mark'];
}

export interface CareRecord {
  readonly patient: PatientRecord;
  readonly facility: FacilityFacts;
  readonly today: string;
  readonly documents: readonly CareDocument[];
}

/**
 * Every document of the person with what the rules say of giving it to another provider for treatment (45 CFR 164.506(c)(2)),
 * as the case will decide it. @throws release/own-record, release/record-too-large, patients/not-found
 */
export async function gatherCare(
  act: Act,
  asked: { readonly patientId: string; readonly withUnsigned: boolean },
): Promise<CareRecord> {
  await refuseOwnRecord(act, asked.patientId);
  const patient = await readPatient(act, asked.patientId);
  const facility = await facilityById(act, patient.facilityId);
  const today = localDate(act.now, facility.timeZone);
  const { rules } = ruleBook();
  const authority: ReleaseAuthority = {
    basis: 'treatment',
    requester: 'provider',
    purpose: 'treatment',
    legalEntityIds: [facility.legalEntityId],
    from: null,
    to: null,
    classesNamed: [],
    part2Consent: 'none',
    useAgainstPatient: false,
    withUnsigned: asked.withUnsigned,
  };
  const documents = (await gatherDocuments(act, patient.id)).map(({ summary, facts }) => {
    const { decision, reasons, mark } = decideRelease(facts, authority, rules, today);
    return {
      ...{ documentId: summary.id, typeCode: summary.typeCode, section: summary.section, date: summary.date },
      ...{ decision, reasons, mark, summary },
    };
  });
  return { patient, facility, today, documents };
}
