import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { problems } from '../problems.ts';
import type { ExpectedPaper } from './derive-reconciliation.ts';

const LIST_LIMIT = 500;

export interface PaperRule {
  readonly encounterClass: string;
  readonly expected: readonly ExpectedPaper[];
  readonly reason: string;
  readonly setAt: string;
  readonly setBy: string;
  /** False: the rule of all facilities, since this one has none of its own. */
  readonly own: boolean;
}

interface Row {
  encounter_class: string;
  expected: ExpectedPaper[];
  reason: string;
  set_at: Date;
  set_by: string;
  facility_id: string | null;
}

/** Rules in force at a facility: its own newest of each class, else that of all. */
export async function rulesInForce(act: Act, facilityId: string): Promise<PaperRule[]> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (encounter_class) encounter_class, expected, reason, set_at, set_by, facility_id FROM intake.paper_rule
    WHERE facility_id = ${facilityId} OR facility_id IS NULL
    ORDER BY encounter_class, facility_id IS NULL, set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(act.tx);
  return rows.map(viewOf);
}

/** Every rule that a facility ever went by, newest first. */
export async function listRuleHistory(act: Act, facilityId: string): Promise<PaperRule[]> {
  const { rows } = await sql<Row>`
    SELECT encounter_class, expected, reason, set_at, set_by, facility_id FROM intake.paper_rule
    WHERE facility_id = ${facilityId} OR facility_id IS NULL ORDER BY set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(
    act.tx,
  );
  return rows.map(viewOf);
}

/** Sets what a class of encounters leaves on paper from now on; the former rule stays in the history. @throws intake/unknown-type */
export async function setPaperRule(
  act: Act,
  input: { facilityId: string; encounterClass: string; expected: readonly ExpectedPaper[]; reason: string },
): Promise<void> {
  const unknown = input.expected.flatMap(({ types }) => types).find((code) => findType(code) === undefined);
  if (unknown !== undefined)
    throw problems.unknownType({
      detail: `Nothing was changed. No document type has the code “${unknown}”; choose types of the catalogue.`,
      at: 'expected',
    });
  const id = newId();
  await act.tx
    .insertInto('intake.paper_rule')
    .values({
      id,
      facility_id: input.facilityId,
      encounter_class: input.encounterClass,
      expected: JSON.stringify(input.expected),
      reason: input.reason.trim(),
      set_at: act.now,
      set_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [id],
    detail: { class: input.encounterClass, expected: input.expected.map(({ name }) => name) },
  });
}

const viewOf = (row: Row): PaperRule => ({
  encounterClass: row.encounter_class,
  expected: row.expected,
  reason: row.reason,
  setAt: row.set_at.toISOString(),
  setBy: row.set_by,
  own: row.facility_id !== null,
});
