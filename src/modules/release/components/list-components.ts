import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { deadlinesOf, ruleById } from '../../regulations/index.ts';
import { listDisclosures } from '../list-disclosures.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { COMPONENT_CLOCKS } from './add-component.ts';
import { type ComponentState, isOwed } from './kinds.ts';

const MOST = 200;
const MOST_STEPS = 2_000;
const MOST_HAND_OVERS = 50;

/** The parts of one case, with what happened to each and the hand-overs they may have gone out with. */
export async function listComponents(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const rows = await act.tx
    .selectFrom('release.component')
    .selectAll()
    .where('request_id', '=', request.id)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const handOvers = await handOversOf(act, request);
  const sentWith = new Map(handOvers.map(({ id, name }) => [id, name]));
  const steps = await act.tx
    .selectFrom('release.component_step')
    .select(['component_id', 'state', 'reason', 'wanted_on as wantedOn', 'disclosure_id'])
    .select(['recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', request.id)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MOST_STEPS)
    .execute();
  const warnings = await warningsOf(
    act,
    rows.filter(({ rule_id: rule }) => rule !== null).map(({ id }) => id),
  );
  const components = rows.map((row) => {
    const owed = isOwed(row.state as ComponentState); // CHECK component_state_is_known
    return {
      id: row.id,
      kind: row.kind,
      what: row.what,
      custodian: row.custodian,
      heldBy: row.held_by,
      state: row.state,
      owed,
      wantedOn: row.wanted_on,
      rule:
        row.rule_id === null || row.rule_on === null
          ? null
          : {
              ruleId: row.rule_id,
              on: row.rule_on,
              acts: row.rule_acts,
              cite: citationOf(row.rule_id),
              warnings: warnings.get(row.id) ?? [],
            },
      dueOn: row.due_on,
      late: owed && row.due_on !== null && row.due_on < request.today,
      steps: steps
        .filter((step) => step.component_id === row.id)
        .map(({ component_id: _component, disclosure_id: id, ...step }) => ({
          ...step,
          sentWith: id === null ? null : (sentWith.get(id) ?? localDate(step.at, request.facility.timeZone)),
        })),
      at: row.recorded_at,
      by: row.recorded_by,
    };
  });
  act.note({ count: components.length });
  const people = [...components, ...components.flatMap((each) => each.steps)].map(({ by }) => by).filter(isId);
  return {
    components,
    owed: components.filter(({ owed }) => owed).length,
    handOvers,
    people: Object.fromEntries(await namesOfPeople(act, people)),
  };
}

async function warningsOf(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const id of ids)
    found.set(
      id,
      (await deadlinesOf(act, { module: COMPONENT_CLOCKS, id })).flatMap((clock) => clock.warnings),
    );
  return found;
}

/** What left since the request came and did not fail: its own packets, and what others logged for the same person. */
async function handOversOf(act: Act, request: LoadedRequest) {
  if (request.patientId === null) return [];
  const from = localDate(request.row.received_at, request.facility.timeZone);
  const { disclosures } = await listDisclosures(act, { patientId: request.patientId, from });
  return disclosures
    .filter(({ outcome, requestId }) => outcome !== 'not-handed-over' && (requestId ?? request.id) === request.id)
    .slice(0, MOST_HAND_OVERS)
    .map(({ id, packetNumber, description, disclosedOn, channel }) => ({
      ...{ id, name: packetNumber ?? description, on: disclosedOn, channel },
    }));
}

function citationOf(ruleId: string): string {
  return ruleById(ruleId)
    .references.map(({ section }) => section)
    .join('; ');
}
