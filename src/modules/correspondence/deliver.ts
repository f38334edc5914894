import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { JobContext } from '../../platform/module.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { facilityById } from '../directory/index.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import { decideNextTry } from './decide-next-try.ts';
import { ATTEMPT_LIMIT_MS, deriveDeliveryState } from './derive-delivery-state.ts';
import { deriveMail } from './derive-mail.ts';
import { loadDelivery, type LoadedDelivery } from './load-delivery.ts';
import { headerLine } from './mail-address.ts';
import { type Carried, type Carrier, CARRIERS, type Consignment } from './outbound.ts';
import { problems } from './problems.ts';
import { settleDelivery } from './settle-delivery.ts';
import { templateBook } from './template-folder.ts';
import type { CorrespondenceQueue } from './worklist.ts';

const MAX_LINK_BYTES = 4_096;

/**
 * Carries one delivery a step further. Three steps with a commit between them: the attempt is on record, the mail server is
 * called, its answer is on record. Killed before the first: nothing happened. Killed after it: nobody knows, the attempt
 * has no end, and a person is asked; the machine never sends a second letter on its own.
 */
export async function deliver(context: JobContext, deliveryId: string): Promise<void> {
  const { services } = context;
  const about = { verb: 'correspondence.deliver', subject: { kind: 'delivery', id: deliveryId } };
  const begun = await context.act(about, (act) => beginDelivery(act, services, deliveryId));
  if (begun === undefined) return;
  const carried = await carry(services, begun);
  await context.act(about, (act) => endAttempt(act, { deliveryId, attempt: begun.attempt, carried }));
}

interface Begun {
  readonly attempt: number;
  readonly carrier: Extract<Carrier, { by: 'machine' }>;
  readonly consignment: (read: (blob: BlobRef) => Promise<Buffer>) => Promise<Consignment>;
}

async function carry(services: Services, begun: Begun): Promise<Carried> {
  let consignment: Consignment;
  try {
    consignment = await begun.consignment((link) => services.blobs.read(link, MAX_LINK_BYTES));
  } catch (error) {
    // Nothing left the house: the blob store is away, or the facility was given a name that breaks a header.
    services.log.warn({ err: error }, 'a delivery could not be made up');
    return { result: 'not-now', code: error instanceof Problem ? error.code : 'not-made-up' };
  }
  return begun.carrier.carry(services, consignment);
}

async function beginDelivery(act: Act, services: Services, deliveryId: string): Promise<Begun | undefined> {
  const delivery = await loadDelivery(act, deliveryId);
  const carrier = CARRIERS[delivery.channel];
  const last = delivery.lastAttempt;
  const state = deriveDeliveryState(delivery, act.now);
  switch (state) {
    case 'sent':
    case 'printed':
    case 'failed':
    case 'cancelled':
      return undefined;
    case 'delayed':
    case 'sending':
      throw tooEarly();
    case 'in-doubt':
      await askPerson(act, delivery);
      return undefined;
    case 'to-print':
      await waitIn(act, delivery, carrier.queue);
      return undefined;
    case 'retrying':
      if (last !== null && last.againAt !== null && act.now < last.againAt) throw tooEarly();
      break;
    case 'waiting':
      break;
  }
  if (carrier.by === 'person' || !carrier.ready(services)) {
    await waitIn(act, delivery, carrier.queue);
    return undefined;
  }
  const attempt = (last?.number ?? 0) + 1;
  const consignment = await beginAttempt(act, delivery, attempt);
  await closeItem(act, { kind: carrier.queue, subjectId: delivery.id, outcome: 'tried' });
  return { attempt, carrier, consignment };
}

