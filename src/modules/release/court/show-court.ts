import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { daysOffOf, deadlinesOf, ruleBook } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { decideCourt, deriveNeeds } from './decide-court.ts';
import { deriveCourtDue } from './derive-court-due.ts';
import { deriveObjectBy, type ServedProcess } from './derive-object-by.ts';
import { holdOfCase } from './hold-for-court.ts';
import { readCourt, type ProcessRow } from './read-court.ts';
import { COURT_TOPIC, type Issuer, type ProcessKind } from './words.ts';

const MOST = 100;
const MOST_EARLIER = 20;

/** Everything the court desk knows of a case, and what stands against its release. */
export async function showCourt(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const court = await readCourt(act, request);
  const { row } = court;
  const running = (await deadlinesOf(act, { module: 'release', id: requestId })).filter(
    ({ settled, paused }) => settled === null && paused === null,
  );
  const clockOn = running.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  const stateClock = running.find(({ topic }) => topic === COURT_TOPIC);
  const rule = stateClock === undefined ? undefined : ruleBook().rules.get(stateClock.ruleId);
  const thread = await threadOf(act, requestId);
  return {
    concerns: request.row.kind === 'court' || row !== undefined || thread.objections.length > 0,
    process: row === undefined ? null : shown(row),
    due: deriveCourtDue({ returnOn: row?.return_on ?? null, clockOn }, request.today, court.calendar),
    objectBy: row === undefined ? null : deriveObjectBy(servedOf(row), ruleBook().rules, request.today),
    stateClock:
      stateClock === undefined
        ? null
        : {
            ruleId: stateClock.ruleId,
            title: rule?.title ?? stateClock.ruleId,
            cite: rule?.references[0]?.section ?? '',
            dueOn: stateClock.dueOn,
            acts: stateClock.acts,
            daysOff: daysOffOf(stateClock),
          },
    hadStateClock: row?.clock_rule_id != null,
    needs: deriveNeeds(court.process, court.basis),
    against: decideCourt(court),
    ...thread,
    earlier: row === undefined ? [] : await sameMatter(act, request, row.matter_key),
    papers: await papersOf(act, requestId),
    hold: row === undefined ? null : await holdOfCase(act, request),
    people: await namesOf(act, [row, ...thread.earlierRows, ...thread.objections, ...thread.appearances]),
  };
}

function servedOf(row: ProcessRow): ServedProcess {
  return {
    kind: row.kind as ProcessKind, // CHECK process_kind_is_known
    issuerClass: row.issuer_class as Issuer, // CHECK issuer_class_is_known
    courtSystem: row.court_system as ServedProcess['courtSystem'], // CHECK court_system_is_known
    servedOn: row.served_on,
    returnOn: row.return_on,
  };
}

function shown(row: ProcessRow) {
  return {
    id: row.id,
    court: row.court,
    courtSystem: row.court_system,
    caption: row.caption,
    caseNumber: row.case_number,
    issuer: { name: row.issuer_name, class: row.issuer_class },
    kind: row.kind,
    servedOn: row.served_on,
    servedHow: row.served_how,
    returnOn: row.return_on,
    returnPlace: row.return_place,
    appearance: row.appearance,
    feeCents: row.fee_cents,
    assurance: row.assurance,
    assuranceProof: row.assurance_proof,
    objectionUntil: row.objection_until,
    order: {
      words: row.order_words,
      from: row.order_from,
      to: row.order_to,
      typeCodes: row.order_types,
      documentIds: row.order_documents,
    },
    certifiedCopy: row.certified_copy,
    batesPrefix: row.bates_prefix,
    paper: { itemId: row.paper_item_id, words: row.paper_words },
    at: row.recorded_at,
    by: row.recorded_by,
  };
}

/** What was recorded in the course of time, the newest first. */
async function threadOf(act: Act, requestId: string) {
  const objections = await act.tx
    .selectFrom('release.court_objection')
    .select(['id', 'kind', 'made_by as madeBy', 'made_on as madeOn', 'paper_words as paperWords'])
    .select(['paper_item_id as paperItemId', 'decision', 'decided_by as decidedBy', 'decided_on as decidedOn'])
    .select(['decision_words as decisionWords', 'decision_item_id as decisionItemId'])
    .select(['recorded_at as at', 'recorded_by as by'])
    .select(['fell_at as fellAt', 'fell_by as fellBy', 'fell_how as fellHow', 'fell_why as fellWhy'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  const appearances = await act.tx
    .selectFrom('release.court_appearance')
    .select(['id', 'person', 'appears_on as appearsOn', 'note', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  const earlierRows = await act.tx
    .selectFrom('release.court_process')
    .select(['id', 'kind', 'return_on as returnOn', 'assurance', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .where('counts', '=', false)
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return { objections, appearances, earlierRows };
}

/** Other cases in which the same matter was served. Nobody is shown one about himself. */
async function sameMatter(act: Act, request: LoadedRequest, matterKey: string) {
  const own = [...(act.actor.ownPatientIds ?? [])];
  return act.tx
    .selectFrom('release.court_process as p')
    .innerJoin('release.request as r', 'r.id', 'p.request_id')
    .select(['r.id', 'r.number', 'p.court', 'p.kind', 'p.served_on as servedOn', 'p.open'])
    .select((is) => is('r.patient_id', 'is not distinct from', request.patientId).as('samePatient'))
    .where('p.matter_key', '=', matterKey)
    .where('p.counts', '=', true)
    .where('p.request_id', '<>', request.id)
    .$if(own.length > 0, (query) =>
      query.where((is) => is.or([is('r.patient_id', 'is', null), is('r.patient_id', 'not in', own)])),
    )
    .orderBy('p.served_on', 'desc')
    .limit(MOST_EARLIER)
    .execute();
}

/** What intake brought to the case: one of these is the paper. */
async function papersOf(act: Act, requestId: string) {
  const rows = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id as itemId', 'pages', 'recorded_at as at'])
    .where('request_id', '=', requestId)
    .where('taken_back_at', 'is', null)
    .orderBy('recorded_at')
    .limit(MOST)
    .execute();
  return rows.map(({ itemId, pages, at }) => ({ itemId, pages: pages.length, at }));
}

async function namesOf(act: Act, rows: readonly unknown[]): Promise<Record<string, string>> {
  const ids = rows.flatMap((row) => {
    const said = (row ?? {}) as { by?: string; recorded_by?: string; fellBy?: string | null };
    return [said.by, said.recorded_by, said.fellBy].filter((id): id is string => typeof id === 'string' && isId(id));
  });
  return Object.fromEntries(await namesOfPeople(act, [...new Set(ids)]));
}
