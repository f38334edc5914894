import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Settings } from '../../../platform/settings.ts';
import {
  ATTEMPT_LIMIT_MS,
  type Carried,
  CARRIERS,
  type Consignment,
  decideNextTry,
  type Language,
  languageOf,
  MAX_ATTACHED,
} from '../../correspondence/index.ts';
import { memberIds, readPatient } from '../../patients/index.ts';
import { confirmDelivery } from '../confirm-delivery.ts';
import { deliverPacket } from '../deliver-packet.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { faxMailbox } from './care-address.ts';
import { deriveCareMail } from './derive-care-mail.ts';
import { mustBeThisPersons } from './must-be-this-persons.ts';
import { careProblems } from './problems.ts';
import { confirmationOf, lastAttemptOf, loadSending, type SendingRow } from './load-sending.ts';

/**
 * Carries one sending a step further, as a letter is carried: the disclosure log and the attempt commit, the server is
 * called, its answer is on record. Killed between: the attempt has no end, nobody knows, and the case waits in
 * release.confirm-delivery for a person; the machine never sends a second time on its own.
 */
export async function carryCare(context: JobContext, sendingId: string): Promise<void> {
  const { services } = context;
  const about = { verb: 'release.carry-care', subject: { kind: 'sending', id: sendingId } };
  let begun: Begun | undefined;
  try {
    begun = await context.act(about, (act) => beginAttempt(act, sendingId, services.settings));
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'busy' || error.kind === 'fault') throw error;
    services.log.warn({ sendingId, code: error.code }, 'a packet for care could not be sent; a person hands it over');
    const { code } = error;
    await context.act(about, (act) => stop(act, sendingId, code));
    return;
  }
  if (begun === undefined) return;
  const { attempt, consignment } = begun;
  const carried = await MAIL.carry(services, consignment);
  await context.act(about, (act) => endAttempt(act, { sendingId, attempt, carried }));
}

const MAIL = machine();

function machine() {
  const { mail } = CARRIERS;
  if (mail.by !== 'machine') throw new Error('Mail is carried by a machine.');
  return mail;
}

interface Begun {
  readonly attempt: number;
  readonly consignment: Consignment;
}

async function beginAttempt(act: Act, sendingId: string, settings: Settings): Promise<Begun | undefined> {
  const sending = await loadSending(act, sendingId);
  act.note({ patientIds: [sending.patient_id] });
  if (sending.taken_back_at !== null || sending.stopped_at !== null || sending.channel === 'by-hand') return undefined;
  const request = mustHavePatient(await loadRequest(act, sending.request_id, 'any-work'));
  if (request.facts.cancelled || request.facts.closed) return undefined;
  if (act.now < sending.not_before) throw tooEarly();
  if (sending.packet_id !== null && sending.packet_id !== request.ids.packet)
    throw problems.packetNotReady({ detail: 'Nothing was sent: the release was sent back, or made anew, meanwhile.' });
  const last = await lastAttemptOf(act, sending);
  if (last !== undefined && last.result === null) return doubt(act, sending, last.number, last.begun_at);
  if (last !== undefined && last.result !== 'not-now') return undefined;
  if (last?.again_at != null && act.now < last.again_at) throw tooEarly();
  const logged = await logFirst(act, request, sending);
  if (logged === undefined) return undefined;

  const number = (last?.number ?? 0) + 1;
  await act.tx
    .insertInto('release.care_attempt')
    .values({
      patient_id: sending.patient_id,
      sending_id: sending.id,
      number,
      facility_id: sending.facility_id,
      labels: sending.labels,
      begun_at: act.now,
    })
    .execute();
  act.enqueue(
    'release.carry-care',
    { sendingId },
    { key: `look-after-care-${sendingId}`, runAt: new Date(act.now.getTime() + ATTEMPT_LIMIT_MS) },
  );
  const volumes = await volumesOf(act, request);
  const address = sending.address ?? '';
  return {
    attempt: number,
    consignment: {
      deliveryId: sending.id,
      address: sending.channel === 'fax' ? faxMailbox(address, settings.faxGateway) : address,
      messageId: `<${sending.id}@care.chartkeeper>`,
      queuedAt: sending.recorded_at,
      text: deriveCareMail(sending.channel === 'fax' ? 'fax' : 'email', sending.kind as 'care' | 'packet', {
        facility: request.facility.name,
        fictional: request.facility.fictional,
        request: request.number,
        language: await languageOfMail(act, request, sending),
      }),
      attachments: volumes,
    },
  };
}

/** As a person chose; else the patient's own where the mail goes to the patient in person (as of a letter), else English. */
async function languageOfMail(act: Act, request: PatientRequest, sending: SendingRow): Promise<Language> {
  if (sending.language === 'en' || sending.language === 'es') return sending.language;
  if (request.row.requester_class !== 'individual') return 'en';
  const { survivorId } = await memberIds(act, request.patientId);
  return languageOf((await readPatient(act, survivorId)).language);
}

