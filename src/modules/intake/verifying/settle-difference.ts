import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { copyForMove, endUnverified, moveDocument, type PreparedMove, reindexDocument } from '../../documents/index.ts';
import { closeItem, takeItem } from '../../worklist/index.ts';
import { loadVerification, mustBe, type Verification } from './load-verification.ts';
import { verifyingProblems as problems } from './problems.ts';

export interface SettleDifference {
  readonly id: string;
  /** Of each field that differs, which entry is right. */
  readonly right: Readonly<Partial<Record<string, 'filed' | 'entered'>>>;
  readonly reason: string;
}

/** Outside the transaction: where the document lies with the wrong patient, its pages for the right chart. */
export async function prepareSettlement(
  { services, request }: Pick<RequestContext, 'services' | 'request'>,
  input: SettleDifference,
): Promise<PreparedMove | undefined> {
  if (input.right['patient'] !== 'entered') return undefined;
  const read = <T>(fn: (act: Act) => Promise<T>) =>
    services.acting.act(
      request.actContext,
      { verb: 'intake.prepare-settling', permission: 'intake/verify', subject: { kind: 'verification', id: input.id } },
      fn,
    );
  const { filed, documentId } = await read(async (act) => {
    const found = await loadVerification(act, input.id);
    mustBe(found, 'to-settle');
    return found;
  });
  return copyForMove(services, read, { patientId: filed.patientId, documentId });
}

/**
 * A third person says who is right. Whoever was wrong has the error; a wrong filing is corrected by the same act, and one
 * in the wrong chart is moved, which puts the question of privacy.
 * @throws intake/verification-not-found, intake/verification-not-yours, intake/verification-done, intake/choice-missing
 */
export async function settleDifference(
  act: Act,
  input: SettleDifference,
  prepared: PreparedMove | undefined,
): Promise<void> {
  const found = await loadVerification(act, input.id, { lock: true });
  mustBe(found, 'to-settle');
  await takeItem(act, { kind: 'intake.to-settle', subjectId: input.id });
  if (found.differs.some((field) => input.right[field] === undefined))
    throw problems.choiceMissing({ detail: 'Nothing was changed. Choose who is right in each row.', at: 'right' });
  const filedWrong = found.differs.filter((field) => input.right[field] === 'entered');
  const enteredWrong = found.differs.filter((field) => input.right[field] === 'filed');
  await act.tx
    .updateTable('intake.verification')
    .set({
      settled_by: act.actor.id,
      settled_at: act.now,
      filed_wrong: filedWrong,
      entered_wrong: enteredWrong,
      closed_at: act.now,
      outcome: 'settled',
    })
    .where('id', '=', input.id)
    .execute();
  await closeItem(act, { kind: 'intake.to-settle', subjectId: input.id, outcome: 'settled' });
  await endUnverified(act, { patientId: found.filed.patientId, documentId: found.documentId });
  await correct(act, found, filedWrong, input.reason, prepared);
  act.note({
    subjectIds: [input.id, found.documentId],
    patientIds: [found.filed.patientId],
    detail: { filedWrong, enteredWrong },
  });
}

async function correct(
  act: Act,
  { filed, entered, documentId }: Verification,
  wrong: readonly string[],
  reason: string,
  prepared: PreparedMove | undefined,
): Promise<void> {
  if (entered === null || wrong.length === 0) return;
  const ref = { patientId: filed.patientId, documentId };
  const typeCode = wrong.includes('type') ? { typeCode: entered.typeCode } : {};
  if (wrong.includes('patient')) {
    if (prepared === undefined) throw new Error('A document is moved with its pages prepared.');
    await moveDocument(
      act,
      {
        ...{ ...ref, ...typeCode, reason, toPatientId: entered.patientId },
        ...(entered.encounterId === null ? {} : { toEncounterId: entered.encounterId }),
        ...(wrong.includes('date') && entered.date !== null ? { date: entered.date } : {}),
      },
      prepared,
    );
    return;
  }
  const document = await act.tx
    .selectFrom('documents.document')
    .select(['type_code', 'encounter_id', 'dated_on'])
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', documentId)
    .executeTakeFirst();
  // Somebody may have corrected it in the chart meanwhile.
  const changes = {
    ...(document?.type_code === entered.typeCode ? {} : typeCode),
    ...(wrong.includes('encounter') && document?.encounter_id !== entered.encounterId
      ? { encounterId: entered.encounterId }
      : {}),
    ...(wrong.includes('date') && document?.dated_on !== entered.date ? { date: entered.date } : {}),
  };
  if (Object.keys(changes).length > 0) await reindexDocument(act, { ...ref, ...changes, reason });
}
