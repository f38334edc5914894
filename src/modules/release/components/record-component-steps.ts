import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { memberIds } from '../../patients/index.ts';
import { cancelDeadline, deadlinesOf, meetDeadline } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { meetClocks } from '../meet-clocks.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { COMPONENT_CLOCKS, mustLieAhead } from './add-component.ts';
import { decideComponentStep, type StepRefusal } from './decide-component-step.ts';
import { refreshLate } from './flag-late.ts';
import { COMPONENTS, type ComponentKind, type ComponentState, isOwed } from './kinds.ts';
import { componentProblems } from './problems.ts';

export interface ComponentSteps {
  readonly requestId: string;
  readonly componentIds: readonly string[];
  readonly state: ComponentState;
  readonly reason?: string | undefined;
  readonly wantedOn?: string | undefined;
  readonly disclosureId?: string | undefined;
}

/**
 * Says what became of parts of a case. Each keeps its history. When the last one is settled after the records were handed
 * over, the clock of the request is met, and only then.
 * @throws release/component-unknown, release/component-unexplained, release/component-not-logged, release/component-sent,
 *   release/component-unchanged, release/day-passed, release/ended
 */
export async function recordComponentSteps(act: Act, input: ComponentSteps): Promise<{ owed: number }> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (isOwed(input.state)) mustLieAhead(request, input.wantedOn);
  const handOver =
    input.state !== 'sent' || input.disclosureId === undefined
      ? undefined
      : await findHandOver(act, request, input.disclosureId);
  for (const component of await findComponents(act, request, input.componentIds)) {
    const refused = decideComponentStep({
      from: component.state as ComponentState, // CHECK component_state_is_known
      to: input.state,
      reason: input.reason,
      handOver: handOver !== undefined,
      newDay: input.wantedOn !== undefined && input.wantedOn !== component.wanted_on,
    });
    if (refused !== undefined) throw refusal(refused, COMPONENTS[component.kind as ComponentKind]); // CHECK component_kind_is_known
    await writeStep(act, request, { component, input, handOver });
    await settleClock(act, component.id, input.state);
  }
  act.note({ subjectIds: [...input.componentIds], detail: { state: input.state } });
  act.emit('release.component-changed', { requestId: request.id });
  const { answer, facts } = await loadRequest(act, request.id, 'work');
  if (answer.openComponents === 0 && facts.handOver === 'confirmed') await meetClocks(act, request.id, act.now);
  await refreshLate(act, request);
  await refreshWorklist(act, request.id);
  return { owed: answer.openComponents };
}

type HandOver = { readonly patientId: string; readonly id: string };

/** Any hand-over of this person's records that did not fail: also one that another department made and logged. */
async function findHandOver(act: Act, request: LoadedRequest, id: string): Promise<HandOver> {
  const members = request.patientId === null ? [] : (await memberIds(act, request.patientId)).ids;
  const row =
    members.length === 0
      ? undefined
      : await act.tx
          .selectFrom('release.disclosure_log')
          .select(['id', 'patient_id', 'outcome'])
          .where('patient_id', 'in', members)
          .where('id', '=', id)
          .executeTakeFirst();
  if (row?.patient_id == null || row.outcome === 'not-handed-over') throw refusal('not-logged', 'This part');
  return { patientId: row.patient_id, id };
}

async function findComponents(act: Act, request: LoadedRequest, ids: readonly string[]) {
  const rows = await act.tx
    .selectFrom('release.component')
    .select(['id', 'kind', 'state', 'wanted_on'])
    .where('request_id', '=', request.id)
    .where('id', 'in', [...ids])
    .orderBy('recorded_at')
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length !== ids.length)
    throw componentProblems.componentUnknown({ detail: 'Nothing was saved. Reload the case.' });
  return rows;
}

interface Step {
  readonly component: { readonly id: string; readonly wanted_on: string | null };
  readonly input: Pick<ComponentSteps, 'state' | 'reason' | 'wantedOn'>;
  readonly handOver?: HandOver | undefined;
}

async function writeStep(act: Act, request: LoadedRequest, { component, input, handOver }: Step): Promise<void> {
  const reason = input.reason?.trim() ?? '';
  const wantedOn = (isOwed(input.state) ? input.wantedOn : undefined) ?? component.wanted_on;
  await act.tx
    .insertInto('release.component_step')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      component_id: component.id,
      state: input.state,
      reason: reason === '' ? null : reason,
      wanted_on: wantedOn,
      disclosure_patient_id: handOver?.patientId ?? null,
      disclosure_id: handOver?.id ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('release.component')
    .set({ state: input.state, wanted_on: wantedOn })
    .where('id', '=', component.id)
    .execute();
}

async function settleClock(act: Act, componentId: string, state: ComponentState): Promise<void> {
  if (isOwed(state)) return;
  for (const clock of await deadlinesOf(act, { module: COMPONENT_CLOCKS, id: componentId })) {
    if (clock.settled !== null) continue;
    if (state === 'sent') await meetDeadline(act, { deadlineId: clock.id, how: 'sent' });
    else await cancelDeadline(act, { deadlineId: clock.id, reason: state });
  }
}

/** A hand-over never left: what went with it is owed again. */
export async function reopenSent(act: Act, disclosure: { id: string; requestId: string; how: string }): Promise<void> {
  const rows = await act.tx
    .selectFrom('release.component_step as s')
    .innerJoin('release.component as c', 'c.id', 's.component_id')
    .select(['c.id', 'c.wanted_on'])
    .where('s.disclosure_id', '=', disclosure.id)
    .where('c.state', '=', 'sent')
    .execute();
  if (rows.length === 0) return;
  const request = await loadRequest(act, disclosure.requestId, 'any-work');
  for (const component of rows)
    await writeStep(act, request, { component, input: { state: 'received', reason: disclosure.how } });
}

function refusal(refused: StepRefusal, name: string) {
  switch (refused) {
    case 'unexplained':
      return componentProblems.componentUnexplained({
        detail: `Nothing was saved. ${name}: write why it does not go out, in a few words.`,
        at: 'reason',
      });
    case 'not-logged':
      return componentProblems.componentNotLogged({
        detail: `Nothing was saved. ${name} counts as sent with the hand-over it went out with: hand the packet over, or record the disclosure of whoever sent it, then choose that.`,
        at: 'disclosureId',
      });
    case 'sent-before':
      return componentProblems.componentSent({
        detail: `Nothing was saved. ${name} was sent. Where it did not arrive, say so of its hand-over.`,
      });
    case 'nothing-new':
      return componentProblems.componentUnchanged({
        detail: `Nothing was saved. ${name} stands so already; give a note or another day.`,
      });
  }
}
