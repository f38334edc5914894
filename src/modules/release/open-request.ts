import type { NotNull } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import { namesOfPeople } from '../accounts/index.ts';
import { type DocumentSummary, listDocuments } from '../documents/index.ts';
import { nameOfPatients } from '../patients/index.ts';
import { daysOffOf, deadlinesOf } from '../regulations/index.ts';
import { courtDueById } from './court/court-due-by-id.ts';
import { reasonsAgainstApproval } from './approve-release.ts';
import { listDisclosures } from './list-disclosures.ts';
import { type LoadedRequest, loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import { readAuthority } from './read-authority.ts';
import { readLinks } from './read-links.ts';
import { readPacket } from './read-packet.ts';
import { readPreparers } from './read-preparers.ts';
import { readScope } from './read-scope.ts';

const ROWS_OF_A_KIND = 200;

/**
 * One case whole: everything that was recorded, what the rules say today, and what is next.
 * @throws release/not-found, release/own-record
 */
export async function openRequest(act: Act, id: string) {
  const request = await loadRequest(act, id, 'read');
  const { row } = request;
  const clocks = await deadlinesOf(act, { module: 'release', id });
  const due = [
    ...clocks.filter((clock) => clock.settled === null).map((clock) => clock.dueAt.getTime()),
    ...[...(await courtDueById(act, [id])).values()].map((at) => at.getTime()),
  ];
  const dueAt = due.length === 0 ? null : new Date(Math.min(...due));
  const ofRequest = await readRequestRows(act, id);
  const forPatient = request.patientId === null ? NO_PATIENT : await readPatientRows(act, mustHavePatient(request));
  const parts = { ...ofRequest, ...forPatient };
  return {
    id,
    number: request.number,
    facilityId: request.facility.id,
    status: request.status,
    next: request.next,
    pended: request.pended,
    kind: row.kind,
    requesterClass: row.requester_class,
    requesterName: row.requester_name,
    requesterOrganisation: row.requester_organisation,
    purpose: row.purpose,
    priority: row.priority,
    receivedAt: row.received_at,
    dueAt,
    overdue: dueAt !== null && dueAt < act.now,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    receivedVia: row.received_via,
    requester: requesterOf(request),
    purposeWords: row.purpose_words,
    wants: row.wants,
    copyForm: row.copy_form,
    askedFor: row.asked_for,
    askedFrom: row.asked_from,
    askedTo: row.asked_to,
    patientAsWritten: row.patient_as_written,
    version: row.version,
    deadlines: clocks.map((clock) => ({
      id: clock.id,
      ruleId: clock.ruleId,
      dueOn: clock.dueOn,
      dueAt: clock.dueAt,
      acts: clock.acts,
      warnings: clock.warnings,
      daysOff: [...daysOffOf(clock)],
      settled: clock.settled,
    })),
    ...parts,
    stages: stagesOf(request, parts),
    people: await namesOf(act, { by: row.recorded_by, parts }),
  };
}

/** Names of everybody who did something in the case, wherever in it their id stands. */
async function namesOf(act: Act, parts: unknown): Promise<Record<string, string>> {
  const ids = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if (key === 'by' && typeof inner === 'string' && isId(inner)) ids.add(inner);
        else look(inner);
  };
  look(parts);
  return Object.fromEntries(await namesOfPeople(act, [...ids]));
}

function requesterOf({ row }: LoadedRequest) {
  if (row.requester_class === null || row.requester_name === null) return null;
  const some = <K extends string>(key: K, value: string | null) => (value === null ? {} : { [key]: value });
  return {
    class: row.requester_class,
    name: row.requester_name,
    ...some('organisation', row.requester_organisation),
    ...(row.requester_address.length === 0 ? {} : { address: row.requester_address }),
    ...some('phone', row.requester_phone),
    ...some('email', row.requester_email),
    ...some('fax', row.requester_fax),
    ...some('reference', row.requester_reference),
    ...some('directoryId', row.requester_id),
  };
}

