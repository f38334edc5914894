import type { Act } from '../../../platform/act.ts';
import { takeFromCase } from '../../intake/index.ts';
import { reportMisdirected } from '../care/report-misdirected.ts';
import { stopProcessOf } from '../court/stop-process.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { papersProblems } from './problems.ts';

export interface TakePaperBack {
  readonly requestId: string;
  readonly itemId: string;
  readonly reason: string;
}

export interface TakenBack {
  /** Pages that wait at the index desk again. */
  readonly reopened: number;
  /** What the release rests on does not count any more, nor a scope, approval or packet under it. */
  readonly authorityStopped: boolean;
  /** A process that was read from the paper does not count any more, nor the clock of its service. */
  readonly processStopped: boolean;
  /** Objections that were read from the paper and hold the release back no more. */
  readonly objectionsStopped: number;
  /** Hand-overs that rested on the paper: privacy has an incident for each. */
  readonly incidents: number;
}

const MOST_HAND_OVERS = 100;

/**
 * A paper was given to the wrong case: it lies at the index desk again, and the case keeps that it was there. An authority
 * that was read from it counts no more, and with it nothing that was approved on it. What was handed over on it already was
 * permitted by nothing: each hand-over goes the way of one that reached the wrong person (45 CFR 164.402, 164.528).
 * @throws release/paper-not-here, release/own-record, release/not-found, intake/not-found
 */
export async function takePaperBack(act: Act, input: TakePaperBack): Promise<TakenBack> {
  const reason = input.reason.trim();
  const request = await loadRequest(act, input.requestId, 'any-work');
  const given = await act.tx
    .updateTable('release.intake_pages')
    .set({ taken_back_at: act.now, taken_back_by: act.actor.id, take_back_reason: reason })
    .where('request_id', '=', request.id)
    .where('item_id', '=', input.itemId)
    .where('taken_back_at', 'is', null)
    .returning(['pages', 'recorded_at'])
    .execute();
  const [first] = given;
  if (first === undefined)
    throw papersProblems.paperNotHere({
      detail: 'Nothing was changed. Reload the case: somebody may have taken the paper back before you.',
      at: 'itemId',
    });
  const { reopened } = await takeFromCase(act, { itemId: input.itemId, pages: given.flatMap(({ pages }) => pages) });
  const since = given.reduce((least, { recorded_at: at }) => (at < least ? at : least), first.recorded_at);
  const rested = await authoritiesFrom(act, request, input.itemId, since);
  let incidents = 0;
  for (const disclosure of await handOversOn(act, request, rested)) {
    await reportMisdirected(act, {
      disclosureId: disclosure.id,
      reached: {
        name: disclosure.recipient_name,
        ...(disclosure.recipient_organisation === null ? {} : { organisation: disclosure.recipient_organisation }),
        address: disclosure.recipient_address,
      },
      howKnown: `It rested on a paper that does not belong to ${request.number}: ${reason}`,
      recalled: 'not-reached',
    });
    incidents += 1;
  }
  const authorityStopped = await stopAuthority(act, request, rested);
  const { processStopped, objectionsStopped } = await stopProcessOf(act, {
    ...{ requestId: request.id, itemId: input.itemId, since, reason },
  });
  act.note({
    subjectIds: [request.id, input.itemId],
    count: reopened,
    detail: { authorityStopped, processStopped, objectionsStopped, incidents },
  });
  act.emit('release.papers-taken-back', { requestId: request.id, itemId: input.itemId });
  await refreshWorklist(act, request.id);
  return { reopened, authorityStopped, processStopped, objectionsStopped, incidents };
}

/**
 * Whatever names the paper as its form, and whatever was recorded while it lay here and names no other: which paper that was
 * read from nobody said, so it is read again.
 */
async function authoritiesFrom(act: Act, request: LoadedRequest, itemId: string, since: Date): Promise<string[]> {
  if (request.patientId === null) return [];
  const rows = await act.tx
    .selectFrom('release.authority')
    .select('id')
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .where((is) =>
      is.or([
        is('form_item_id', '=', itemId),
        is.and([is('form_item_id', 'is', null), is('form_document_id', 'is', null), is('recorded_at', '>', since)]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Packets that left on those authorities, but what is known never to have left the house or to have gone astray. */
async function handOversOn(act: Act, { patientId, id }: LoadedRequest, authorityIds: readonly string[]) {
  if (patientId === null || authorityIds.length === 0) return [];
  return act.tx
    .selectFrom('release.disclosure as d')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'd.patient_id').onRef('p.id', '=', 'd.packet_id'),
    )
    .innerJoin('release.approval as a', (join) =>
      join.onRef('a.patient_id', '=', 'p.patient_id').onRef('a.id', '=', 'p.approval_id'),
    )
    .leftJoin('release.confirmation as c', (join) =>
      join.onRef('c.patient_id', '=', 'd.patient_id').onRef('c.disclosure_id', '=', 'd.id'),
    )
    .leftJoin('release.misdirection as m', (join) =>
      join.onRef('m.patient_id', '=', 'd.patient_id').onRef('m.disclosure_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.recipient_name', 'd.recipient_organisation', 'd.recipient_address'])
    .where('d.patient_id', '=', patientId)
    .where('d.request_id', '=', id)
    .where('a.authority_id', 'in', authorityIds)
    .where('m.id', 'is', null)
    .where((is) => is.or([is('c.outcome', 'is', null), is('c.outcome', '<>', 'not-handed-over')]))
    .orderBy('d.recorded_at')
    .limit(MOST_HAND_OVERS)
    .execute();
}

async function stopAuthority(act: Act, { patientId, id }: LoadedRequest, rested: readonly string[]): Promise<boolean> {
  if (patientId === null || rested.length === 0) return false;
  const stopped = await act.tx
    .updateTable('release.authority')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', '=', patientId)
    .where('request_id', '=', id)
    .where('id', 'in', rested)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute();
  act.note({ subjectIds: stopped.map((row) => row.id) });
  return stopped.length > 0;
}
