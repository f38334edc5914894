import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { countryOf } from '../../directory/index.ts';
import { problems } from '../problems.ts';
import { deriveHeader, type HeaderField, type HeaderRule, type ReportHeader } from './derive-header.ts';

const LIST_LIMIT = 500;
const MOST_IN_FORCE = 100;
/** Shorter words stand in any sentence. */
const SHORTEST_LABEL = 2;

export interface HeaderRuleRow extends HeaderRule {
  readonly id: string;
  readonly reason: string;
  readonly setAt: string;
  readonly setBy: string;
  readonly ended: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

/** By which the headings of a facility's reports are read before the usual ways, oldest first. */
export async function headerRulesInForce(act: Act, facilityId: string): Promise<HeaderRuleRow[]> {
  const rows = await rulesOf(act, facilityId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .limit(MOST_IN_FORCE)
    .execute();
  return rows.map(viewOf);
}

/** Rules that hold no more, the last ended first. */
export async function listEndedHeaderRules(act: Act, facilityId: string): Promise<HeaderRuleRow[]> {
  const rows = await rulesOf(act, facilityId)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(LIST_LIMIT)
    .execute();
  return rows.map(viewOf);
}

/** Reads a field by these words from now on; a changed rule is a new one that ends the former. @throws intake/header-rule-wrong, intake/header-rule-unknown */
export async function setHeaderRule(
  act: Act,
  input: HeaderRule & { readonly facilityId: string; readonly replaces?: string | undefined; readonly reason: string },
): Promise<{ id: string }> {
  const label = input.label.trim().replace(/\s+/g, ' ');
  if (label.length < SHORTEST_LABEL)
    throw problems.headerRuleWrong({
      detail: `Nothing was changed. Write at least ${SHORTEST_LABEL} characters that stand before the value.`,
      at: 'label',
    });
  const { facilityId } = input;
  if (input.replaces !== undefined) await endHeaderRule(act, { facilityId, id: input.replaces, reason: input.reason });
  else if ((await headerRulesInForce(act, facilityId)).length >= MOST_IN_FORCE)
    throw problems.headerRuleWrong({
      detail: `Nothing was changed. At most ${MOST_IN_FORCE} rules are in force; end one that is not used.`,
      at: 'label',
    });
  const id = newId();
  await act.tx
    .insertInto('intake.header_rule')
    .values({
      ...{ id, facility_id: facilityId, field: input.field, label, value_ends: input.valueEnds },
      ...{ reason: input.reason.trim(), recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id], detail: { field: input.field } });
  return { id };
}

/** The rule holds no more; it stays in the history. @throws intake/header-rule-unknown */
export async function endHeaderRule(
  act: Act,
  input: { facilityId: string; id: string; reason: string },
): Promise<void> {
  const ended = await act.tx
    .updateTable('intake.header_rule')
    .set({ ended_at: act.now, ended_by: act.actor.id, ended_reason: input.reason.trim() })
    .where('id', '=', input.id)
    .where('facility_id', '=', input.facilityId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined)
    throw problems.headerRuleUnknown({
      detail: 'Nothing was changed. A colleague may have ended it; look at the list again.',
    });
  act.note({ subjectIds: [input.id] });
}

/** What would be read in a heading by the rules in force and one that is not saved yet. Nothing is kept. */
export async function tryHeader(
  act: Act,
  input: { facilityId: string; text: string; draft?: HeaderRule | undefined; without?: string | undefined },
): Promise<{ header: ReportHeader | null }> {
  const inForce = (await headerRulesInForce(act, input.facilityId)).filter(({ id }) => id !== input.without);
  const order = (await countryOf(act, input.facilityId)) === 'US' ? 'mdy' : 'dmy';
  const rules = input.draft === undefined ? inForce : [input.draft, ...inForce];
  return { header: deriveHeader(input.text, rules, { order }) ?? null };
}

function rulesOf(act: Act, facilityId: string) {
  return act.tx
    .selectFrom('intake.header_rule')
    .select(['id', 'field', 'label', 'pattern', 'value_ends', 'reason', 'recorded_at', 'recorded_by'])
    .select(['ended_at', 'ended_by', 'ended_reason'])
    .where('facility_id', '=', facilityId);
}

const viewOf = (row: Awaited<ReturnType<ReturnType<typeof rulesOf>['execute']>>[number]): HeaderRuleRow => ({
  id: row.id,
  // Held by the checks header_field_is_known and header_value_end_is_known.
  field: row.field as HeaderField,
  valueEnds: row.value_ends as HeaderRule['valueEnds'],
  // Of before labels: shown in the history as it was written.
  label: row.label ?? row.pattern ?? '',
  reason: row.reason ?? '',
  setAt: row.recorded_at.toISOString(),
  setBy: row.recorded_by,
  ended:
    row.ended_at === null
      ? null
      : { at: row.ended_at.toISOString(), by: row.ended_by ?? '', reason: row.ended_reason ?? '' },
});
