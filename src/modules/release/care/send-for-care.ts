import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { approveRelease } from '../approve-release.ts';
import { chooseScope } from '../choose-scope.ts';
import { identifyPatient } from '../identify-patient.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { receiveRequest } from '../receive-request.ts';
import { recordAuthority } from '../record-authority.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { keepVerified } from '../requesters/keep-verified.ts';
import { sayCallBack } from '../requesters/verify-channel.ts';
import { verifyRequester } from '../verify-requester.ts';
import { faxMailbox, parseCareAddress, type CareKind } from './care-address.ts';
import { CARE_ALONE, decideAlone } from './decide-alone.ts';
import { type CareDocument, gatherCare } from './gather-care.ts';
import { mustBeChosenWell } from './must-be-chosen-well.ts';
import type { CareSettings } from './preview-care.ts';
import { mustHaveMailServer } from './must-be-set-up.ts';
import { careProblems } from './problems.ts';
import { settleAbstract } from './settle-abstract.ts';
import { type VerifiedNumber, readNumber } from './read-number.ts';

/** The minute in which it can be taken back without anybody outside knowing. */
const DELAY_MS = 60_000;
const VERIFIED = { 'us/hipaa/verification-of-requester': { '*': 'found' } } as const;
/** Care does not wait behind copies. */
const PRIORITY = 2;

/** The call that made sure of a number. */
export interface CallBack {
  readonly who: string;
  /** Where the number that was called came from: a directory, the letterhead of an earlier letter. */
  readonly numberFrom: string;
}

export type CareNumber =
  | { readonly channelId: string }
  | {
      readonly kind: CareKind;
      readonly address: string;
      readonly callBack: CallBack;
      /** Into the register of verified numbers, that of requesters. */
      readonly keep: boolean;
    };

export interface SendForCare {
  readonly patientId: string;
  readonly askedVia: 'phone' | 'fax' | 'walk-in' | 'electronic' | 'mail' | 'email';
  readonly recipient: { readonly name: string; readonly organisation?: string | undefined };
  /** Absent: a person hands the packet over, and says how they know the recipient. */
  readonly number?: CareNumber | undefined;
  readonly knownBy?: string | undefined;
  /** The facts by which the caller named the patient. */
  readonly matchedOn: readonly string[];
  readonly documentIds: readonly string[];
  readonly withUnsigned: boolean;
  /** Nature of a medical emergency (42 CFR 2.51). */
  readonly emergency?: string | undefined;
}

export interface SentForCare {
  readonly requestId: string;
  readonly number: string;
  readonly documents: number;
  /** False: it goes once a second person approved it. */
  readonly approved: boolean;
  readonly notBefore: string;
}

/**
 * Records for the treatment by another provider, in one act: received, patient and recipient verified, authority, scope and,
 * where the policy of the house lets treatment go on one person's word, approved. Every row is the one that the long way
 * writes; the packet is assembled and leaves after a minute. No authorization and no fee (45 CFR 164.506(c)(2)).
 * @throws release/number-unverified, release/number-unknown, release/number-unclear, release/no-fax-gateway, release/no-mail-server,
 *   release/nothing-chosen, release/held-document, release/emergency-needed, release/emergency-unfounded, release/record-changed,
 *   release/own-record, release/record-too-large, patients/not-found
 */
export async function sendForCare(act: Act, input: SendForCare, settings: CareSettings): Promise<SentForCare> {
  const { documents, facility } = await gatherCare(act, input);
  const emergency = plain(input.emergency);
  const chosen = mustBeChosenWell(documents, { ...input, emergency });
  const way = await wayOf(act, input, settings);

  const { id: requestId, number } = await receiveRequest(act, {
    receivedAt: act.now,
    receivedVia: input.askedVia,
    facilityId: facility.id,
    origin: 'care',
    description: {
      requester: {
        class: 'provider',
        ...input.recipient,
        ...(way.requesterId === null ? {} : { directoryId: way.requesterId }),
        ...(way.address === null ? {} : way.kind === 'fax' ? { fax: way.address } : { email: way.address }),
      },
      purpose: 'treatment',
      purposeWords: 'Continuity of care',
      priority: PRIORITY,
    },
  });
  await identifyPatient(act, { requestId, patientId: input.patientId, matchedOn: input.matchedOn });
  await verifyRequester(act, { requestId, how: way.how, seen: VERIFIED, officialAsks: 'not-an-official' });
  await recordAuthority(act, {
    requestId,
    basis: 'treatment',
    recipient: 'covered-entity',
    ...(emergency === '' ? {} : { note: `Medical emergency (42 CFR 2.51): ${emergency}` }),
  });
  const { scopeId } = await chooseScope(act, {
    requestId,
    from: null,
    to: null,
    typeCodes: [...new Set(chosen.map(({ typeCode }) => typeCode))].sort(),
    withUnsigned: input.withUnsigned,
    encrypt: way.kind === 'email',
  });
  const request = mustHavePatient(await loadRequest(act, requestId, 'work'));
  await settleAbstract(act, request, { scopeId, chosen, emergency });
  const notBefore = await writeSending(act, request, way, emergency);
  const approved = await approveWhereAllowed(act, { requestId, scopeId, chosen, emergency }, settings);
  act.note({
    detail: { documents: chosen.length, channel: way.kind, alone: approved, emergency: emergency !== '' },
    ...(emergency === '' ? {} : { reasonIds: ['us/part2/medical-emergency'] }),
  });
  await refreshWorklist(act, requestId);
  return { requestId, number, documents: chosen.length, approved, notBefore: notBefore.toISOString() };
}

