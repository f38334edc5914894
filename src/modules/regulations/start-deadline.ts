import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { facilityById } from '../directory/index.ts';
import {
  evaluate,
  localDate,
  valueInForce,
  type DateFact,
  type DateText,
  type Facts,
  type RuleOf,
  type Topic,
} from '../../../packages/rule-engine/index.ts';
import { calendarOfLaw } from './calendars.ts';
import { keepVersions } from './cite-rulings.ts';
import { deadlineById, type Deadline } from './deadlines.ts';
import { deriveDueDate } from './derive-due-date.ts';
import { deriveJurisdictions } from './derive-jurisdictions.ts';
import type { DeadlineId } from './ids.ts';
import { problems } from './problems.ts';
import { rulesInForce } from './rules.ts';

export interface ClockToStart {
  readonly topic: Topic;
  readonly subject: { readonly module: string; readonly id: string };
  readonly patientId?: string;
  readonly facilityId: string;
  readonly labels?: string;
  /** The receipt date-stamp (or the discovery, or the statement): what starts the clock. Never the moment of logging. */
  readonly startedAt: Date;
  /** Everything known that rules may ask for: who asks, for what, of what kind of custodian. */
  readonly facts: Facts;
}

/**
 * Starts the legal clock for something: of all rules of the topic in force at the facility on the day of receipt, the
 * earliest day binds. Null where no rule sets a time (an attorney's request has no federal clock). Twice for the same
 * subject, topic and day is the same clock, unless that was cancelled.
 * @throws regulations/received-in-future
 */
export async function startDeadline(act: Act, clock: ClockToStart): Promise<Deadline | null> {
  if (clock.startedAt > act.now) {
    throw problems.receivedInFuture({
      detail:
        'Nothing was saved. The date and time of receipt lie in the future: check the stamp, and the clock of the device that set it.',
    });
  }
  const facility = await facilityById(act, clock.facilityId);
  const startsOn = localDate(clock.startedAt, facility.timeZone);
  const known = await newestClock(act, clock, startsOn);
  const last = known === undefined ? undefined : await deadlineById(act, known.id);
  if (last !== undefined && last.settled?.outcome !== 'cancelled') return last;

  const clocks = clocksInForce(clock.topic, startsOn, deriveJurisdictions(facility));
  const facts: Facts = { ...startedBy(clocks, startsOn), ...clock.facts };
  const rulings = clocks.map(({ rule }) => {
    const calendar = calendarOfLaw(rule, startsOn);
    return evaluate(rule, { on: startsOn, facts, ...(calendar === undefined ? {} : { calendar }) });
  });
  const due = deriveDueDate(rulings, facility.timeZone);
  if (due === null) return null;

  const governing = clocks.find(({ rule }) => rule.id === due.governing.ruleId);
  if (governing === undefined) throw new Error(`${due.governing.ruleId} answered without having been asked.`);
  const { rule, starts } = governing;
  const undecided = rulings.filter(({ outcome }) => outcome === 'needs-facts');
  await keepVersions(act, [rule]);
  const id = newId<DeadlineId>();
  await act.tx
    .insertInto('regulations.deadline')
    .values({
      id,
      rule_id: rule.id,
      rule_version: rule.version,
      topic: clock.topic,
      basis: starts,
      acts: due.acts,
      module: clock.subject.module,
      subject_id: clock.subject.id,
      patient_id: clock.patientId ?? null,
      facility_id: clock.facilityId,
      labels: clock.labels ?? '0',
      started_at: clock.startedAt,
      starts_on: startsOn,
      attempt: (known?.attempt ?? 0) + 1,
      due_on: due.dueOn,
      due_at: due.dueAt,
      time_zone: facility.timeZone,
      facts: JSON.stringify(facts),
      warnings: [
        ...due.warnings,
        ...undecided.map(({ ruleId, needs }) => `${ruleId} might set an earlier day; it needs ${needs.join(', ')}.`),
      ],
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id, clock.subject.id], detail: { dueOn: due.dueOn, startsOn } });
  act.emit('regulations.deadline-started', {
    deadlineId: id,
    module: clock.subject.module,
    subjectId: clock.subject.id,
    dueAt: due.dueAt.toISOString(),
  });
  return deadlineById(act, id);
}

async function newestClock(
  act: Act,
  { subject, topic }: ClockToStart,
  startsOn: string,
): Promise<{ id: DeadlineId; attempt: number } | undefined> {
  const row = await act.tx
    .selectFrom('regulations.deadline')
    .select(['id', 'attempt'])
    .where('module', '=', subject.module)
    .where('subject_id', '=', subject.id)
    .where('topic', '=', topic)
    .where('starts_on', '=', startsOn)
    .orderBy('attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id as DeadlineId, attempt: row.attempt }; // as startDeadline minted it
}

interface Clock {
  readonly rule: RuleOf<'clock'>;
  readonly starts: DateFact;
}

function clocksInForce(topic: Topic, on: DateText, jurisdictions: readonly string[]): Clock[] {
  return rulesInForce({ topic, on, jurisdictions }).flatMap(({ rule }): Clock[] => {
    const value = rule.kind === 'clock' ? valueInForce(rule, on) : null;
    return rule.kind === 'clock' && value !== null ? [{ rule, starts: value.starts }] : [];
  });
}

/** The stamp is the day that each of these rules counts from, whatever the rule calls it. */
function startedBy(clocks: readonly Clock[], startsOn: DateText): Facts {
  return Object.fromEntries(clocks.map(({ starts }) => [starts, startsOn]));
}
