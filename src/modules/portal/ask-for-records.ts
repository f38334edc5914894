import { createHash } from 'node:crypto';
import type { Act } from '../../platform/act.ts';
import { facilityById } from '../directory/index.ts';
import { currentName, readPatient } from '../patients/index.ts';
import { identifyPatient, receiveRequest } from '../release/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { type Asked, deriveAskedFor, deriveStatement, isSignature } from './derive-statement.ts';
import { problems } from './problems.ts';
import type { Standing } from './stand-for.ts';

export interface AskForRecords extends Asked {
  /** Made by the browser when the questions began: sent twice it is one request. */
  readonly askId: string;
  readonly language: 'en' | 'es';
  readonly signedName: string;
}

/** The statement as it will be signed, for the last page. @throws portal/recipient-missing */
export async function previewStatement(act: Act, standing: Standing, asked: AskForRecords): Promise<string> {
  return (await compose(act, standing, asked)).statement;
}

/**
 * Files a request for records as the patient's own access (45 CFR 164.524), or as the patient's written direction to send a
 * copy to somebody named (164.524(c)(3)(ii)); what it is before the law the desk's rules decide. The patient is identified
 * by the proof the account rests on; who signed, and by what power, the desk verifies. Runs for the account, after
 * `standFor`.
 * @throws portal/signature-differs, portal/recipient-missing, portal/asked-before, release/dates-reversed
 */
export async function askForRecords(
  act: Act,
  standing: Standing,
  asked: AskForRecords,
): Promise<{ requestId: string; number: string; dueOn: string | null }> {
  const { statement, account, facility } = await compose(act, standing, asked);
  if (!isSignature(asked.signedName, account.display_name))
    throw problems.signatureDiffers({
      detail: 'Nothing was sent. Sign with your own name, as it stands at the top of the page.',
      at: 'signedName',
    });
  const acts = standing.representativeId !== null;
  const received = await receiveRequest(act, {
    receivedAt: act.now,
    receivedVia: 'portal',
    facilityId: facility.id,
    origin: 'portal',
    originId: `${standing.accountId}:${asked.askId}`,
    description: {
      requester: {
        class: acts ? 'personal-representative' : 'individual',
        name: account.display_name,
        ...(asked.address === undefined ? {} : { address: [asked.address] }),
        ...(asked.phone === undefined ? {} : { phone: asked.phone }),
        ...(asked.email === undefined ? {} : { email: asked.email }),
      },
      purpose: 'at-request-of-individual',
      wants: asked.goesTo === 'me' ? 'copy' : 'transmit-to-third-party',
      copyForm: asked.delivery === 'portal' ? 'electronic' : 'paper',
      askedFor: [
        deriveAskedFor(asked),
        ...(asked.goesTo === 'named' ? [`Send to: ${asked.named?.name ?? ''}, ${asked.named?.address ?? ''}`] : []),
      ].join('\n'),
      ...(asked.from === undefined ? {} : { askedFrom: asked.from }),
      ...(asked.to === undefined ? {} : { askedTo: asked.to }),
    },
    said: {
      signedBy: acts ? 'representative' : 'individual',
      speaks: 'individual',
      inWriting: true,
      goesTo: asked.goesTo === 'me' ? 'individual' : 'named',
    },
  });
  if (received.known === true)
    return { requestId: received.id, number: received.number, dueOn: await dueOf(act, standing, asked) };
  await identifyPatient(act, {
    requestId: received.id,
    patientId: standing.patientId,
    matchedOn: ['portal-account', 'identity-proofing'],
    note: 'Asked in the portal by an account that the desk had made sure of',
  });
  await act.tx
    .insertInto('portal.ask')
    .values({
      patient_id: standing.patientId,
      id: asked.askId,
      facility_id: facility.id,
      labels: standing.labels,
      account_id: standing.accountId,
      representative_id: standing.representativeId,
      request_id: received.id,
      goes_to: asked.goesTo,
      delivery: asked.delivery,
      statement,
      statement_sha256: createHash('sha256').update(statement, 'utf8').digest('hex'),
      language: asked.language,
      signed_name: asked.signedName,
      signed_at: act.now,
    })
    .execute();
  return { requestId: received.id, number: received.number, dueOn: received.dueOn };
}

/** The same questions sent again: the request stands; another record under the same number is no repeat. */
async function dueOf(act: Act, standing: Standing, asked: AskForRecords): Promise<null> {
  const before = await act.tx
    .selectFrom('portal.ask')
    .select('id')
    .where('patient_id', '=', standing.patientId)
    .where('id', '=', asked.askId)
    .where('account_id', '=', standing.accountId)
    .executeTakeFirst();
  if (before === undefined)
    throw problems.askedBefore({ detail: 'Nothing was sent. Go back to the start and begin a new request.' });
  return null;
}

async function compose(act: Act, standing: Standing, asked: AskForRecords) {
  if (
    asked.goesTo === 'named' &&
    (asked.named === undefined || asked.named.name.trim() === '' || asked.named.address.trim() === '')
  )
    throw problems.recipientMissing({
      detail: 'Nothing was sent. Say the name and the address of whoever gets the records.',
      at: 'named',
    });
  const patient = await readPatient(act, standing.patientId);
  const facility = await facilityById(act, patient.facilityId);
  const account = await act.tx
    .selectFrom('portal.account')
    .select(['display_name'])
    .where('id', '=', standing.accountId)
    .executeTakeFirstOrThrow();
  const name = currentName(patient.names);
  const patientName = [...(name?.given ?? []), name?.family ?? ''].filter((part) => part !== '').join(' ');
  const statement = deriveStatement(asked, {
    language: asked.language,
    signedName: asked.signedName.trim(),
    personName: account.display_name,
    patientName,
    actsForAnother: standing.representativeId !== null,
    custodian: facility.legalEntityName,
    day: localDate(act.now, facility.timeZone),
  });
  return { statement, account, facility };
}
