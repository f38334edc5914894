import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { problems } from '../problems.ts';
import { decideLabelPattern } from './decide-label-pattern.ts';
import type { LabelPattern } from './label-pattern.ts';

const LIST_LIMIT = 500;
const MOST_IN_FORCE = 100;

export interface LabelPatternRow extends LabelPattern {
  readonly active: boolean;
  readonly reason: string;
  readonly setAt: string;
  readonly setBy: string;
  /** False: of all facilities, since this one has said nothing of its own about it. */
  readonly own: boolean;
}

interface Row {
  pattern_id: string;
  facility_id: string | null;
  name: string;
  means: LabelPattern['means'];
  type_code: string | null;
  format: LabelPattern['format'];
  before_texts: string[];
  separator: LabelPattern['separator'];
  form: LabelPattern['form'];
  shortest: number;
  longest: number;
  after_text: string;
  check_rule: LabelPattern['check'];
  check_dropped: boolean;
  active: boolean;
  reason: string;
  set_at: Date;
  set_by: string;
}

const COLUMNS =
  sql.raw(`pattern_id, facility_id, name, means, type_code, format, before_texts, separator, form, shortest,
  longest, after_text, check_rule, check_dropped, active, reason, set_at, set_by`);

/** By which the labels of a facility are read now. */
export async function labelPatternsInForce(act: Act, facilityId: string): Promise<LabelPatternRow[]> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (pattern_id) ${COLUMNS} FROM intake.label_pattern
    WHERE facility_id = ${facilityId} OR facility_id IS NULL
    ORDER BY pattern_id, facility_id IS NULL, set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(act.tx);
  return rows.filter(({ active }) => active).map(viewOf);
}

/** Every row that a facility ever went by, newest first. */
export async function listLabelHistory(act: Act, facilityId: string): Promise<LabelPatternRow[]> {
  const { rows } = await sql<Row>`
    SELECT ${COLUMNS} FROM intake.label_pattern WHERE facility_id = ${facilityId} OR facility_id IS NULL
    ORDER BY set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(act.tx);
  return rows.map(viewOf);
}

/**
 * Labels written so mean this from now on; what was before stays in the history. Pages that were read before keep their
 * proposals, their codes are drawn by the new pattern.
 * @throws intake/label-pattern-wrong, intake/label-pattern-unknown
 */
export async function setLabelPattern(
  act: Act,
  input: Omit<LabelPattern, 'id'> & {
    readonly facilityId: string;
    /** Of the one that is changed; left out: a new one. */
    readonly id?: string | undefined;
    readonly reason: string;
  },
): Promise<{ id: string }> {
  const [fault] = decideLabelPattern(input);
  if (fault !== undefined)
    throw problems.labelPatternWrong({ detail: `Nothing was changed. ${fault.detail}`, at: fault.at });
  if (input.typeCode !== null && findType(input.typeCode) === undefined)
    throw problems.unknownType({ detail: 'Nothing was changed. Choose a type of the catalogue.', at: 'typeCode' });
  const inForce = await labelPatternsInForce(act, input.facilityId);
  if (input.id !== undefined) patternIn(inForce, input.id);
  else if (inForce.length >= MOST_IN_FORCE)
    throw problems.labelPatternWrong({
      detail: `Nothing was changed. At most ${MOST_IN_FORCE} patterns are in force; retire one that is not used.`,
      at: 'name',
    });
  const id = input.id ?? newId();
  await write(act, input.facilityId, { ...input, id }, { active: true, reason: input.reason });
  return { id };
}

/** Labels written so are not understood any more; the pattern stays in the history. @throws intake/label-pattern-unknown */
export async function retireLabelPattern(
  act: Act,
  input: { facilityId: string; id: string; reason: string },
): Promise<void> {
  const pattern = patternIn(await labelPatternsInForce(act, input.facilityId), input.id);
  await write(act, input.facilityId, pattern, { active: false, reason: input.reason });
}

function patternIn(inForce: readonly LabelPatternRow[], id: string): LabelPatternRow {
  const found = inForce.find((each) => each.id === id);
  if (found === undefined)
    throw problems.labelPatternUnknown({
      detail: 'Nothing was changed. A colleague may have retired it; look at the list again.',
    });
  return found;
}

async function write(
  act: Act,
  facilityId: string,
  pattern: LabelPattern,
  how: { active: boolean; reason: string },
): Promise<void> {
  await act.tx
    .insertInto('intake.label_pattern')
    .values({
      ...{ id: newId(), pattern_id: pattern.id, facility_id: facilityId, name: pattern.name.trim() },
      ...{ means: pattern.means, type_code: pattern.typeCode, format: pattern.format },
      ...{ before_texts: pattern.before.map((text) => text.trim()), separator: pattern.separator },
      ...{ form: pattern.form, shortest: pattern.shortest, longest: pattern.longest, after_text: pattern.after.trim() },
      ...{ check_rule: pattern.check, check_dropped: pattern.check !== 'none' && pattern.checkDropped },
      ...{ active: how.active, reason: how.reason.trim(), set_at: act.now, set_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [pattern.id], detail: { means: pattern.means, active: how.active } });
}

const viewOf = (row: Row): LabelPatternRow => ({
  ...{ id: row.pattern_id, name: row.name, means: row.means, typeCode: row.type_code, format: row.format },
  ...{ before: row.before_texts, separator: row.separator, form: row.form },
  ...{ shortest: row.shortest, longest: row.longest, after: row.after_text },
  ...{ check: row.check_rule, checkDropped: row.check_dropped, active: row.active, reason: row.reason },
  ...{ setAt: row.set_at.toISOString(), setBy: row.set_by, own: row.facility_id !== null },
});
