import type { Act } from '../../../platform/act.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { deriveSendingState, type SendingFacts } from './derive-sending-state.ts';
import { confirmationOf, lastAttemptOf } from './load-sending.ts';

/** How the packet of a request leaves for continuity of care, and what of the request went astray. */
export async function showCare(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  if (request.patientId === null) return { sending: null, astray: [] };
  const sending = await act.tx
    .selectFrom('release.care_sending')
    .selectAll()
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const astray = await act.tx
    .selectFrom('release.misdirection as m')
    .innerJoin('release.disclosure as d', (join) =>
      join.onRef('d.patient_id', '=', 'm.patient_id').onRef('d.id', '=', 'm.disclosure_id'),
    )
    .innerJoin('release.disclosure as r', (join) =>
      join.onRef('r.patient_id', '=', 'm.patient_id').onRef('r.id', '=', 'm.impermissible_id'),
    )
    .select(['m.disclosure_id as disclosureId', 'r.recipient_name as reached', 'm.recalled', 'm.recorded_at as at'])
    .where('d.request_id', '=', request.id)
    .where('m.patient_id', '=', request.patientId)
    .execute();
  if (sending === undefined) return { sending: null, astray };
  const last = await lastAttemptOf(act, sending);
  const facts: SendingFacts = {
    channel: sending.channel as SendingFacts['channel'], // CHECK sending_channel_is_known
    notBefore: sending.not_before,
    takenBack: sending.taken_back_at !== null,
    stopped: sending.stopped_at !== null,
    approved: request.facts.approved,
    packet: request.facts.packet,
    logged: sending.disclosure_id !== null,
    confirmed: await confirmationOf(act, sending),
    lastResult: (last?.result ?? null) as SendingFacts['lastResult'], // CHECK care_attempt_result_is_known
  };
  return {
    astray,
    sending: {
      alone: await isAlone(act, request),
      kind: sending.kind as 'care' | 'packet', // CHECK sending_kind_is_known
      state: deriveSendingState(facts, act.now),
      channel: facts.channel,
      address: sending.address,
      verified: sending.channel_id !== null,
      verifiedWho: sending.verified_who,
      numberFrom: sending.number_from,
      emergency: sending.emergency,
      notBefore: sending.not_before,
      tries: last?.number ?? 0,
      againAt: last?.again_at ?? null,
      code: sending.stopped_code ?? last?.code ?? null,
      disclosureId: sending.disclosure_id,
      mayTakeBack:
        sending.taken_back_at === null && sending.disclosure_id === null && request.facts.handOver === 'none',
    },
  };
}

/** Whoever sent it approved it too (decide-alone.ts). */
async function isAlone(act: Act, { patientId, ids }: LoadedRequest): Promise<boolean> {
  if (patientId === null || ids.approval === null) return false;
  const row = await act.tx
    .selectFrom('release.approval')
    .select('alone_on')
    .where('patient_id', '=', patientId)
    .where('id', '=', ids.approval)
    .executeTakeFirst();
  return row !== undefined && row.alone_on !== null;
}