/** What hangs on the request itself. */
async function readRequestRows(act: Act, requestId: string) {
  const verification = await act.tx
    .selectFrom('release.verification')
    .select(['how', 'result', 'elements', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const intakePages = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id as itemId', 'pages', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .where('taken_back_at', 'is', null)
    .orderBy('recorded_at')
    .limit(ROWS_OF_A_KIND)
    .execute();
  const papersTakenBack = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id as itemId', 'pages', 'take_back_reason as reason', 'taken_back_at as at', 'taken_back_by as by'])
    .where('request_id', '=', requestId)
    .where('taken_back_at', 'is not', null)
    // CHECK taking_back_has_a_reason: the three stand together.
    .$narrowType<{ reason: NotNull; at: NotNull; by: NotNull }>()
    .orderBy('taken_back_at')
    .limit(ROWS_OF_A_KIND)
    .execute();
  const pends = await act.tx
    .selectFrom('release.pend')
    .select([
      'id',
      'waiting_for as waitingFor',
      'reason',
      'until_on as until',
      'resumed_at as resumedAt',
      'recorded_at as at',
      'recorded_by as by',
    ])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .limit(ROWS_OF_A_KIND)
    .execute();
  const cancellation = await act.tx
    .selectFrom('release.cancellation')
    .select(['reason_code as reasonCode', 'reason', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  const closure = await act.tx
    .selectFrom('release.closure')
    .select(['note', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return {
    verification: verification ?? null,
    intakePages,
    papersTakenBack,
    pends,
    cancellation: cancellation ?? null,
    closure: closure ?? null,
  };
}

const NO_PATIENT = {
  patient: null,
  identification: null,
  authority: null,
  scope: null,
  approval: null,
  againstApproval: [],
  packet: null,
  disclosures: [],
  links: [],
};

/** What hangs on the patient, once identified. */
async function readPatientRows(act: Act, request: PatientRequest) {
  const { patientId, ids } = request;
  const patients = await nameOfPatients(act, [patientId]);
  const identification = await act.tx
    .selectFrom('release.identification')
    .select(['matched_on as matchedOn', 'note', 'recorded_at as at', 'recorded_by as by'])
    .where('patient_id', '=', patientId)
    .where('request_id', '=', request.id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  const approval =
    ids.approval === null
      ? undefined
      : await act.tx
          .selectFrom('release.approval')
          .select(['decision', 'reason', 'included', 'recorded_at as at', 'recorded_by as by'])
          .where('patient_id', '=', patientId)
          .where('id', '=', ids.approval)
          .executeTakeFirst();
  const { disclosures } = await listDisclosures(act, { patientId, requestId: request.id });
  return {
    patient: patients.get(patientId) ?? null,
    identification: identification ?? null,
    authority: await showAuthority(act, request),
    scope: ids.scope === null ? null : await showScope(act, request, ids.scope),
    approval: approval ?? null,
    againstApproval:
      request.next === 'approve' ? await reasonsAgainstApproval(act, request, await readPreparers(act, request)) : [],
    packet: ids.packet === null ? null : await readPacket(act, patientId, ids.packet),
    disclosures,
    links: await readLinks(act, request),
  };
}

async function showAuthority(act: Act, request: PatientRequest) {
  const authority = await readAuthority(act, request);
  if (authority === undefined) return null;
  const { row, today } = authority;
  return {
    id: row.id,
    basis: row.basis,
    legalEntityIds: row.legal_entity_ids,
    classesNamed: row.classes_named,
    note: row.note,
    formItemId: row.form_item_id,
    formDocumentId: row.form_document_id,
    evaluatedOn: row.evaluated_on,
    result: row.result,
    resultToday: today.result,
    expiresOn: row.expires_on,
    part2Consent: row.part2_consent,
    elements: today.evaluation.elements,
    rules: row.rules,
    warnings: row.warnings,
    at: row.recorded_at,
    by: row.recorded_by,
  };
}

async function showScope(act: Act, request: PatientRequest, scopeId: string) {
  const { row, documents } = await readScope(act, request, scopeId);
  const { documents: summaries } = await listDocuments(act, {
    patientId: request.patientId,
    documentIds: documents.map(({ documentId }) => documentId),
  });
  const known = new Map<string, DocumentSummary>(summaries.map((summary) => [summary.id, summary]));
  return {
    id: row.id,
    from: row.from_on,
    to: row.to_on,
    typeCodes: row.type_codes,
    withUnsigned: row.with_unsigned,
    encrypt: row.encrypt,
    hidden: Math.max(0, row.documents - documents.length),
    at: row.recorded_at,
    by: row.recorded_by,
    documents: documents.flatMap(({ effective: _effective, position: _position, ...document }) => {
      const summary = known.get(document.documentId);
      if (summary === undefined) return [];
      const { typeCode, typeName, title, date, author, labels, versionStatus } = summary;
      const madeBy = summary.outside?.organisation ?? null;
      const marks = { versionStatus, late: summary.late !== null, unverified: summary.unverified !== null };
      return [{ ...document, typeCode, typeName, title, date, author, madeBy, labels, ...marks }];
    }),
  };
}

type Made = { readonly at: Date; readonly by: string } | null;

function stagesOf(
  request: LoadedRequest,
  parts: {
    identification: Made;
    verification: Made;
    authority: (Made & { resultToday: string }) | null;
    scope: Made;
    approval: (Made & { decision: string }) | null;
    packet: { assembledAt: Date | null } | null;
    disclosures: readonly { outcome: string | null; outcomeAt: Date | null; by: string }[];
  },
) {
  const { facts } = request;
  const delivered = parts.disclosures.find(({ outcome }) => outcome === 'handed-over');
  const when = (stage: string, made: Made, reached = true) => ({
    stage,
    at: reached ? (made?.at ?? null) : null,
    by: reached ? (made?.by ?? null) : null,
  });
  return [
    { stage: 'received', at: request.row.received_at, by: request.row.recorded_by },
    when('patient', parts.identification),
    when('requester', parts.verification, facts.requesterVerified),
    when('authority', parts.authority, parts.authority?.resultToday === 'sufficient'),
    when('scope', parts.scope, facts.scopeChosen && facts.openDecisions === 0 && facts.included > 0),
    when('approval', parts.approval, facts.approved),
    { stage: 'packet', at: parts.packet?.assembledAt ?? null, by: null },
    { stage: 'delivery', at: delivered?.outcomeAt ?? null, by: delivered?.by ?? null },
  ];
}
