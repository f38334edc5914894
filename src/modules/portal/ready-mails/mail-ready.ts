import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import type { Services } from '../../../platform/services.ts';
import { type Carried, decideNextTry } from '../../correspondence/index.ts';
import { facilityById } from '../../directory/index.ts';
import { memberIds } from '../../patients/index.ts';
import { goesAsPatientAsked, readOwnRequests, standingRequester } from '../../release/index.ts';
import { deriveReadyMail } from '../mail-codes/derive-code-mail.ts';
import { carryMailOut, mailLeaves, type PortalMail } from '../mail-codes/mail-out.ts';
import { problems } from '../problems.ts';
import { mayAct } from '../stand-for.ts';
import { decideReadyMail } from './decide-ready-mail.ts';
import { MAIL_READY } from './queue-ready-mail.ts';

interface Which {
  readonly patientId: string;
  readonly disclosureId: string;
}

/**
 * Tells an account by mail that something waits in the portal. Whether it still should is asked when it leaves. The try is on
 * record before the mail server is called: of one that was interrupted nobody knows whether it left, and it is not sent again.
 */
export async function mailReady(context: JobContext, which: Which): Promise<void> {
  const { services } = context;
  const about = { verb: MAIL_READY, subject: { kind: 'disclosure', id: which.disclosureId } };
  const begun = await context.act(about, (act) => beginTry(act, services, which));
  if (begun === undefined) return;
  const carried = await carryMailOut(services, begun.address, begun.text);
  await context.act(about, (act) => endTry(act, which, { tries: begun.tries, carried }));
}

async function beginTry(
  act: Act,
  services: Services,
  which: Which,
): Promise<{ address: string; text: PortalMail; tries: number } | undefined> {
  const mail = await rowOf(act, which).selectAll().forUpdate().executeTakeFirst();
  if (mail === undefined || mail.outcome !== null) return undefined;
  act.note({ patientIds: [which.patientId], subjectIds: [which.disclosureId, mail.request_id] });
  // The queue tries again by itself.
  if (mail.again_at !== null && act.now < mail.again_at)
    throw problems.mailTooEarly({ detail: 'Nothing was sent yet.' });
  if (mail.begun_at !== null) {
    await settle(act, which, 'in-doubt', 'interrupted');
    return undefined;
  }
  const account = await act.tx
    .selectFrom('portal.account')
    .select(['id', 'mail_address', 'language', 'requester_id', 'ended_at'])
    .where('id', '=', mail.account_id)
    .executeTakeFirstOrThrow();
  const [request] = await readOwnRequests(act, [mail.request_id]);
  const own = await ownAsk(act, mail.request_id);
  const address = account.mail_address;
  const decided = decideReadyMail({
    mailLeaves: mailLeaves(services),
    address,
    fetchable: request?.packets.some(({ disclosureId }) => disclosureId === which.disclosureId) ?? false,
    reaches: own === undefined ? await standsAsRequester(act, account) : await reachesRecord(act, account.id, own),
    // What a representative or a requester asks for goes as they say.
    asAsked:
      own === undefined ||
      own.representative_id !== null ||
      address === null ||
      (await goesAsPatientAsked(act, own.patient_id, { way: 'email', to: address })),
  });
  if (!decided.mail) {
    await settle(act, which, 'not-sent', decided.why);
    return undefined;
  }
  await act.tx
    .updateTable('portal.ready_mail')
    .set({ begun_at: act.now })
    .where('patient_id', '=', which.patientId)
    .where('disclosure_id', '=', which.disclosureId)
    .execute();
  const { name } = await facilityById(act, mail.facility_id);
  const language = account.language === 'es' ? 'es' : 'en';
  const text = deriveReadyMail(language, { facility: name, url: `${services.publicUrl}/portal` });
  return { address: decided.address, text, tries: mail.tries };
}

function ownAsk(act: Act, requestId: string) {
  return act.tx
    .selectFrom('portal.ask')
    .select(['patient_id', 'representative_id'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
}

async function standsAsRequester(
  act: Act,
  account: { requester_id: string | null; ended_at: Date | null },
): Promise<boolean> {
  return account.ended_at === null && (await standingRequester(act, account.requester_id)) !== undefined;
}

async function reachesRecord(
  act: Act,
  accountId: string,
  ask: { patient_id: string; representative_id: string | null },
): Promise<boolean> {
  const { ids } = await memberIds(act, ask.patient_id);
  const access = await act.tx
    .selectFrom('portal.access')
    .select(['patient_id', 'representative_id'])
    .where('account_id', '=', accountId)
    .where('patient_id', 'in', ids)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return access !== undefined && (await mayAct(act, access.patient_id, access.representative_id));
}

async function endTry(
  act: Act,
  which: Which,
  { tries, carried: { result, code } }: { tries: number; carried: Carried },
): Promise<void> {
  act.note({ patientIds: [which.patientId], subjectIds: [which.disclosureId], detail: { result, code } });
  if (result === 'handed-over') return settle(act, which, 'sent', code);
  if (result === 'unknown') return settle(act, which, 'in-doubt', code);
  const again = result === 'not-now' ? decideNextTry(tries + 1, act.now) : null;
  if (again === null) return settle(act, which, 'not-sent', code);
  await act.tx
    .updateTable('portal.ready_mail')
    .set({ begun_at: null, again_at: again, tries: tries + 1, why: code })
    .where('patient_id', '=', which.patientId)
    .where('disclosure_id', '=', which.disclosureId)
    .where('outcome', 'is', null)
    .execute();
  act.enqueue(MAIL_READY, { ...which }, { key: `ready-mail-${which.disclosureId}`, runAt: again });
}

function rowOf(act: Act, { patientId, disclosureId }: Which) {
  return act.tx
    .selectFrom('portal.ready_mail')
    .where('patient_id', '=', patientId)
    .where('disclosure_id', '=', disclosureId);
}

async function settle(act: Act, which: Which, outcome: 'sent' | 'in-doubt' | 'not-sent', why: string): Promise<void> {
  act.note({ detail: { outcome, why } });
  await act.tx
    .updateTable('portal.ready_mail')
    .set({ settled_at: act.now, outcome, why })
    .where('patient_id', '=', which.patientId)
    .where('disclosure_id', '=', which.disclosureId)
    .execute();
}
