import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { facilityById } from '../directory/index.ts';
import { ruleBook } from '../regulations/index.ts';
import {
  type EndCause,
  evaluateRepresentative,
  questionOf,
  type RepresentativeEvaluation,
  type RepresentativeKind,
  type RepresentativeQuestion,
  type Standing,
} from './evaluate-representative.ts';
import { problems } from './problems.ts';
import { memberIds } from './read-patient.ts';

const LIST_LIMIT = 100;

export interface RepresentativeFacts {
  readonly standing: Standing;
  readonly kind: RepresentativeKind;
  readonly name: string;
  readonly phone?: string | undefined;
  /** What was shown. */
  readonly proof: string;
  /** The proof, where it is filed in the record. */
  readonly proofDocumentId?: string | undefined;
  readonly scope: string;
  /** First and last day of the care, and the kinds of document, that the power reaches; left away: all. */
  readonly serviceFrom?: string | undefined;
  readonly serviceTo?: string | undefined;
  readonly typeCodes?: readonly string[] | undefined;
  readonly from: string;
  readonly to?: string | undefined;
  readonly minorControl?: NonNullable<RepresentativeQuestion['minorControl']> | undefined;
  readonly custody?: NonNullable<RepresentativeQuestion['custody']> | undefined;
}

/** @throws patients/not-found, patients/dates-reversed, documents/proof-unknown */
export async function addRepresentative(
  act: Act,
  patientId: string,
  facts: RepresentativeFacts & { verified: boolean },
): Promise<{ id: string }> {
  const patient = await rowOf(act, patientId);
  if (facts.to !== undefined && facts.to < facts.from)
    throw problems.datesReversed({ detail: 'Nothing was saved. Check the first and the last day.', at: 'to' });
  if (facts.serviceFrom !== undefined && facts.serviceTo !== undefined && facts.serviceTo < facts.serviceFrom)
    throw problems.datesReversed({
      detail: 'Nothing was saved. Check the first and the last day of the care that it reaches.',
      at: 'serviceTo',
    });
  const id = newId();
  await act.tx
    .insertInto('patients.representative')
    .values({
      patient_id: patientId,
      id,
      facility_id: patient.facility_id,
      labels: patient.labels,
      standing: facts.standing,
      kind: facts.kind,
      name: facts.name,
      phone: facts.phone ?? null,
      proof: facts.proof,
      proof_document_id: facts.proofDocumentId ?? null,
      scope: facts.scope,
      service_from: facts.serviceFrom ?? null,
      service_to: facts.serviceTo ?? null,
      type_codes: facts.typeCodes === undefined ? null : [...facts.typeCodes],
      from_on: facts.from,
      to_on: facts.to ?? null,
      minor_control: facts.minorControl ?? null,
      custody: facts.custody ?? null,
      verified_at: facts.verified ? act.now : null,
      verified_by: facts.verified ? act.actor.id : null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [patientId], subjectIds: [id], detail: { standing: facts.standing, kind: facts.kind } });
  // The paper is looked up by whoever keeps papers, in this act.
  if (facts.proofDocumentId !== undefined)
    act.emit('patients.proof-named', { patientId, documentId: facts.proofDocumentId });
  act.emit('patients.representatives-changed', { patientId });
  return { id };
}

/**
 * Says that a power ended, as a person knows it: revoked, of age, emancipated. Once.
 * @throws patients/no-representative, patients/power-ended-before
 */
