import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { calendarOfPlace, deriveJurisdictions } from '../../regulations/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import type { Reason } from '../reason.ts';
import {
  type CourtQuestion,
  decideCourt,
  decideFreeze,
  type ObjectionFacts,
  type ProcessFacts,
} from './decide-court.ts';
import { courtProblems } from './problems.ts';
import type { Assurance, CourtDecision, ProcessKind } from './words.ts';

export type ProcessRow = Selectable<DB['release.court_process']>;

const MOST_OBJECTIONS = 100;

export function processOf(act: Act, requestId: string): Promise<ProcessRow | undefined> {
  return act.tx
    .selectFrom('release.court_process')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('counts', '=', true)
    .executeTakeFirst();
}

export function factsOfProcess(row: ProcessRow): ProcessFacts {
  return {
    kind: row.kind as ProcessKind, // CHECK process_kind_is_known
    assurance: row.assurance as Assurance, // CHECK assurance_is_known
    objectionUntil: row.objection_until,
    returnOn: row.return_on,
    limited: [row.order_words, row.order_from, row.order_to, row.order_types, row.order_documents].some(
      (each) => each !== null,
    ),
    recordedAt: row.recorded_at,
  };
}

/** The process of a case with what is said against it. */
export async function readCourt(
  act: Act,
  request: Pick<LoadedRequest, 'id' | 'today' | 'ids' | 'patientId' | 'facility'>,
): Promise<CourtQuestion & { readonly row: ProcessRow | undefined }> {
  const row = await processOf(act, request.id);
  const objections = (await objectionsOf(act, [request.id])).get(request.id) ?? [];
  const basis = row === undefined ? null : await basisOf(act, request);
  const { today, facility } = request;
  const calendar = calendarOfPlace(deriveJurisdictions(facility), today);
  return { row, process: row === undefined ? null : factsOfProcess(row), objections, basis, today, calendar };
}

/** What stands against a release by reason of a court. */
export async function reasonsOfCourt(act: Act, request: LoadedRequest): Promise<readonly Reason[]> {
  return decideCourt(await readCourt(act, request));
}

/** @throws release/court-stands-against */
export async function courtMustNotStandAgainst(act: Act, request: LoadedRequest, nothing: string): Promise<void> {
  const reasons = await reasonsOfCourt(act, request);
  if (reasons.length === 0) return;
  throw courtProblems.courtStandsAgainst({
    detail: `${nothing} ${reasons.map(({ text }) => text).join('. ')}. The work is kept: see the court section of the case.`,
    citations: [...new Set(reasons.flatMap(({ cite }) => (cite === undefined ? [] : [cite])))],
  });
}

/** Which of these cases an objection or a decision of the court stops. */
export async function frozenAmong(act: Act, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const objections = await objectionsOf(act, ids);
  if (objections.size === 0) return new Set();
  const rows = await act.tx
    .selectFrom('release.court_process')
    .select(['request_id', 'recorded_at'])
    .where('request_id', 'in', [...objections.keys()])
    .where('counts', '=', true)
    .execute();
  const recorded = new Map(rows.map((row) => [row.request_id, row.recorded_at]));
  return new Set(
    [...objections].flatMap(([id, of]) => {
      const recordedAt = recorded.get(id);
      return decideFreeze(of, recordedAt === undefined ? null : { recordedAt }).length > 0 ? [id] : [];
    }),
  );
}

async function objectionsOf(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, ObjectionFacts[]>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('release.court_objection')
    .select(['request_id', 'decision', 'decision_recorded_at'])
    .where('request_id', 'in', [...ids])
    .where('fell_at', 'is', null)
    .limit(MOST_OBJECTIONS * ids.length)
    .execute();
  const found = new Map<string, ObjectionFacts[]>();
  for (const row of rows) {
    const facts = {
      decision: row.decision as CourtDecision | null, // CHECK court_decision_is_known
      decisionRecordedAt: row.decision_recorded_at,
    };
    found.set(row.request_id, [...(found.get(row.request_id) ?? []), facts]);
  }
  return found;
}

async function basisOf(act: Act, { patientId, ids }: Pick<LoadedRequest, 'patientId' | 'ids'>): Promise<string | null> {
  if (patientId === null || ids.authority === null) return null;
  const row = await act.tx
    .selectFrom('release.authority')
    .select('basis')
    .where('patient_id', '=', patientId)
    .where('id', '=', ids.authority)
    .executeTakeFirst();
  return row?.basis ?? null;
}
