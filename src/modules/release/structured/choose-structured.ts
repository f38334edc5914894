import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { citeDecisions } from '../choose-scope.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { problems } from '../problems.ts';
import { mustHoldAuthority } from '../read-authority.ts';
import { askedOf, readScope } from '../read-scope.ts';
import type { Reason } from '../reason.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { type DecidedEntry, decideEntries, keyOf } from './decide-entries.ts';
import { structuredProblems } from './problems.ts';
import type { ReadStructured } from './source.ts';

const MOST_REASONS = 20;

/**
 * Says whether the structured part of the record goes with the scope that stands. Which entries go is settled here: whoever
 * approves sees them counted, and the packet takes these and no others. A scope chosen anew begins without.
 * @throws release/not-yet, release/scope-outdated, release/too-late, release/structured-none, release/structured-too-large,
 *   release/authorization-expired, release/authorization-defective
 */
export async function chooseStructured(
  act: Act,
  read: ReadStructured,
  input: { readonly requestId: string; readonly scopeId: string; readonly wanted: boolean },
): Promise<{ included: number; withheld: number }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (request.ids.scope === null || !request.facts.scopeChosen)
    throw problems.notYet({ detail: 'Nothing was saved. Choose the records first.' });
  if (request.ids.scope !== input.scopeId)
    throw problems.scopeOutdated({ detail: 'Nothing was saved. The scope was chosen anew: reload and look again.' });
  if (request.facts.approved)
    throw problems.tooLate({
      detail:
        'Nothing was saved: this release was approved. Send it back first; it is then approved with what you choose.',
    });
  const authority = await mustHoldAuthority(act, request);
  const { row } = await readScope(act, request, input.scopeId);
  const scope = askedOf(row);
  const decided = input.wanted ? await decideEntries(act, read, { request, authority, scope }) : [];
  const goes = decided.filter(({ decision }) => decision.decision === 'include');
  if (input.wanted && !goes.some(({ entry }) => entry.type !== 'Patient'))
    throw structuredProblems.structuredNone({
      detail: noneOf(decided),
    });
  const partId = newId();
  const kinds = kindsOf(decided);
  const common = { patient_id: request.patientId, facility_id: request.facility.id };
  await act.tx
    .insertInto('release.structured_part')
    .values({
      ...common,
      ...{ id: partId, labels: request.labels, request_id: request.id, scope_id: input.scopeId },
      ...{ wanted: input.wanted, kinds: kinds.length, recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  if (kinds.length > 0)
    await act.tx
      .insertInto('release.structured_kind')
      .values(
        kinds.map(({ type, labels, entries, withheld, reasons }) => ({
          ...common,
          ...{ id: newId(), labels: request.labels | labels, own_labels: labels, part_id: partId },
          ...{ type, entries, withheld, reasons: JSON.stringify(reasons) },
        })),
      )
      .execute();
  await citeDecisions(
    act,
    decided.map(({ decision }) => decision),
  );
  const counted = { included: goes.length, withheld: decided.length - goes.length };
  act.note({ subjectIds: [input.scopeId], count: goes.length, detail: { wanted: input.wanted, ...counted } });
  act.emit('release.structured-chosen', { requestId: request.id });
  await refreshWorklist(act, request.id);
  return counted;
}

function noneOf(decided: readonly DecidedEntry[]): string {
  const data = decided.filter(({ entry }) => entry.type !== 'Patient');
  if (data.length === 0)
    return 'Nothing was saved. No feed brought entries of data for this patient: the pages go alone.';
  const why = tally(data)
    .slice(0, 3)
    .map(({ text, count }) => `${text} (${count})`);
  return `Nothing was saved. All ${data.length} entries stay behind: ${why.join('; ')}.`;
}

function kindsOf(decided: readonly DecidedEntry[]) {
  const types = [...new Set(decided.map(({ entry }) => entry.type))];
  return types.map((type) => {
    const of = decided.filter(({ entry }) => entry.type === type);
    const [goes, stays] = [true, false].map((go) =>
      of.filter(({ decision }) => (decision.decision === 'include') === go),
    );
    return {
      type,
      labels: of.reduce((mask, { entry }) => mask | entry.labels, 0n),
      entries: (goes ?? []).map(({ entry }) => keyOf(entry)),
      withheld: stays?.length ?? 0,
      reasons: tally(stays ?? []),
    };
  });
}

/** Each reason once, the commonest first. */
function tally(decided: readonly DecidedEntry[]): (Reason & { count: number })[] {
  const counts = new Map<string, Reason & { count: number }>();
  for (const { decision } of decided)
    for (const reason of decision.reasons) {
      const before = counts.get(reason.ruleId);
      counts.set(reason.ruleId, { ...reason, count: (before?.count ?? 0) + 1 });
    }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MOST_REASONS);
}