export async function endRepresentative(
  act: Act,
  input: { patientId: string; representativeId: string; endedOn: string; cause: EndCause; reason: string },
): Promise<void> {
  const row = await representativeOf(act, input);
  const ended = await act.tx
    .insertInto('patients.representative_end')
    .values({
      patient_id: row.patient_id,
      id: newId(),
      facility_id: row.facility_id,
      labels: row.labels,
      representative_id: row.id,
      ended_on: input.endedOn,
      cause: input.cause,
      reason: input.reason,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.constraint('power_ends_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined)
    throw problems.powerEndedBefore({ detail: 'Nothing was changed. Reload to see when and why it ended.' });
  act.note({ patientIds: [input.patientId], subjectIds: [row.id], detail: { cause: input.cause } });
  act.emit('patients.representatives-changed', { patientId: input.patientId });
}

/**
 * Decides what the rules leave open, or refuses a representative (45 CFR 164.502(g)(5)). A yes answers the question that is
 * open now and no other; a no holds until somebody decides anew.
 * @throws patients/no-representative, patients/nothing-to-decide
 */
export async function judgeRepresentative(
  act: Act,
  input: {
    patientId: string;
    representativeId: string;
    decision: 'may-act' | 'may-not-act';
    reason: string;
    professional?: string | undefined;
  },
): Promise<void> {
  const row = await representativeOf(act, input);
  const known = (await listRepresentatives(act, input.patientId, { judged: false })).find(({ id }) => id === row.id);
  const evaluation = known?.power;
  if (input.decision === 'may-act' && evaluation?.result === 'not')
    throw problems.nothingToDecide({
      detail: `Nothing was changed. ${evaluation.reasons.map(({ text }) => text).join('; ')}: no decision brings the power back. Record a new proof as another representative.`,
    });
  await act.tx
    .insertInto('patients.representative_judgement')
    .values({
      patient_id: row.patient_id,
      id: newId(),
      facility_id: row.facility_id,
      labels: row.labels,
      representative_id: row.id,
      decision: input.decision,
      question: evaluation === undefined ? '' : questionOf(evaluation),
      reason: input.reason,
      professional: input.professional ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [input.patientId], subjectIds: [row.id], detail: { decision: input.decision } });
  act.emit('patients.representatives-changed', { patientId: input.patientId });
}

/** One representative, with what he may do on a day. */
export interface JudgedRepresentative {
  readonly id: string;
  readonly patientId: string;
  readonly standing: Standing;
  readonly kind: RepresentativeKind;
  readonly name: string;
  readonly phone?: string;
  readonly proof: string;
  readonly proofDocumentId?: string;
  readonly scope: string;
  readonly serviceFrom?: string;
  readonly serviceTo?: string;
  readonly typeCodes?: readonly string[];
  readonly from: string;
  readonly to?: string;
  readonly minorControl?: string;
  readonly custody?: string;
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
  readonly ended: { readonly on: string; readonly cause: EndCause; readonly reason: string } | null;
  readonly judgement: {
    readonly decision: 'may-act' | 'may-not-act';
    readonly reason: string;
    readonly professional: string | null;
    readonly at: string;
    readonly by: string;
  } | null;
  readonly power: RepresentativeEvaluation;
}

/**
 * Everybody recorded for a person, under any registration that is this person, each with his power today or on a day, in
 * what the standing is for unless another act is asked about.
 * @throws patients/not-found
 */
export async function listRepresentatives(
  act: Act,
  patientId: string,
  asked: { on?: string; actFor?: RepresentativeQuestion['act']; judged?: boolean } = {},
): Promise<JudgedRepresentative[]> {
  const { ids } = await memberIds(act, patientId);
  const patient = await rowOf(act, patientId);
  const facility = await facilityById(act, patient.facility_id);
  const on = asked.on ?? localDate(act.now, facility.timeZone);
  const rows = await act.tx
    .selectFrom('patients.representative')
    .selectAll()
    .where('patient_id', 'in', ids)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(LIST_LIMIT)
    .execute();
  const ends = await endsOf(act, ids);
  const judgements = await judgementsOf(act, ids);
  const death = await deathOn(act, ids, on);
  const orders = rows.filter(({ custody }) => custody === 'order-gives' || custody === 'order-denies');
  return rows.map((row) => {
    const end = ends.get(row.id);
    const judgement = judgements.get(row.id);
    const standing = row.standing as Standing; // CHECK representative_standing_is_known
    const kind = row.kind as RepresentativeKind; // CHECK representative_kind_is_known
    const ended = end === undefined ? null : { on: end.ended_on, cause: end.cause as EndCause }; // CHECK end_cause_is_known
    const power = evaluateRepresentative(
      {
        standing,
        kind,
        proofVerified: row.verified_at !== null,
        from: row.from_on,
        to: row.to_on,
        ended,
        judgement:
          judgement === undefined || asked.judged === false
            ? null
            : { decision: judgement.decision as 'may-act' | 'may-not-act', question: judgement.question }, // CHECK judgement_is_known
        minorControl: row.minor_control as RepresentativeQuestion['minorControl'], // CHECK minor_control_is_known
        custody: row.custody as RepresentativeQuestion['custody'], // CHECK custody_is_known
        custodyOrderKnown: orders.some(({ id }) => id !== row.id),
        patient: {
          birthDate: patient.birth_date,
          birthDatePrecision: patient.birth_date_precision as 'day' | 'month' | 'year', // CHECK birth_date_precision_is_known
          death,
        },
        country: facility.country,
        state: facility.state,
        act: asked.actFor ?? OWN_ACT[standing],
        on,
      },
      ruleBook().rules,
    );
    return {
      id: row.id,
      patientId: row.patient_id,
      standing,
      kind,
      name: row.name,
      ...(row.phone === null ? {} : { phone: row.phone }),
      proof: row.proof,
      ...(row.proof_document_id === null ? {} : { proofDocumentId: row.proof_document_id }),
      scope: row.scope,
      ...(row.service_from === null ? {} : { serviceFrom: row.service_from }),
      ...(row.service_to === null ? {} : { serviceTo: row.service_to }),
      ...(row.type_codes === null ? {} : { typeCodes: row.type_codes }),
      from: row.from_on,
      ...(row.to_on === null ? {} : { to: row.to_on }),
      ...(row.minor_control === null ? {} : { minorControl: row.minor_control }),
      ...(row.custody === null ? {} : { custody: row.custody }),
      verifiedAt: row.verified_at?.toISOString() ?? null,
      verifiedBy: row.verified_by,
      ended: ended === null || end === undefined ? null : { ...ended, reason: end.reason },
      judgement:
        judgement === undefined
          ? null
          : {
              decision: judgement.decision as 'may-act' | 'may-not-act', // as above
              reason: judgement.reason,
              professional: judgement.professional,
              at: judgement.recorded_at.toISOString(),
              by: judgement.recorded_by,
            },
      power,
    };
  });
}

/** Whether any registration of the person is known to have died. */
export async function isKnownDead(act: Act, patientId: string): Promise<boolean> {
  const { ids } = await memberIds(act, patientId);
  return (await deathOn(act, ids, '9999-12-31')) !== null;
}

const OWN_ACT: Readonly<Record<Standing, RepresentativeQuestion['act']>> = {
  'personal-representative': 'act-for-patient',
  designee: 'pick-up',
  proxy: 'portal',
};

async function rowOf(act: Act, patientId: string) {
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select(['facility_id', 'labels', 'birth_date', 'birth_date_precision'])
    .where('id', '=', patientId)
    .executeTakeFirst();
  if (patient === undefined) throw problems.notFound({ detail: 'Nothing was saved. Search for the patient again.' });
  return patient;
}

async function representativeOf(act: Act, input: { patientId: string; representativeId: string }) {
  const { ids } = await memberIds(act, input.patientId);
  const row = await act.tx
    .selectFrom('patients.representative')
    .select(['patient_id', 'id', 'facility_id', 'labels'])
    .where('patient_id', 'in', ids)
    .where('id', '=', input.representativeId)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.noRepresentative({ detail: 'Nothing was changed. Reload the representatives of the patient.' });
  return row;
}

async function endsOf(act: Act, ids: readonly string[]) {
  const rows = await act.tx
    .selectFrom('patients.representative_end')
    .select(['representative_id', 'ended_on', 'cause', 'reason'])
    .where('patient_id', 'in', [...ids])
    .limit(LIST_LIMIT)
    .execute();
  return new Map(rows.map((row) => [row.representative_id, row]));
}

async function judgementsOf(act: Act, ids: readonly string[]) {
  const rows = await act.tx
    .selectFrom('patients.representative_judgement')
    .distinctOn('representative_id')
    .selectAll()
    .where('patient_id', 'in', [...ids])
    .orderBy('representative_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LIST_LIMIT)
    .execute();
  return new Map(rows.map((row) => [row.representative_id, row]));
}

/** A death that is known, of whichever registration; one without a day counts at once, one on a later day not before it. */
async function deathOn(act: Act, ids: readonly string[], on: string): Promise<{ on: string | null } | null> {
  const rows = await act.tx
    .selectFrom('patients.death')
    .select('died_on')
    .where('patient_id', 'in', [...ids])
    .where('withdrawn_at', 'is', null)
    .limit(LIST_LIMIT)
    .execute();
  const found = rows.find(({ died_on }) => died_on === null || died_on <= on);
  return found === undefined ? null : { on: found.died_on };
}
