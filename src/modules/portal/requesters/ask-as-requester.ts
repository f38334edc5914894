import type { Act } from '../../../platform/act.ts';
import { receiveRequest } from '../../release/index.ts';
import { isSignature } from '../derive-statement.ts';
import { problems } from '../problems.ts';
import type { GROUNDS, PURPOSES, WANTED } from './contract.ts';
import type { RequesterStanding } from './stand-as-requester.ts';

export interface AskAsRequester {
  /** Made by the browser when the questions began: sent twice it is one request. */
  readonly askId: string;
  readonly facilityId: string;
  readonly patientName: string;
  readonly patientBirthDate: string;
  readonly patientMore?: string | undefined;
  readonly what: readonly (typeof WANTED)[number][];
  readonly words?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly purpose: (typeof PURPOSES)[number];
  readonly ground: (typeof GROUNDS)[number];
  readonly reference?: string | undefined;
  readonly delivery: 'portal' | 'mail';
  readonly signedName: string;
}

const A_DAY = 50;

/** In the desk's language, as in the case. */
const WANTED_WORDS: Record<(typeof WANTED)[number], string> = {
  abstract: 'Abstract of the record',
  everything: 'The whole record',
  notes: 'Visit and hospital notes',
  results: 'Test and laboratory results',
  images: 'Images',
  bills: 'Itemized bills',
  other: 'Something else',
};

/**
 * Files a request of a requester. Whose records are meant is what the requester wrote: nobody is looked up, and the answer
 * is the same whether there is such a patient or not. On what it rests the desk judges from the paper (45 CFR 164.508, .512).
 * @throws portal/signature-differs, portal/too-many-today, portal/asked-before, release/dates-reversed,
 *   directory/no-such-facility
 */
export async function askAsRequester(
  act: Act,
  { accountId, personName, entry }: RequesterStanding,
  asked: AskAsRequester,
): Promise<{ requestId: string; number: string }> {
  if (!isSignature(asked.signedName, personName))
    throw problems.signatureDiffers({
      detail: 'Nothing was sent. Sign with your own name, as it stands on the page.',
      at: 'signedName',
    });
  const written = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim());
  const email = entry.channels.find(({ kind }) => kind === 'email')?.value;
  const phone = entry.channels.find(({ kind }) => kind === 'phone')?.value;
  const fax = entry.channels.find(({ kind }) => kind === 'fax')?.value;
  const received = await receiveRequest(act, {
    receivedAt: act.now,
    receivedVia: 'portal',
    facilityId: asked.facilityId,
    origin: 'portal',
    originId: `${accountId}:${asked.askId}`,
    description: {
      requester: {
        class: entry.class as 'attorney', // CHECK directory_class_is_known: a value of the rules
        name: entry.name,
        address: entry.address,
        directoryId: entry.id,
        ...(entry.organisation === null ? {} : { organisation: entry.organisation }),
        ...(phone === undefined ? {} : { phone }),
        ...(email === undefined ? {} : { email }),
        ...(fax === undefined ? {} : { fax }),
        reference: written(asked.reference),
      },
      purpose: asked.purpose,
      copyForm: asked.delivery === 'portal' ? 'electronic' : 'paper',
      askedFor: [asked.what.map((each) => WANTED_WORDS[each]).join('; '), written(asked.words)]
        .filter((part) => part !== undefined)
        .join('. '),
      askedFrom: asked.from,
      askedTo: asked.to,
      patientAsWritten: [asked.patientName.trim(), `born ${asked.patientBirthDate}`, written(asked.patientMore)]
        .filter((part) => part !== undefined)
        .join(', '),
    },
    said: {
      process: asked.ground === 'subpoena' || asked.ground === 'court-order' ? asked.ground : 'none',
      speaks: 'sender',
      inWriting: true,
    },
  });
  if (received.known === true) {
    const own = await act.tx
      .selectFrom('portal.requester_ask')
      .select('id')
      .where('id', '=', asked.askId)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (own === undefined)
      throw problems.askedBefore({ detail: 'Nothing was sent. Go back to the start and begin a new request.' });
    return { requestId: received.id, number: received.number };
  }
  const { n } = await act.tx
    .selectFrom('portal.requester_ask')
    .select((count) => count.fn.countAll<string>().as('n'))
    .where('account_id', '=', accountId)
    .where('signed_at', '>', new Date(act.now.getTime() - 86_400_000))
    .executeTakeFirstOrThrow();
  if (Number(n) >= A_DAY)
    throw problems.tooManyToday({
      detail: `Nothing was sent. One day takes ${A_DAY} requests; ask the records office to take a list.`,
    });
  await act.tx
    .insertInto('portal.requester_ask')
    .values({
      id: asked.askId,
      account_id: accountId,
      request_id: received.id,
      ground: asked.ground,
      signed_name: asked.signedName.trim(),
      signed_at: act.now,
    })
    .execute();
  act.note({ subjectIds: [entry.id], detail: { ground: asked.ground } });
  return { requestId: received.id, number: received.number };
}
