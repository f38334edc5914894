import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { isLabelName, type LabelName } from '../access/index.ts';
import { listFacilities } from '../directory/index.ts';
import { memberIds } from '../patients/index.ts';
import { citeRulings, ruleBook } from '../regulations/index.ts';
import type { Facts, ItemState } from '../../../packages/rule-engine/index.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import { ruleRequesterOf } from './kind/rule-requester-of.ts';
import { deriveAuthorityResult } from './derive-authority-result.ts';
import type { AuthorizationEvaluation, AuthorizationForm } from './evaluate-authorization.ts';
import { FORM_BASES, mayRestOn } from './evaluate-basis.ts';
import { mustBeKnownElements } from './known-elements.ts';
import { loadRequest, mustHavePatient } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { deriveRepresentedAuthority } from './requesters/derive-represented-authority.ts';
import { loadRepresentation } from './requesters/load-representation.ts';

export interface RecordAuthority {
  readonly requestId: string;
  readonly basis: DisclosureBasis;
  /** Custodians named; the facility's own legal entity where not said. */
  readonly legalEntityIds?: readonly string[] | undefined;
  readonly recipient?: NonNullable<Facts['recipient']> | undefined;
  readonly classesNamed?: readonly string[] | undefined;
  readonly useAgainstPatient?: boolean | undefined;
  readonly note?: string | undefined;
  /** What was seen, element by element, of the form or of what the basis asks for. */
  readonly seen?: Readonly<Record<string, Readonly<Record<string, ItemState>>>> | undefined;
  readonly form?: Omit<AuthorizationForm, 'seen'> | undefined;
  /** The scanned form: a document of this patient, or an intake item. */
  readonly formDocument?: { readonly patientId: string; readonly documentId: string } | undefined;
  readonly formItemId?: string | undefined;
  /** Who signed or asks in the patient's place, as recorded with the patient. */
  readonly representativeId?: string | undefined;
}

export interface RecordedAuthority extends AuthorizationEvaluation {
  readonly authorityId: string;
}

/**
 * Records what the release rests on. A signed form is evaluated element by element, each found or missing with its
 * citation (45 CFR 164.508(b), (c)); a defective one is kept too, since the requester must be told what it lacks. Replaces
 * the authority recorded before: scope and approval under that one count no more.
 * @throws release/not-yet, release/too-late, release/unfit-basis, release/form-missing, release/unknown-element,
 *   release/custodian-unknown, release/form-elsewhere, release/representative-unknown
 */
export async function recordAuthority(act: Act, input: RecordAuthority): Promise<RecordedAuthority> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (request.row.requester_class === null || !request.facts.requesterVerified)
    throw problems.notYet({ detail: 'Nothing was saved. Verify who asks first (45 CFR 164.514(h)).' });
  if (request.facts.handOver === 'begun' || request.facts.handOver === 'confirmed')
    throw problems.tooLate({ detail: 'Nothing was saved: records were handed over on the authority recorded before.' });
  if (!mayRestOn(input.basis))
    throw problems.unfitBasis({ detail: 'Nothing was saved. Choose what allows this release.', at: 'basis' });
  const { rules } = ruleBook();
  const seen = input.seen ?? {};
  mustBeKnownElements(seen, rules);
  const legalEntityIds = await mustBeCustodians(act, input.legalEntityIds ?? [request.facility.legalEntityId]);
  await mustBeThisPatients(act, request.patientId, input.formDocument);

  const form = input.form === undefined ? undefined : { ...input.form, seen };
  if (form === undefined && FORM_BASES.includes(input.basis))
    throw problems.formMissing({
      detail: 'Nothing was saved. Go through the signed form with the checklist.',
      at: 'form',
    });
  const answer = deriveAuthorityResult(
    {
      basis: input.basis,
      requesterClass: ruleRequesterOf(request.row),
      // CHECK purpose_is_known: a described request has one.
      purpose: (request.row.purpose ?? 'other') as NonNullable<Facts['purpose']>,
      recipient: input.recipient ?? 'other',
      form: form ?? null,
      seen,
    },
    rules,
    request.today,
  );
  const representation = await loadRepresentation(act, {
    patientId: request.patientId,
    basis: input.basis,
    requesterClass: ruleRequesterOf(request.row),
    representativeId: input.representativeId ?? null,
    form: form ?? null,
    on: request.today,
  });
  const { result, part2Consent, evaluation } = deriveRepresentedAuthority(answer, representation);

  await act.tx
    .updateTable('release.authority')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  const authorityId = newId();
  await act.tx
    .insertInto('release.authority')
    .values({
      patient_id: request.patientId,
      id: authorityId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      basis: input.basis,
      legal_entity_ids: legalEntityIds,
      classes_named: classesOf(input.classesNamed ?? []),
      use_against_patient: input.useAgainstPatient ?? false,
      recipient: input.recipient ?? 'other',
      form: JSON.stringify(form ?? { seen }),
      form_document_patient_id: input.formDocument?.patientId ?? null,
      form_document_id: input.formDocument?.documentId ?? null,
      form_item_id: input.formItemId ?? null,
      representative_id: representation?.named === true ? (input.representativeId ?? null) : null,
      note: input.note ?? null,
      evaluated_on: request.today,
      result,
      expires_on: form?.expiresOn ?? null,
      part2_consent: part2Consent,
      elements: JSON.stringify(evaluation.elements),
      rules: JSON.stringify(evaluation.rules),
      warnings: [...evaluation.warnings],
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await citeRulings(
    act,
    evaluation.rules.map(({ ruleId }) => ({ ruleId, outcome: 'answered' })),
  );
  act.note({ subjectIds: [authorityId], detail: { basis: input.basis, result } });
  act.emit('release.authority-recorded', { requestId: request.id, patientId: request.patientId, result });
  await refreshWorklist(act, request.id);
  return { ...evaluation, result, authorityId };
}

async function mustBeCustodians(act: Act, ids: readonly string[]): Promise<string[]> {
  const known = new Set((await listFacilities(act)).map((facility) => facility.legalEntityId));
  if (ids.every((id) => known.has(id))) return [...new Set(ids)];
  throw problems.custodianUnknown({
    detail: 'Nothing was saved. Choose the legal entities that the form or order names from the list.',
    at: 'legalEntityIds',
  });
}

async function mustBeThisPatients(act: Act, patientId: string, form: RecordAuthority['formDocument']): Promise<void> {
  if (form === undefined) return;
  const { ids } = await memberIds(act, patientId);
  const found = await act.tx
    .selectFrom('documents.document')
    .select('id')
    .where('patient_id', '=', form.patientId)
    .where('id', '=', form.documentId)
    .executeTakeFirst();
  if (found !== undefined && ids.includes(form.patientId)) return;
  throw problems.formElsewhere({
    detail: 'Nothing was saved. Choose the scanned form from the record of this patient.',
    at: 'formDocument',
  });
}

function classesOf(names: readonly string[]): LabelName[] {
  const unknown = names.find((name) => !isLabelName(name));
  if (unknown !== undefined)
    throw problems.unknownElement({ detail: 'Nothing was saved. Choose the class from the list.', at: 'classesNamed' });
  return [...new Set(names.filter(isLabelName))];
}
