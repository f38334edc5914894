import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import type { DocumentDecision, ReleaseAuthority } from '../decide-release.ts';
import { gatherDocuments, type GatheredDocument } from '../gather-documents.ts';
import type { PatientRequest } from '../load-request.ts';
import { findOtherPart } from '../payers/find-other-part.ts';
import { type Authority, toReleaseAuthority } from '../read-authority.ts';
import { deriveRestriction, type Recipient } from '../restrictions/derive-restriction.ts';
import { readRestrictions } from '../restrictions/read-restrictions.ts';
import { decideScope } from './decide-scope.ts';
import { deriveMinorAge } from './derive-minor-age.ts';
import type { DocumentFacts } from './facts.ts';

export interface ScopeAsked {
  readonly from: string | null;
  readonly to: string | null;
  readonly typeCodes: readonly string[] | null;
  readonly withUnsigned: boolean;
}

export type DecidedDocument = GatheredDocument & { readonly decision: DocumentDecision };

/**
 * Decides on every document of the person that the actor may see, for this request as it stands today: the restrictions
 * that reach this recipient, and whether the patient is a minor still, are looked up anew each time.
 * @throws release/record-too-large
 */
export function decideRecord(
  act: Act,
  request: PatientRequest,
  authority: Authority,
  asked: ScopeAsked,
): Promise<DecidedDocument[]> {
  return decideFor(act, { ...request, recipient: recipientOf(request) }, toReleaseAuthority(authority, request, asked));
}

/** Who gets it, as restrictions name recipients. */
export function recipientOf({ row }: Pick<PatientRequest, 'row'>): Recipient {
  return {
    requester: (row.requester_class ?? 'other') as Recipient['requester'], // CHECK requester_class_is_known
    name: row.requester_name,
    organisation: row.requester_organisation,
  };
}

/** The same for somebody who has no request yet. @throws release/record-too-large */
export async function decideFor(
  act: Act,
  asked: {
    readonly patientId: string;
    readonly facility: Pick<PatientRequest['facility'], 'timeZone'>;
    readonly today: string;
    readonly recipient: Recipient;
  },
  authority: ReleaseAuthority,
): Promise<DecidedDocument[]> {
  const { patientId, facility, today, recipient } = asked;
  const gathered = await gatherDocuments(act, patientId);
  const restrictions = await readRestrictions(act, patientId);
  const birthDate = (await nameOfPatients(act, [patientId])).get(patientId)?.birthDate ?? null;
  const { basis, injury } = authority;
  const elsewhere =
    basis === 'workers-compensation' && injury?.bodyPart !== undefined
      ? await findOtherPart(act, gathered, injury.bodyPart)
      : new Set<string>();
  const documents = gathered.map(({ facts, summary }): DocumentFacts => ({
    ...facts,
    otherBodyPart: elsewhere.has(summary.id),
    minorAge: deriveMinorAge(birthDate, facts.serviceFrom, today),
    restriction: deriveRestriction(
      restrictions,
      {
        ...{ documentId: facts.documentId, encounterId: summary.encounterId, typeCode: facts.typeCode },
        ...{ serviceFrom: facts.serviceFrom, serviceTo: facts.serviceTo },
        filedOn: localDate(summary.filedAt, facility.timeZone),
      },
      recipient,
      today,
    ).restriction,
  }));
  const decisions = decideScope(documents, authority, ruleBook().rules, today);
  return gathered.flatMap((document) => {
    const decision = decisions.get(document.summary.id);
    return decision === undefined ? [] : [{ ...document, decision }];
  });
}
