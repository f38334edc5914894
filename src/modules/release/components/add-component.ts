import type { Act } from '../../../platform/act.ts';
import type { Facts } from '../../../../packages/rule-engine/index.ts';
import { newId } from '../../../platform/ids.ts';
import { type Deadline, startDeadline } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { refreshLate } from './flag-late.ts';
import type { ComponentKind, ComponentState, Holder } from './kinds.ts';
import { componentProblems } from './problems.ts';

export interface AddComponent {
  readonly requestId: string;
  readonly kind: ComponentKind;
  /** Which one exactly. */
  readonly what?: string | undefined;
  readonly custodian: string;
  readonly heldBy: Holder;
  readonly custodianKind?: NonNullable<Facts['custodian']> | undefined;
  readonly state: Extract<ComponentState, 'asked' | 'waiting' | 'received'>;
  readonly wantedOn?: string | undefined;
}

/**
 * Adds a part of what was asked for. Its own clock runs where a rule sets one for this kind of custodian, from the receipt of
 * the request; else by the day that a person sets. From now on the case cannot close before it is sent or explained.
 * @throws release/component-unnamed, release/day-passed, release/not-described, release/ended
 */
export async function addComponent(
  act: Act,
  input: AddComponent,
): Promise<{ componentId: string; dueOn: string | null }> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (input.kind === 'other' && input.what === undefined)
    throw componentProblems.componentUnnamed({ detail: 'Nothing was saved. Write which part this is.', at: 'what' });
  mustLieAhead(request, input.wantedOn);
  const componentId = newId();
  const clock = input.custodianKind === undefined ? null : await startClock(act, request, componentId, input);
  const { due_on: dueOn } = await act.tx
    .insertInto('release.component')
    .values({
      id: componentId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      kind: input.kind,
      what: input.what?.trim() ?? null,
      custodian: input.custodian.trim(),
      held_by: input.heldBy,
      custodian_kind: input.custodianKind ?? null,
      state: input.state,
      wanted_on: input.wantedOn ?? null,
      rule_id: clock?.ruleId ?? null,
      rule_on: clock?.dueOn ?? null,
      rule_acts: clock?.acts ?? false,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .returning('due_on')
    .executeTakeFirstOrThrow();
  await act.tx
    .insertInto('release.component_step')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      component_id: componentId,
      state: input.state,
      wanted_on: input.wantedOn ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [componentId],
    detail: { kind: input.kind },
    ...(clock === null ? {} : { reasonIds: [clock.ruleId] }),
  });
  act.emit('release.component-changed', { requestId: request.id });
  await refreshLate(act, request);
  await refreshWorklist(act, request.id);
  return { componentId, dueOn };
}

export function mustLieAhead({ today }: LoadedRequest, day: string | undefined): void {
  if (day !== undefined && day < today)
    throw componentProblems.dayPassed({ detail: 'Nothing was saved. Choose today or a later day.', at: 'wantedOn' });
}

/** A clock of the component's own: the request's runs beside it. */
async function startClock(
  act: Act,
  request: LoadedRequest,
  componentId: string,
  { custodianKind }: AddComponent,
): Promise<Deadline | null> {
  const { row } = request;
  if (row.requester_class === null || custodianKind === undefined)
    throw problems.notDescribed({
      detail: 'Nothing was saved. Say who asks first: the clock of this part depends on it.',
    });
  return startDeadline(act, {
    topic: 'access',
    subject: { module: COMPONENT_CLOCKS, id: componentId },
    facilityId: request.facility.id,
    labels: request.labels.toString(),
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    startedAt: row.received_at,
    facts: {
      requester: row.requester_class as NonNullable<Facts['requester']>, // CHECK requester_class_is_known
      wants: (row.wants ?? 'copy') as NonNullable<Facts['wants']>, // CHECK wants_is_known
      custodian: custodianKind,
    },
  });
}

/** Whose clocks these are in `regulations`: not the request's own. */
export const COMPONENT_CLOCKS = 'release-component';