/** Writes the attempt, and sees to it that somebody looks after it even if this process dies now. */
async function beginAttempt(act: Act, delivery: LoadedDelivery, number: number): Promise<Begun['consignment']> {
  const { letter } = delivery;
  const facility = await facilityById(act, letter.facilityId);
  const link = delivery.linkAddress === null ? undefined : await findBlob(act, delivery.linkAddress);
  await act.tx
    .insertInto('correspondence.attempt')
    .values({ delivery_id: delivery.id, number, begun_at: act.now })
    .execute();
  act.enqueue(
    'correspondence.deliver',
    { deliveryId: delivery.id },
    { key: `look-after-${delivery.id}`, runAt: new Date(act.now.getTime() + ATTEMPT_LIMIT_MS) },
  );
  return async (read) => {
    const text = deriveMail(templateBook().wording[letter.language], delivery.carries, {
      facility: facility.name,
      letterNumber: letter.number,
      fictional: facility.fictional,
      ...(link === undefined ? {} : { link: (await read(link)).toString('utf8') }),
    });
    return {
      deliveryId: delivery.id,
      address: delivery.mailAddress ?? '',
      messageId: delivery.messageId,
      queuedAt: delivery.queuedAt,
      text: { ...text, subject: headerLine(text.subject) },
      attachments: delivery.carries === 'letter' ? [{ blob: letter.pdf, fileName: `${letter.number}.pdf` }] : [],
    };
  };
}

async function endAttempt(
  act: Act,
  input: { readonly deliveryId: string; readonly attempt: number; readonly carried: Carried },
): Promise<void> {
  const delivery = await loadDelivery(act, input.deliveryId);
  const { result, code } = input.carried;
  // Somebody settled it while the server took its time: what they found out stands.
  if (delivery.outcome !== null) return;
  const againAt = result === 'not-now' ? decideNextTry(input.attempt, act.now) : null;
  await act.tx
    .updateTable('correspondence.attempt')
    .set({ ended_at: act.now, ended_by: act.actor.id, result, code, again_at: againAt })
    .where('delivery_id', '=', delivery.id)
    .where('number', '=', input.attempt)
    .where((is) => is.or([is('ended_at', 'is', null), is('result', '=', 'unknown')]))
    .execute();
  act.note({ detail: { attempt: input.attempt, result, code } });
  switch (result) {
    case 'handed-over':
      return settleDelivery(act, delivery, { outcome: 'sent' });
    case 'unknown':
      return askPerson(act, delivery);
    case 'refused':
      return giveUp(act, delivery, code);
    case 'not-now':
      if (againAt === null) return giveUp(act, delivery, code);
      act.enqueue(
        'correspondence.deliver',
        { deliveryId: delivery.id },
        { key: `deliver-${delivery.id}`, runAt: againAt },
      );
  }
}

async function giveUp(act: Act, delivery: LoadedDelivery, code: string): Promise<void> {
  await settleDelivery(act, delivery, { outcome: 'failed', why: code });
  await waitIn(act, delivery, 'correspondence.failed');
}

async function askPerson(act: Act, delivery: LoadedDelivery): Promise<void> {
  const last = delivery.lastAttempt;
  if (last !== null && last.result === null)
    await act.tx
      .updateTable('correspondence.attempt')
      .set({ ended_at: act.now, ended_by: act.actor.id, result: 'unknown', code: 'interrupted' })
      .where('delivery_id', '=', delivery.id)
      .where('number', '=', last.number)
      .where('ended_at', 'is', null)
      .execute();
  await waitIn(act, delivery, 'correspondence.confirm-delivery');
}

async function waitIn(act: Act, delivery: LoadedDelivery, kind: CorrespondenceQueue): Promise<void> {
  const { letter } = delivery;
  await openItem(act, {
    kind,
    module: 'correspondence',
    subjectId: delivery.id,
    ...(letter.patientId === null ? {} : { patientId: letter.patientId }),
    facilityId: letter.facilityId,
    labels: letter.labels,
    permission: 'correspondence/send',
  });
  act.note({ subjectIds: [letter.id], detail: { queue: kind } });
}

async function findBlob(act: Act, address: string): Promise<BlobRef> {
  const row = await act.tx
    .selectFrom('platform.blob')
    .select(['address', 'slot', 'bytes', 'frames', 'digest'])
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  return { ...row, bytes: Number(row.bytes) };
}

/** The queue tries again by itself. */
function tooEarly() {
  return problems.tooEarly({ detail: 'Nothing was sent yet.' });
}
