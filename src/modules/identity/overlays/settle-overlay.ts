import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { moveDocument, type PreparedMove } from '../../documents/index.ts';
import { keepApart, memberIds, nameOfPatients, type PatientFacts, registerPatient } from '../../patients/index.ts';
import { closeItem } from '../../worklist/index.ts';
import { lowerOwnFlag } from '../lower-own-flag.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { OVERLAY } from '../worklist.ts';
import { choicesOf, factsOf, loadOverlay, otherQuestions } from './load-overlay.ts';

/**
 * Who the second person is: somebody registered already, or a registration made now with the facts that are theirs. The
 * first person keeps the number. @throws identity/same-person, patients/nameless, patients/impossible-date
 */
export async function nameSecond(
  act: Act,
  input: {
    readonly overlayId: string;
    readonly second: { readonly patientId: string } | { readonly facts: PatientFacts };
  },
): Promise<{ secondId: string }> {
  const overlay = await loadOverlay(act, input.overlayId, 'change');
  const secondId =
    'patientId' in input.second
      ? input.second.patientId
      : (
          await registerPatient(act, {
            facts: input.second.facts,
            facilityId: overlay.facility_id,
            origin: 'identity desk',
          })
        ).id;
  const [own, other] = [await memberIds(act, overlay.patient_id), await memberIds(act, secondId)];
  if (own.survivorId === other.survivorId || !(await nameOfPatients(act, [secondId])).has(secondId))
    throw problems.samePerson({ detail: 'Nothing was changed. The second person needs a registration of their own.' });
  await refuseOwnRecord(act, [secondId]);
  await act.tx
    .updateTable('identity.overlay')
    .set({ second_id: secondId })
    .where('patient_id', '=', overlay.patient_id)
    .where('id', '=', overlay.id)
    .execute();
  act.note({ patientIds: [secondId] });
  act.emit('identity.overlay-changed', { overlayId: overlay.id });
  return { secondId };
}

/** Whose documents and visits are; nothing moves yet, and a former choice can be made anew until it was moved. */
export async function chooseWhose(
  act: Act,
  input: {
    readonly overlayId: string;
    readonly whose: 'first' | 'second';
    readonly facts: readonly { readonly kind: 'document' | 'encounter'; readonly id: string }[];
  },
): Promise<void> {
  const overlay = await loadOverlay(act, input.overlayId, 'change');
  const choices = await choicesOf(act, overlay);
  for (const fact of input.facts) {
    if (choices.get(fact.id)?.movedId != null) continue;
    await keepChoice(act, overlay, { kind: fact.kind, factId: fact.id, whose: input.whose });
  }
  act.note({ count: input.facts.length });
  act.emit('identity.overlay-changed', { overlayId: overlay.id });
}

interface OverlayRow {
  readonly patient_id: string;
  readonly id: string;
  readonly facility_id: string;
  readonly labels: string;
}

async function keepChoice(
  act: Act,
  overlay: OverlayRow,
  choice: { kind: 'document' | 'encounter'; factId: string; whose: 'first' | 'second'; movedId?: string },
): Promise<void> {
  await act.tx
    .insertInto('identity.overlay_choice')
    .values({
      patient_id: overlay.patient_id,
      id: newId(),
      facility_id: overlay.facility_id,
      labels: overlay.labels,
      overlay_id: overlay.id,
      kind: choice.kind,
      fact_id: choice.factId,
      whose: choice.whose,
      moved_id: choice.movedId ?? null,
      chosen_at: act.now,
      chosen_by: act.actor.id,
    })
    .execute();
}

/** Moves one document of the second person into their own chart. @throws identity/no-second-person, as moveDocument */
export async function moveToSecond(
  act: Act,
  input: { readonly overlayId: string; readonly patientId: string; readonly documentId: string },
  prepared: PreparedMove,
): Promise<{ documentId: string }> {
  const overlay = await loadOverlay(act, input.overlayId, 'change');
  if (overlay.second_id === null)
    throw problems.noSecondPerson({ detail: 'Nothing was moved. Register the second person, or choose them, first.' });
  const filed = await moveDocument(
    act,
    {
      patientId: input.patientId,
      documentId: input.documentId,
      toPatientId: overlay.second_id,
      reason: 'Two people stood in one record.',
    },
    prepared,
  );
  await keepChoice(act, overlay, {
    ...{ kind: 'document', factId: input.documentId, whose: 'second', movedId: filed.documentId },
  });
  act.emit('identity.overlay-changed', { overlayId: overlay.id });
  return { documentId: filed.documentId };
}

/**
 * Divided, or one person after all: release of the record goes on, unless its identity is in question for another reason
 * too (`stillFrozen`). Two people who were divided are kept apart for good.
 * @throws identity/no-second-person, identity/still-to-say, identity/still-to-move
 */
export async function settleOverlay(
  act: Act,
  input: { readonly overlayId: string; readonly outcome: 'split' | 'one-person'; readonly reason: string },
): Promise<{ stillFrozen: boolean }> {
  const overlay = await loadOverlay(act, input.overlayId, 'change');
  if (input.outcome === 'split') {
    if (overlay.second_id === null)
      throw problems.noSecondPerson({
        detail: 'Release stays frozen. Register the second person, or choose them, first.',
      });
    const choices = await choicesOf(act, overlay);
    const unsaid = (await factsOf(act, overlay, choices)).filter(({ id }) => !choices.has(id));
    if (unsaid.length > 0)
      throw problems.stillToSay({
        detail: `Release stays frozen. Say of ${unsaid.length} more whose they are: nothing of unknown owner may go out.`,
      });
    const waiting = [...choices.values()].filter(
      ({ kind, whose, movedId }) => kind === 'document' && whose === 'second' && movedId === null,
    );
    if (waiting.length > 0)
      throw problems.stillToMove({
        detail: `Release stays frozen. ${waiting.length} documents of the second person have still to be moved.`,
      });
    await keepApart(act, { patientId: overlay.patient_id, otherId: overlay.second_id, reason: input.reason });
  }
  await act.tx
    .updateTable('identity.overlay')
    .set({ settled_at: act.now, settled_by: act.actor.id, outcome: input.outcome, settle_reason: input.reason })
    .where('patient_id', '=', overlay.patient_id)
    .where('id', '=', overlay.id)
    .execute();
  await lowerOwnFlag(act, overlay.patient_id, overlay.flag_id);
  await closeItem(act, { kind: OVERLAY, subjectId: overlay.id, outcome: input.outcome });
  const stillFrozen = (await otherQuestions(act, overlay)).length > 0;
  act.note({ detail: { outcome: input.outcome, stillFrozen } });
  act.emit('identity.overlay-changed', { overlayId: overlay.id });
  return { stillFrozen };
}