/** The row of the log, once: undefined where it is not time, or where a person said already what became of it. */
async function logFirst(act: Act, request: PatientRequest, sending: SendingRow): Promise<string | undefined> {
  if (sending.disclosure_id !== null)
    return (await confirmationOf(act, sending)) === null ? sending.disclosure_id : undefined;
  // The news of the packet comes again when it lies ready.
  if (request.facts.packet !== 'ready') return undefined;
  if (request.facts.handOver === 'begun' || request.facts.handOver === 'confirmed')
    throw problems.handOverOpen({ detail: 'Nothing was sent: somebody handed the packet over before it was time.' });
  // The pages of any other case were gone over before its approval.
  if (sending.kind === 'care') await mustBeThisPersons(act, request, sending.not_before);
  const { disclosureId } = await deliverPacket(act, {
    requestId: request.id,
    channel: sending.channel === 'fax' ? 'fax' : 'email',
    verifiedBySending: true,
    asAsked: sending.as_asked ?? undefined,
    recipient: {
      name: request.row.requester_name ?? '',
      ...(request.row.requester_organisation === null ? {} : { organisation: request.row.requester_organisation }),
      address: [sending.address ?? ''],
    },
  });
  await act.tx
    .updateTable('release.care_sending')
    .set({ disclosure_id: disclosureId })
    .where('patient_id', '=', sending.patient_id)
    .where('id', '=', sending.id)
    .execute();
  return disclosureId;
}

/** @throws release/too-large */
export async function mustFitMail(act: Act, request: PatientRequest): Promise<void> {
  await volumesOf(act, request);
}

/** @throws release/too-large */
async function volumesOf(act: Act, request: PatientRequest): Promise<Consignment['attachments']> {
  const rows = await act.tx
    .selectFrom('release.packet_volume as v')
    .innerJoin('platform.blob as b', 'b.address', 'v.blob_address')
    .select(['v.volume', 'b.address', 'b.slot', 'b.bytes', 'b.frames', 'b.digest'])
    .where('v.patient_id', '=', request.patientId)
    .where('v.packet_id', '=', request.ids.packet ?? '')
    .orderBy('v.volume')
    .execute();
  const files = rows.map(({ volume, bytes, ...blob }) => ({
    blob: { ...blob, bytes: Number(bytes) },
    fileName: `${request.number}-${volume}.pdf`,
  }));
  if (files.reduce((sum, { blob }) => sum + blob.bytes, 0) > MAX_ATTACHED)
    throw problems.tooLarge({ detail: 'Nothing was sent: hand the packet over by link, on a medium or in print.' });
  return files;
}

async function endAttempt(
  act: Act,
  input: { readonly sendingId: string; readonly attempt: number; readonly carried: Carried },
): Promise<void> {
  const sending = await loadSending(act, input.sendingId);
  const { result, code } = input.carried;
  const againAt = result === 'not-now' ? decideNextTry(input.attempt, act.now) : null;
  await act.tx
    .updateTable('release.care_attempt')
    .set({ ended_at: act.now, result, code, again_at: againAt })
    .where('patient_id', '=', sending.patient_id)
    .where('sending_id', '=', sending.id)
    .where('number', '=', input.attempt)
    .where((is) => is.or([is('ended_at', 'is', null), is('result', '=', 'unknown')]))
    .execute();
  act.note({ patientIds: [sending.patient_id], detail: { attempt: input.attempt, result, code } });
  // A person who looked meanwhile has said what became of it: that stands.
  if (sending.disclosure_id === null || (await confirmationOf(act, sending)) !== null) return;
  if (againAt !== null) {
    act.enqueue('release.carry-care', { sendingId: sending.id }, { key: `carry-care-${sending.id}`, runAt: againAt });
    return;
  }
  const confirm = (outcome: 'handed-over' | 'not-handed-over', how: string) =>
    confirmDelivery(act, { disclosureId: sending.disclosure_id ?? '', outcome, how });
  if (result === 'refused' || result === 'not-now')
    return confirm('not-handed-over', `Not taken by the server (${code})`);
  // A gateway that took a fax has not sent it yet: whoever reads its report says whether it arrived.
  // A mail may come back: of a packet whoever tells the passcode says that it was opened.
  if (result === 'handed-over' && sending.channel === 'email' && sending.kind === 'care')
    return confirm('handed-over', `Taken by the mail server`);
}

/** The queue tries again by itself. */
function tooEarly() {
  return careProblems.sendingTooEarly({ detail: 'Nothing was sent yet.' });
}

/** An attempt without an end: nobody knows whether it left. The log has its row, and a person is asked. */
async function doubt(act: Act, sending: SendingRow, number: number, begunAt: Date): Promise<undefined> {
  if (act.now.getTime() - begunAt.getTime() < ATTEMPT_LIMIT_MS) return;
  await act.tx
    .updateTable('release.care_attempt')
    .set({ ended_at: act.now, result: 'unknown', code: 'interrupted' })
    .where('patient_id', '=', sending.patient_id)
    .where('sending_id', '=', sending.id)
    .where('number', '=', number)
    .where('ended_at', 'is', null)
    .execute();
}

/** The packet lies ready in release.to-deliver, where a person chooses another way. */
async function stop(act: Act, sendingId: string, code: string): Promise<void> {
  const sending = await loadSending(act, sendingId);
  act.note({ patientIds: [sending.patient_id], detail: { stopped: code } });
  if (sending.taken_back_at !== null || sending.stopped_at !== null) return;
  await act.tx
    .updateTable('release.care_sending')
    .set({ stopped_at: act.now, stopped_code: code })
    .where('patient_id', '=', sending.patient_id)
    .where('id', '=', sending.id)
    .execute();
  await refreshWorklist(act, sending.request_id);
}
