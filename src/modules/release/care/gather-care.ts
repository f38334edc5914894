import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { facilityById, type FacilityFacts } from '../../directory/index.ts';
import type { DocumentSummary } from '../../documents/index.ts';
import { type PatientRecord, readPatient } from '../../patients/index.ts';
import { deriveJurisdictions } from '../../regulations/index.ts';
import { decideFor } from '../basis/decide-record.ts';
import type { DocumentDecision, ReleaseAuthority } from '../decide-release.ts';
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
  asked: {
    readonly patientId: string;
    readonly withUnsigned: boolean;
    /** Whom a restriction may name; not known before one is chosen. */
    readonly recipient?: { readonly name: string; readonly organisation?: string | undefined };
  },
): Promise<CareRecord> {
  await refuseOwnRecord(act, asked.patientId);
  const patient = await readPatient(act, asked.patientId);
  const facility = await facilityById(act, patient.facilityId);
  const today = localDate(act.now, facility.timeZone);
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
    place: deriveJurisdictions(facility)[0] ?? '',
    stated: {},
  };
  const recipient = {
    requester: 'provider',
    name: asked.recipient?.name ?? null,
    organisation: asked.recipient?.organisation ?? null,
  } as const;
  const decided = await decideFor(act, { patientId: patient.id, facility, today, recipient }, authority);
  const documents = decided.map(({ summary, decision: { decision, reasons, mark } }) => ({
    ...{ documentId: summary.id, typeCode: summary.typeCode, section: summary.section, date: summary.date },
    ...{ decision, reasons, mark, summary },
  }));
  return { patient, facility, today, documents };
}
