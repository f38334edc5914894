import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import {
  type Channel,
  deriveDeliveryState,
  type DeliveryState,
  type Outcome,
  type Result,
} from './derive-delivery-state.ts';
import { mustNotBeOwn } from './load-letter.ts';
import { problems } from './problems.ts';

const LETTERS = 200;
const OUTBOX = 500;

export interface DeliverySummary {
  readonly id: string;
  readonly letterId: string;
  readonly channel: Channel;
  readonly mailAddress: string | null;
  readonly verifiedHow: string | null;
  readonly asAsked: string | null;
  readonly carries: string;
  readonly state: DeliveryState;
  readonly queuedAt: Date;
  readonly queuedBy: string;
  readonly notBefore: Date;
  readonly attempts: number;
  readonly lastCode: string | null;
  readonly againAt: Date | null;
  readonly messageId: string;
  readonly settled: { readonly at: Date; readonly by: string; readonly why: string | null } | null;
}

export interface LetterSummary {
  readonly id: string;
  readonly number: string;
  readonly patientId: string | null;
  readonly facilityId: string;
  readonly case: { readonly module: string; readonly id: string } | null;
  readonly template: string;
  readonly templateVersion: number;
  readonly inHouseWords: boolean;
  readonly language: string;
  readonly recipientName: string;
  readonly recipientLines: readonly string[];
  /** The patient in person gets it. */
  readonly toPatient: boolean;
  readonly datedOn: string;
  readonly pages: number;
  readonly draftedAt: Date;
  readonly draftedBy: string;
  readonly withdrawn: { readonly at: Date; readonly by: string; readonly reason: string } | null;
  readonly deliveries: readonly DeliverySummary[];
}

export interface OutboxEntry {
  readonly letter: Omit<LetterSummary, 'deliveries'>;
  readonly delivery: DeliverySummary;
}

/** Letters about a person (all registrations) or of one case, newest first, with what became of each. */
export async function listLetters(
  act: Act,
  of: { readonly patientId: string } | { readonly case: { readonly module: string; readonly id: string } },
): Promise<LetterSummary[]> {
  const members = 'patientId' in of ? (await memberIds(act, of.patientId)).ids : [];
  const own = act.actor.ownPatientIds ?? [];
  const rows = await letters(act)
    .$if('patientId' in of, (query) => query.where('l.patient_id', 'in', members))
    .$if('case' in of, (query) =>
      'case' in of ? query.where('l.case_module', '=', of.case.module).where('l.case_id', '=', of.case.id) : query,
    )
    .orderBy('l.drafted_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(LETTERS)
    .execute();
  const seen = rows.filter((row) => row.patient_id === null || !own.includes(row.patient_id));
  const deliveries = await deliveriesOf(
    act,
    seen.map((row) => row.id),
  );
  return seen.map((row) => ({
    ...letterOf(row),
    deliveries: deliveries.filter((delivery) => delivery.letterId === row.id),
  }));
}

/** @throws correspondence/not-found, correspondence/own-record */
export async function openLetter(act: Act, id: string): Promise<LetterSummary> {
  const row = await letters(act).where('l.id', '=', id).executeTakeFirst();
  if (row === undefined)
    throw problems.notFound({ detail: 'Nothing was opened. Go back to the list of letters; it may be restricted.' });
  mustNotBeOwn(act, row.patient_id);
  return { ...letterOf(row), deliveries: await deliveriesOf(act, [id]) };
}

/** What has not left yet, oldest first: mail in its minute, waiting, tried again or in doubt, and the print queue. */
export async function listOutbox(act: Act, wanted: { readonly channel?: Channel | undefined }): Promise<OutboxEntry[]> {
  const own = act.actor.ownPatientIds ?? [];
  const open = await deliveries(act)
    .where('d.settled_at', 'is', null)
    .$if(wanted.channel !== undefined, (query) => query.where('d.channel', '=', wanted.channel ?? ''))
    .orderBy('d.not_before')
    .orderBy('d.id')
    .limit(OUTBOX)
    .execute();
  if (open.length === 0) return [];
  const ids = [...new Set(open.map((row) => row.letter_id))];
  const found = await letters(act).where('l.id', 'in', ids).execute();
  const byId = new Map(found.map((row) => [row.id, row]));
  return open.flatMap((row) => {
    const letter = byId.get(row.letter_id);
    if (letter === undefined || (letter.patient_id !== null && own.includes(letter.patient_id))) return [];
    return [{ letter: letterOf(letter), delivery: deliveryOf(row, act.now) }];
  });
}

function letters(act: Act) {
  return act.tx.selectFrom('correspondence.letter as l').selectAll('l');
}

function letterOf(row: Awaited<ReturnType<ReturnType<typeof letters>['execute']>>[number]) {
  return {
    id: row.id,
    number: row.number,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    case: row.case_module === null || row.case_id === null ? null : { module: row.case_module, id: row.case_id },
    template: row.template,
    templateVersion: row.template_version,
    inHouseWords: row.house_template_id !== null,
    language: row.language,
    recipientName: row.recipient_name,
    recipientLines: row.recipient_lines,
    toPatient: row.to_patient,
    datedOn: row.dated_on,
    pages: row.pages,
    draftedAt: row.drafted_at,
    draftedBy: row.drafted_by,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at, by: row.withdrawn_by ?? '', reason: row.withdraw_reason ?? '' },
  };
}

async function deliveriesOf(act: Act, letterIds: readonly string[]): Promise<DeliverySummary[]> {
  if (letterIds.length === 0) return [];
  const rows = await deliveries(act)
    .where('d.letter_id', 'in', [...letterIds])
    .orderBy('d.queued_at')
    .orderBy('d.id')
    .execute();
  return rows.map((row) => deliveryOf(row, act.now));
}

function deliveries(act: Act) {
  return act.tx
    .selectFrom('correspondence.delivery as d')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('correspondence.attempt as x')
          .selectAll('x')
          .whereRef('x.delivery_id', '=', 'd.id')
          .orderBy('x.number', 'desc')
          .limit(1)
          .as('a'),
      (join) => join.on(sql<boolean>`true`),
    )
    .selectAll('d')
    .select(['a.number', 'a.begun_at', 'a.result', 'a.code', 'a.again_at']);
}

function deliveryOf(
  row: Awaited<ReturnType<ReturnType<typeof deliveries>['execute']>>[number],
  now: Date,
): DeliverySummary {
  const facts = {
    channel: row.channel as Channel, // CHECK channel_is_known
    notBefore: row.not_before,
    outcome: row.outcome as Outcome | null, // CHECK outcome_is_known
    lastAttempt:
      row.number === null || row.begun_at === null
        ? null
        : {
            number: row.number,
            begunAt: row.begun_at,
            result: row.result as Result | null, // CHECK result_is_known
            code: row.code,
            againAt: row.again_at,
          },
  };
  return {
    id: row.id,
    letterId: row.letter_id,
    channel: facts.channel,
    mailAddress: row.mail_address,
    verifiedHow: row.verified_how,
    asAsked: row.as_asked,
    carries: row.carries,
    state: deriveDeliveryState(facts, now),
    queuedAt: row.queued_at,
    queuedBy: row.queued_by,
    notBefore: row.not_before,
    attempts: row.number ?? 0,
    lastCode: row.code,
    againAt: row.again_at,
    messageId: row.message_id,
    settled: row.settled_at === null ? null : { at: row.settled_at, by: row.settled_by ?? '', why: row.settled_why },
  };
}
