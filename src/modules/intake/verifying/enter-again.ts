import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { endUnverified, findType } from '../../documents/index.ts';
import { readPatient } from '../../patients/index.ts';
import { closeItem, openItem, takeItem } from '../../worklist/index.ts';
import { problems as understandingProblems } from '../understanding/problems.ts';
import { compareEntries, type Entry } from './compare-entries.ts';
import { loadVerification, mustBe } from './load-verification.ts';

/**
 * The second, blind entry. Where it agrees with the first the document is verified; where not, a third person sees both.
 * @throws intake/verification-not-found, intake/verification-not-yours, intake/verification-done, worklist/taken
 */
export async function enterAgain(act: Act, input: Entry & { readonly id: string }): Promise<{ agreed: boolean }> {
  const found = await loadVerification(act, input.id, { lock: true });
  mustBe(found, 'to-verify');
  await takeItem(act, { kind: 'intake.to-verify', subjectId: input.id });
  if (findType(input.typeCode) === undefined)
    throw understandingProblems.unknownType({ detail: 'Nothing was changed. Choose a type.', at: 'typeCode' });
  await readPatient(act, input.patientId);
  const differs = compareEntries(
    { ...found.filed, patientId: await survivorOf(act, found.filed.patientId) },
    { ...input, patientId: await survivorOf(act, input.patientId) },
  );
  const agreed = differs.length === 0;
  await act.tx
    .updateTable('intake.verification')
    .set({
      entered_patient_id: input.patientId,
      entered_encounter_id: input.encounterId,
      entered_type_code: input.typeCode,
      entered_date: input.date,
      entered_by: act.actor.id,
      entered_at: act.now,
      differs,
      ...(agreed ? { closed_at: act.now, outcome: 'agreed' } : {}),
    })
    .where('id', '=', input.id)
    .execute();
  await closeItem(act, {
    ...{ kind: 'intake.to-verify', subjectId: input.id },
    outcome: agreed ? 'agreed' : 'differs',
  });
  if (agreed) await endUnverified(act, { patientId: found.filed.patientId, documentId: found.documentId });
  else
    await openItem(act, {
      ...{ kind: 'intake.to-settle', module: 'intake', subjectId: input.id, permission: 'intake/verify', priority: 3 },
      facilityId: found.facilityId,
      labels: BigInt(found.labels),
      barred: [found.filedBy, act.actor.id],
    });
  act.note({
    subjectIds: [input.id, found.documentId],
    patientIds: [...new Set([found.filed.patientId, input.patientId])],
    detail: { agreed, differs },
  });
  act.emit('intake.verified', { verificationId: input.id, documentId: found.documentId, agreed });
  return { agreed };
}

/** Merged registrations are one person. */
async function survivorOf(act: Act, patientId: string): Promise<string> {
  const { rows } = await sql<{ survivor_id: string }>`
    SELECT survivor_id FROM patients.member WHERE patient_id = ${patientId}`.execute(act.tx);
  return rows[0]?.survivor_id ?? patientId;
}
