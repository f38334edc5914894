import { endOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType, listDocuments } from '../../documents/index.ts';
import { type Deadline, deadlinesOf, startDeadline } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { deriveMatterKey } from './derive-matter-key.ts';
import { mustBeOfCase, type PaperOfCase } from './must-be-of-case.ts';
import { courtProblems } from './problems.ts';
import { processOf } from './read-court.ts';
import { cancelStateClocks } from './stop-process.ts';
import { type Assurance, COURT_TOPIC, type Issuer, isOrder, type ProcessKind, type SERVED_HOW } from './words.ts';

export interface CourtProcess {
  readonly court: string;
  readonly courtSystem?: 'federal' | 'state' | undefined;
  readonly caption: string;
  readonly caseNumber?: string | undefined;
  readonly issuer: { readonly name: string; readonly class: Issuer };
  readonly kind: ProcessKind;
  readonly servedOn: string;
  readonly servedHow: (typeof SERVED_HOW)[number];
  readonly returnOn?: string | undefined;
  readonly returnPlace?: string | undefined;
  /** Somebody has to appear; else records suffice. */
  readonly appearance: boolean;
  readonly feeCents?: number | undefined;
  readonly assurance: Assurance;
  readonly assuranceProof?: string | undefined;
  readonly objectionUntil?: string | undefined;
  /** What it names. */
  readonly order?: {
    readonly words?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly typeCodes?: readonly string[] | undefined;
    readonly documentIds?: readonly string[] | undefined;
  };
  readonly certifiedCopy?: boolean | undefined;
  readonly batesPrefix?: string | undefined;
  readonly paper?: PaperOfCase | undefined;
}

/**
 * What the process says, as read off the paper. A correction is another row and the newest counts, so a scope chosen under other
 * limits is chosen anew. Service starts the clock of the place where a rule sets one; else only the return date binds.
 * @throws release/served-in-future, release/return-before-service, release/issuer-unfit, release/assurance-unproved,
 *   release/order-names-unknown, release/paper-unknown, release/dates-reversed, release/not-yet, release/too-late
 */
export async function recordProcess(
  act: Act,
  input: { requestId: string } & CourtProcess,
): Promise<{ processId: string; clock: { ruleId: string; dueOn: string } | null }> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.facts.handOver === 'begun')
    throw problems.tooLate({
      detail: 'Nothing was saved: a hand-over waits to be confirmed. Say first what became of it.',
    });
  mustHoldTogether(request, input);
  await mustBeInRecord(act, request, input);
  await mustBeOfCase(act, request, input.paper, 'paper');
  const before = await processOf(act, request.id);
  const clock = await startStateClock(
    act,
    request,
    input,
    before?.served_on === input.servedOn && before.kind === input.kind,
  );
  if (before !== undefined)
    await act.tx
      .updateTable('release.court_process')
      .set({ counts: false, open: false })
      .where('id', '=', before.id)
      .execute();
  const processId = newId();
  await act.tx
    .insertInto('release.court_process')
    .values({
      id: processId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      ...columnsOf(input),
      clock_rule_id: clock?.ruleId ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [processId],
    detail: { kind: input.kind, assurance: input.assurance, correction: before !== undefined },
    ...(clock === null ? {} : { reasonIds: [clock.ruleId] }),
  });
  act.emit('release.court-recorded', { requestId: request.id });
  await refreshWorklist(act, request.id);
  return { processId, clock: clock === null ? null : { ruleId: clock.ruleId, dueOn: clock.dueOn } };
}