interface CareWay {
  readonly kind: CareKind | 'by-hand';
  readonly address: string | null;
  readonly channelId: string | null;
  /** The entry of the register that the number belongs to. */
  readonly requesterId: string | null;
  readonly callBack: CallBack | null;
  /** How the recipient was verified (45 CFR 164.514(h)). */
  readonly how: string;
}

async function wayOf(act: Act, input: SendForCare, settings: CareSettings): Promise<CareWay> {
  const { number, recipient } = input;
  if (number === undefined) {
    const knownBy = plain(input.knownBy);
    if (knownBy === '')
      throw careProblems.numberUnverified({
        detail: 'Nothing was sent. Say how you know who takes the records.',
        citations: ['45 CFR 164.514(h)'],
        at: 'knownBy',
      });
    return { ...UNLISTED, kind: 'by-hand', address: null, callBack: null, how: knownBy };
  }
  if ('channelId' in number) {
    const known = await readNumber(act, number.channelId);
    const address = parseCareAddress(known.kind, known.value);
    mustBeSetUp(known.kind, address, settings);
    return {
      ...{ kind: known.kind, address, channelId: known.id, requesterId: known.requesterId, callBack: null },
      how: `Verified number of ${nameOf(known)}: ${address}`,
    };
  }
  const { kind, callBack } = number;
  const [who, numberFrom] = [plain(callBack.who), plain(callBack.numberFrom)];
  if (who === '' || numberFrom === '')
    throw careProblems.numberUnverified({
      detail: 'Nothing was sent. Call the recipient, and say with whom you spoke and where you had the number from.',
      citations: ['45 CFR 164.514(h)'],
      at: who === '' ? 'number.callBack.who' : 'number.callBack.numberFrom',
    });
  const address = parseCareAddress(kind, number.address);
  mustBeSetUp(kind, address, settings);
  const listed = number.keep
    ? await keepVerified(act, { ...recipient, kind, value: address, how: sayCallBack({ spokeTo: who, numberFrom }) })
    : UNLISTED;
  return {
    ...{ kind, address, ...listed, callBack: { who, numberFrom } },
    how: `Called back: ${who} confirmed ${address}; number from ${numberFrom}`,
  };
}

function mustBeSetUp(kind: CareKind, address: string, settings: CareSettings): void {
  mustHaveMailServer(settings);
  if (kind !== 'fax') return;
  if (settings.faxGateway === '')
    throw careProblems.noFaxGateway({
      detail: 'Nothing was sent. Hand the packet over yourself, or ask the administrator for a fax gateway.',
      at: 'number',
    });
  faxMailbox(address, settings.faxGateway);
}

async function writeSending(act: Act, request: PatientRequest, way: CareWay, emergency: string): Promise<Date> {
  const notBefore = new Date(act.now.getTime() + DELAY_MS);
  const id = newId();
  await act.tx
    .insertInto('release.care_sending')
    .values({
      patient_id: request.patientId,
      id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      kind: 'care',
      channel: way.kind,
      address: way.address,
      channel_id: way.channelId,
      verified_who: way.callBack?.who ?? null,
      number_from: way.callBack?.numberFrom ?? null,
      emergency: emergency === '' ? null : emergency,
      not_before: notBefore,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id] });
  return notBefore;
}

async function approveWhereAllowed(
  act: Act,
  sent: { requestId: string; scopeId: string; chosen: readonly CareDocument[]; emergency: string },
  settings: CareSettings,
): Promise<boolean> {
  const { alone } = decideAlone({
    approval: settings.careApproval,
    basis: 'treatment',
    ticked: sent.chosen.filter(({ decision }) => decision !== 'include').length,
    emergency: sent.emergency !== '',
  });
  if (!alone) return false;
  await approveRelease(act, { requestId: sent.requestId, scopeId: sent.scopeId, aloneOn: CARE_ALONE });
  return true;
}

const UNLISTED = { channelId: null, requesterId: null } as const;
const nameOf = ({ name, organisation }: VerifiedNumber) => [name, organisation].filter(Boolean).join(', ');
const plain = (text: string | undefined) => (text ?? '').trim();
