// Reading the clocks. What a clock's law is, is taken from the text of the day it started, not from today's folder.

import { sql, type NotNull } from 'kysely';
import type { Act } from '../../platform/act.ts';
import {
  valueInForce,
  type ClockValue,
  type DateText,
  type Rule,
  type RuleOf,
} from '../../../packages/rule-engine/index.ts';
import type { DeadlineId } from './ids.ts';
import { problems } from './problems.ts';

export interface Deadline {
  readonly id: DeadlineId;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly topic: string;
  /** False: only unverified rules set the day; a person confirms it. */
  readonly acts: boolean;
  readonly module: string;
  readonly subjectId: string;
  readonly patientId: string | null;
  readonly facilityId: string;
  readonly startedAt: Date;
  readonly startsOn: DateText;
  /** After extensions and pauses. */
  readonly dueOn: DateText;
  readonly dueAt: Date;
  readonly timeZone: string;
  readonly extensionsUsed: number;
  readonly paused: { readonly number: number; readonly on: DateText; readonly maxDays: number | null } | null;
  readonly settled: { readonly outcome: 'met' | 'cancelled'; readonly at: Date; readonly late: boolean } | null;
  readonly warnings: readonly string[];
}

const LIST_LIMIT = 500;

/** @throws regulations/no-such-deadline, for one outside the scope of the act as for one that never was */
export async function deadlineById(act: Act, id: DeadlineId): Promise<Deadline> {
  const row = await states(act).where('id', '=', id).executeTakeFirst();
  if (row === undefined)
    throw problems.noSuchDeadline({ detail: 'Nothing was changed. Reload the list of deadlines.' });
  return toDeadline(row);
}

/** The clocks of one subject, the earliest start first; ended ones too. */
export async function deadlinesOf(act: Act, subject: { module: string; id: string }): Promise<Deadline[]> {
  const rows = await states(act)
    .where('module', '=', subject.module)
    .where('subject_id', '=', subject.id)
    .orderBy('started_at')
    .limit(LIST_LIMIT)
    .execute();
  return rows.map(toDeadline);
}

/** Running clocks that are due by a moment, the most urgent first. Clocks that stand still are not due. */
export async function deadlinesDue(
  act: Act,
  query: { by: Date; facilityId?: string; module?: string; limit?: number },
): Promise<Deadline[]> {
  const { facilityId, module } = query;
  // running_clock holds only clocks that have not ended, in the order in which they are due: the history is never read.
  const rows = await states(act)
    .innerJoin('regulations.running_clock as running', 'running.deadline_id', 'id')
    .where('running.paused', '=', false)
    .where('running.due_at', '<=', query.by)
    .$if(facilityId !== undefined, (list) => list.where('facility_id', '=', facilityId ?? ''))
    .$if(module !== undefined, (list) => list.where('module', '=', module ?? ''))
    .orderBy('running.due_at')
    .limit(Math.min(query.limit ?? LIST_LIMIT, LIST_LIMIT))
    .execute();
  return rows.map(toDeadline);
}

/**
 * Locks the clock for this act, so that two people cannot extend it at the same time, and refuses one that has ended.
 * An advisory lock and not a row lock: the product may not update these rows, and so may not lock them either.
 */
export async function openDeadline(act: Act, id: DeadlineId): Promise<Deadline> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`regulations.deadline ${id}`}, 0))`.execute(act.tx);
  const deadline = await deadlineById(act, id);
  if (deadline.settled !== null) {
    throw problems.settled({
      detail: `Nothing was changed: this clock was ${deadline.settled.outcome} before. Reload to see how it stands.`,
    });
  }
  return deadline;
}

/** The value of the rule under which the clock started. */
export async function lawOf(act: Act, deadline: Deadline): Promise<{ rule: RuleOf<'clock'>; value: ClockValue }> {
  const { content } = await act.tx
    .selectFrom('regulations.rule_version')
    .select('content')
    .where('rule_id', '=', deadline.ruleId)
    .where('version', '=', deadline.ruleVersion)
    .executeTakeFirstOrThrow();
  const rule = parseKept(content, deadline.ruleVersion);
  if (rule.kind !== 'clock') throw new Error(`${rule.id} is a ${rule.kind}, not a clock.`);
  const value = valueInForce(rule, deadline.startsOn);
  if (value === null) throw new Error(`${rule.id} was not in force on ${deadline.startsOn}.`);
  return { rule, value };
}

/** A kept text is our own canonical JSON, written after it was read and checked, and its hash is checked by the database. */
export function parseKept(content: string, version: string): Rule {
  return { ...(JSON.parse(content) as Omit<Rule, 'version'>), version } as Rule;
}

function states(act: Act) {
  return act.tx.selectFrom('regulations.deadline_state').selectAll('regulations.deadline_state').$narrowType<{
    // PostgreSQL does not know which columns of a view are never null; these come straight from NOT NULL columns.
    id: DeadlineId;
    rule_id: NotNull;
    rule_version: NotNull;
    topic: NotNull;
    acts: NotNull;
    module: NotNull;
    subject_id: NotNull;
    facility_id: NotNull;
    started_at: NotNull;
    starts_on: NotNull;
    due_on: NotNull;
    due_at: NotNull;
    time_zone: NotNull;
    extensions_used: NotNull;
    warnings: NotNull;
    outcome: 'met' | 'cancelled' | null;
  }>();
}

type Row = Awaited<ReturnType<ReturnType<typeof states>['executeTakeFirstOrThrow']>>;

function toDeadline(row: Row): Deadline {
  return {
    id: row.id,
    ruleId: row.rule_id,
    ruleVersion: row.rule_version,
    topic: row.topic,
    acts: row.acts,
    module: row.module,
    subjectId: row.subject_id,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    startedAt: row.started_at,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    dueAt: row.due_at,
    timeZone: row.time_zone,
    extensionsUsed: row.extensions_used,
    paused:
      row.open_pause === null || row.paused_on === null
        ? null
        : { number: row.open_pause, on: row.paused_on, maxDays: row.pause_max_days },
    settled:
      row.outcome === null || row.settled_at === null
        ? null
        : { outcome: row.outcome, at: row.settled_at, late: row.outcome === 'met' && row.settled_at > row.due_at },
    warnings: row.warnings,
  };
}