function columnsOf(input: CourtProcess) {
  const { issuer, order, paper } = input;
  const words = (text: string | undefined) => (text === undefined || text.trim() === '' ? null : text.trim());
  const list = (values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? null : [...new Set(values)];
  return {
    court: input.court.trim(),
    court_system: input.courtSystem ?? null,
    caption: input.caption.trim(),
    case_number: words(input.caseNumber),
    matter_key: deriveMatterKey(input),
    issuer_name: issuer.name.trim(),
    issuer_class: issuer.class,
    kind: input.kind,
    served_on: input.servedOn,
    served_how: input.servedHow,
    return_on: input.returnOn ?? null,
    return_place: words(input.returnPlace),
    appearance: input.appearance,
    fee_cents: input.feeCents ?? null,
    assurance: input.assurance,
    assurance_proof: words(input.assuranceProof),
    objection_until: input.objectionUntil ?? null,
    order_words: words(order?.words),
    order_from: order?.from ?? null,
    order_to: order?.to ?? null,
    order_types: list(order?.typeCodes),
    order_documents: list(order?.documentIds),
    certified_copy: input.certifiedCopy ?? false,
    bates_prefix: input.batesPrefix ?? null,
    paper_item_id: paper?.itemId ?? null,
    paper_words: words(paper?.words),
  };
}

function mustHoldTogether({ today }: LoadedRequest, input: CourtProcess): void {
  const { servedOn, returnOn, objectionUntil, order, kind, issuer } = input;
  if (servedOn > today)
    throw courtProblems.servedInFuture({
      detail: 'Nothing was saved. Give the day on which it was served; today at the latest.',
      at: 'servedOn',
    });
  const early = { returnOn, objectionUntil };
  for (const [at, day] of Object.entries(early))
    if (day !== undefined && day < servedOn)
      throw courtProblems.returnBeforeService({
        detail: `Nothing was saved. ${at === 'returnOn' ? 'The return date' : 'The end of the time to object'} lies before the day of service: check both on the paper.`,
        at,
      });
  if (order?.from !== undefined && order.to !== undefined && order.to < order.from)
    throw problems.datesReversed({ detail: 'Nothing was saved. Correct the days that it names.', at: 'order.to' });
  if (isOrder(kind) && !['court', 'agency'].includes(issuer.class))
    throw courtProblems.issuerUnfit({
      detail:
        'Nothing was saved. An order is signed by a judge or tribunal; what an attorney, clerk or grand jury issues is a subpoena.',
      citations: ['45 CFR 164.512(e)(1)(i)'],
      at: 'kind',
    });
  if (input.assurance !== 'none' && (input.assuranceProof ?? '').trim() === '')
    throw courtProblems.assuranceUnproved({
      detail: 'Nothing was saved. Say which written statement and documents came with it, or choose “none”.',
      citations: ['45 CFR 164.512(e)(1)(ii)-(vi)'],
      at: 'assuranceProof',
    });
}

/** Kinds and documents that it names are those of this record. @throws release/order-names-unknown */
async function mustBeInRecord(act: Act, request: LoadedRequest, { order }: CourtProcess): Promise<void> {
  const unknown = (detail: string, at: string) =>
    courtProblems.orderNamesUnknown({ detail: `Nothing was saved. ${detail}`, at });
  if ((order?.typeCodes ?? []).some((code) => findType(code) === undefined))
    throw unknown('There is no such kind of document here.', 'order.typeCodes');
  const named = [...new Set(order?.documentIds ?? [])];
  if (named.length === 0) return;
  if (request.patientId === null)
    throw problems.notYet({ detail: 'Nothing was saved. Identify the patient before documents are named.' });
  const { documents } = await listDocuments(act, { patientId: request.patientId, documentIds: named });
  if (new Set(documents.map(({ id }) => id)).size < named.length)
    throw unknown('A document that is named is not in the record of this patient.', 'order.documentIds');
}

/** From the day of service. A correction of that day or of the kind begins it anew. */
async function startStateClock(
  act: Act,
  request: LoadedRequest,
  { servedOn, kind }: CourtProcess,
  isSame: boolean,
): Promise<Pick<Deadline, 'ruleId' | 'dueOn'> | null> {
  const clocks = (await deadlinesOf(act, { module: 'release', id: request.id })).filter(
    ({ topic, settled }) => topic === COURT_TOPIC && settled?.outcome !== 'cancelled',
  );
  const [known] = clocks;
  if (isSame && known !== undefined) return known;
  await cancelStateClocks(act, request.id, 'service-corrected');
  if (isOrder(kind)) return null;
  const endOfService = endOfLocalDay(servedOn, request.facility.timeZone);
  return startDeadline(act, {
    topic: COURT_TOPIC,
    subject: { module: 'release', id: request.id },
    facilityId: request.facility.id,
    labels: request.labels.toString(),
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    startedAt: endOfService < act.now ? endOfService : act.now,
    facts: { disclosure_basis: 'subpoena' },
  });
}
