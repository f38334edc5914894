import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { deadlinesOf, ruleById } from '../../regulations/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { destinationOf } from './load-destination.ts';
import { readPayerCase } from './load-payer-case.ts';
import { planFiles } from './plan-files.ts';
import { readInjury } from './read-injury.ts';
import { readSubmissions } from './read-submissions.ts';
import { readStanding } from './read-standing.ts';

/** What a case is at its payer, contractor or agency: numbers, files, submissions, appeals, clock, injury. */
export async function showPayerCase(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const found = await readPayerCase(act, request.id);
  const { submissions, appeals } = await readSubmissions(act, request.id);
  const injury = await readInjury(act, request.id);
  const standing = await readStanding(act, request);
  const filed = new Set(submissions.map((row) => row.appeal_id));
  const shown = {
    destination: found === undefined ? null : destinationOf(found.destination),
    facts:
      found === undefined
        ? null
        : {
            caseNumber: found.row.case_number,
            claimNumber: found.row.claim_number,
            letterOn: found.row.letter_on,
            review: found.row.review,
            state: found.row.state,
            dueOn: found.row.due_on,
            at: found.row.recorded_at,
            by: found.row.recorded_by,
          },
    clocks: await clocksOf(act, request),
    files: found === undefined ? null : ((await planFiles(act, request, found)) ?? null),
    submissions: submissions.map((row) => ({
      id: row.id,
      attempt: row.attempt,
      level: row.level,
      way: row.way,
      handedInOn: row.handed_in_on,
      theirNumber: row.their_number,
      destination: row.destination,
      files: row.files,
      proof:
        row.proof === null
          ? null
          : {
              kind: row.proof.kind,
              number: row.proof.number,
              receivedOn: row.proof.received_on,
              documentId: row.proof.document_id,
              at: row.proof.at,
              by: row.proof.by,
            },
      outcomes: row.outcomes.map(({ outcome, reason, answered_on: answeredOn, at, by }) => ({
        ...{ outcome, reason, answeredOn, at, by },
      })),
      at: row.at,
      by: row.by,
    })),
    appeals: appeals.map((row) => ({
      id: row.id,
      level: row.level,
      dueOn: row.due_on,
      reason: row.reason,
      state: row.dropped_at !== null ? 'dropped' : filed.has(row.id) ? 'filed' : 'open',
      late: row.dropped_at === null && !filed.has(row.id) && row.due_on < request.today,
      dropReason: row.drop_reason,
      at: row.at,
      by: row.by,
    })),
    injury: injury ?? null,
    standing: standing ?? null,
    match: request.patientId === null ? await matchOf(act, request) : null,
    handedOver: request.facts.handOver === 'begun' || request.facts.handOver === 'confirmed',
    today: request.today,
  };
  const people = [
    ...shown.submissions.flatMap((each) => [each.by, each.proof?.by, ...each.outcomes.map(({ by }) => by)]),
    ...shown.appeals.map(({ by }) => by),
    ...[shown.facts?.by, injury?.by, standing?.by],
  ].filter((id) => id !== undefined && isId(id)) as string[]; // undefined was left out
  act.note({ count: submissions.length });
  return { ...shown, people: Object.fromEntries(await namesOfPeople(act, people)) };
}

async function clocksOf(act: Act, request: LoadedRequest) {
  const clocks = await deadlinesOf(act, { module: 'release', id: request.id });
  return clocks
    .filter(({ topic, settled }) => topic === 'claim-review' && settled?.outcome !== 'cancelled')
    .map(({ ruleId, dueOn, acts, warnings, settled }) => ({
      ...{ ruleId, dueOn, acts, warnings },
      cite: ruleById(ruleId)
        .references.map(({ section }) => section)
        .join('; '),
      met: settled?.outcome === 'met',
    }));
}

/** Whom the row of a list was matched with; a person identifies. */
async function matchOf(act: Act, request: LoadedRequest) {
  const row = await act.tx
    .selectFrom('release.row_match')
    .select(['patient_id', 'matched_on'])
    .where('request_id', '=', request.id)
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const patient = (await nameOfPatients(act, [row.patient_id])).get(row.patient_id);
  return patient === undefined
    ? null
    : { patientId: patient.id, name: patient.name, birthDate: patient.birthDate, matchedOn: row.matched_on };
}
