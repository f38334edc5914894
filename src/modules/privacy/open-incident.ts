import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { namesOfPeople } from '../accounts/index.ts';
import { facilityById } from '../directory/index.ts';
import { nameOfPatients } from '../patients/index.ts';
import { deadlinesOf, evaluate, ruleById } from '../regulations/index.ts';
import { loadIncident } from './load-incident.ts';

const MOST = 2_000;

/** One incident with all that is known of it and all that was decided. */
export async function openIncident(act: Act, id: string) {
  const { state, facilityId } = await loadIncident(act, id, 'read');
  const facility = await facilityById(act, facilityId);
  const incident = await act.tx
    .selectFrom('privacy.incident')
    .select(['id', 'number', 'cause', 'standing', 'what', 'happened_on as happenedOn', 'misfiling_id'])
    .select(['recorded_at as recordedAt', 'recorded_by as recordedBy'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const discoveries = await act.tx
    .selectFrom('privacy.discovery')
    .select(['discovered_at as discoveredAt', 'discovered_by as discoveredBy', 'basis', 'reason', 'recorded_at as at'])
    .where('incident_id', '=', id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const evidence = await act.tx
    .selectFrom('privacy.evidence')
    .select(['id', 'kind', 'actor_kind as actorKind', 'actor_id as actorId', 'recipient', 'channel'])
    .select(['packet_number as packetNumber', 'first_at as firstAt', 'last_at as lastAt', 'times'])
    .where('incident_id', '=', id)
    .orderBy('first_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const assessments = await act.tx
    .selectFrom('privacy.assessment as a')
    .leftJoin('privacy.second_look as s', 's.assessment_id', 'a.id')
    .select(['a.id', 'a.number', 'a.factors', 'a.conclusion', 'a.reason', 'a.recorded_at as at', 'a.recorded_by as by'])
    .select(['s.agrees', 's.note', 's.recorded_at as lookedAt', 's.recorded_by as lookedBy'])
    .where('a.incident_id', '=', id)
    .orderBy('a.number', 'desc')
    .limit(MOST)
    .execute();
  const outcome = await act.tx
    .selectFrom('privacy.outcome')
    .select(['outcome', 'reason', 'keep_until as keepUntil', 'recorded_at as at', 'recorded_by as by'])
    .where('incident_id', '=', id)
    .executeTakeFirst();
  const affected = await affectedBy(act, id);
  const deadlines = await deadlinesOf(act, { module: 'privacy', id });
  const day = localDate(discoveries[0]?.discoveredAt ?? act.now, facility.timeZone);
  const names = await namesOfPeople(
    act,
    [
      incident.recordedBy,
      ...discoveries.map((each) => each.discoveredBy),
      ...evidence.map((each) => each.actorId),
      ...assessments.flatMap((each) => [each.by, each.lookedBy]),
      outcome?.by,
    ].filter((each) => typeof each === 'string' && isId(each)) as string[], // filtered to strings just before
  );
  const named = (actor: string) => names.get(actor) ?? actor;
  const { misfiling_id: misfilingId, ...facts } = incident;
  return {
    ...facts,
    recordedBy: named(facts.recordedBy),
    state,
    facilityId,
    fromMisfiling: misfilingId !== null,
    discoveries: discoveries.map((each) => ({ ...each, discoveredBy: named(each.discoveredBy) })),
    affected,
    evidence: evidence.map((each) => ({
      ...each,
      actor: each.actorId === null ? null : named(each.actorId),
      actorId: each.actorId,
    })),
    assessments: assessments.map(({ agrees, note, lookedAt, lookedBy, ...each }) => ({
      ...each,
      by: named(each.by),
      secondLook:
        agrees === null || lookedAt === null || lookedBy === null
          ? null
          : { agrees, note: note ?? '', at: lookedAt, by: named(lookedBy) },
    })),
    outcome: outcome === undefined ? null : { ...outcome, by: named(outcome.by) },
    deadlines: deadlines.map((clock) => ({
      id: clock.id,
      ruleId: clock.ruleId,
      citation: ruleById(clock.ruleId)
        .references.map(({ section }) => section)
        .join(', '),
      dueOn: clock.dueOn,
      dueAt: clock.dueAt,
      acts: clock.acts,
      warnings: [...clock.warnings],
      settled: clock.settled,
    })),
    notices: noticesFor(day, affected.length),
  };
}

/** Everybody affected counts, also whom the actor may not see: those are numbers without a name. */
async function affectedBy(act: Act, incidentId: string) {
  const rows = await act.tx
    .selectFrom('privacy.affected')
    .select(['patient_id as patientId', 'recorded_at as at'])
    .where('incident_id', '=', incidentId)
    .orderBy('recorded_at')
    .limit(MOST)
    .execute();
  const names = await nameOfPatients(
    act,
    rows.map(({ patientId }) => patientId),
  );
  act.note({ patientIds: rows.map(({ patientId }) => patientId), count: rows.length });
  return rows.map(({ patientId, at }) => {
    const known = names.get(patientId);
    return { patientId, at, name: known?.name ?? null, birthDate: known?.birthDate ?? null, mrn: known?.mrn ?? null };
  });
}

/** Whom else the law wants told if it is a breach of so many people, all of them taken as residents of one state. */
function noticesFor(on: string, people: number) {
  const asked = [
    { to: 'hhs', ruleId: 'us/hipaa/breach-hhs-notice' },
    { to: 'media', ruleId: 'us/hipaa/breach-media-notice' },
  ];
  return asked.flatMap(({ to, ruleId }) => {
    const { answer, acts } = evaluate('table', ruleId, {
      on,
      facts: { affected_people: people, affected_in_one_state: people },
    });
    return answer === null ? [] : [{ to, ruleId, acts, ...answer }];
  });
}
