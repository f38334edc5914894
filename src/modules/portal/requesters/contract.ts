import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import {
  ActsNext,
  closed,
  Code,
  Day,
  Id,
  invoice,
  Language,
  Letter,
  Moment,
  Nullable,
  oneOf,
  Packet,
  PaperState,
  Passphrase,
  Sentence,
  Step,
  Text,
  Word,
} from '../shapes.ts';

export const WANTED = ['abstract', 'everything', 'notes', 'results', 'images', 'bills', 'other'] as const;
export const PURPOSES = ['legal-claim', 'judicial', 'payment', 'treatment', 'other'] as const;
export const GROUNDS = ['authorization', 'subpoena', 'court-order', 'treatment', 'payment', 'required-by-law'] as const;
export const KNOWN_BY = [
  'called-back',
  'letterhead',
  'identity-document',
  'agency-credentials',
  'known-before',
] as const;

const Ask = Type.Object(
  {
    askId: Id,
    facilityId: Id,
    /** As the requester writes it: the desk finds whose records are meant. */
    patientName: Word,
    patientBirthDate: Day,
    patientMore: Type.Optional(Type.String({ maxLength: 200 })),
    what: Type.Array(oneOf([...WANTED]), { minItems: 1, maxItems: WANTED.length, uniqueItems: true }),
    words: Type.Optional(Type.String({ maxLength: 1_000 })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    purpose: oneOf([...PURPOSES]),
    ground: oneOf([...GROUNDS]),
    reference: Type.Optional(Type.String({ maxLength: 200 })),
    delivery: oneOf(['portal', 'mail']),
    signedName: Type.String({ maxLength: 200 }),
  },
  closed,
);

const ofRequest = Type.Object({ requestId: Id });

/** What a requester calls with an account of the portal. A patient's account is refused here. */
export const requesterContract = {
  acceptAsRequester: endpoint({
    method: 'POST',
    path: '/portal/requester-invitations',
    summary: 'Open the account of a requester by an invitation code',
    body: Type.Object({ code: Code, name: Word, passphrase: Passphrase, language: Language }, closed),
    status: 204,
  }),
  places: endpoint({
    method: 'GET',
    path: '/portal/requester/places',
    summary: 'Where records can be asked for',
    response: Type.Object({ places: Type.Array(Type.Object({ id: Id, name: Text })) }),
  }),
  ask: endpoint({
    method: 'POST',
    path: '/portal/requester/requests',
    summary: 'Ask for the records of somebody; signed by typing the name',
    body: Ask,
    response: Type.Object({ requestId: Id, number: Text }),
    status: 201,
  }),
  requests: endpoint({
    method: 'GET',
    path: '/portal/requester/requests',
    summary: 'What this account asked for, where it stands, and what came of it',
    response: Type.Object({
      requests: Type.Array(
        Type.Object({
          id: Id,
          number: Text,
          receivedAt: Moment,
          patientAsWritten: Nullable(Text),
          reference: Nullable(Text),
          ground: oneOf([...GROUNDS]),
          step: Step,
          actsNext: ActsNext,
          waitsFor: Type.Array(Text),
          packets: Type.Array(Packet),
          letters: Type.Array(Letter),
          invoices: Type.Array(Type.Object(invoice)),
          papers: Type.Array(Type.Object({ id: Id, fileName: Text, sentAt: Moment, state: PaperState })),
        }),
      ),
    }),
  }),
  sendPapers: endpoint({
    method: 'POST',
    path: '/portal/requester/requests/:requestId/papers',
    summary: 'Send in the authorization, process or another paper for a request',
    params: ofRequest,
    query: Type.Object({ name: Type.Optional(Type.String({ maxLength: 255 })) }),
    response: Type.Object({ sent: Type.Integer(), refused: Type.Array(Text) }),
  }),
  letter: endpoint({
    method: 'GET',
    path: '/portal/requester/requests/:requestId/letters/:letterId',
    summary: 'A letter or an invoice that was sent to the requester, as PDF',
    kind: 'download',
    params: Type.Object({ requestId: Id, letterId: Id }),
  }),
  volume: endpoint({
    method: 'POST',
    path: '/portal/requester/requests/:requestId/packets/:linkId/volumes/:volume',
    summary: 'A volume of released records, with the passcode that the desk told',
    params: Type.Object({ requestId: Id, linkId: Id, volume: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
    body: Type.Object({ passcode: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
  }),
} as const;

const ofEntry = Type.Object({ requesterId: Id });
const ofAccount = Type.Object({ requesterId: Id, accountId: Id });

/** What the desk calls about requesters in the portal. */
export const requesterDeskContract = {
  accounts: endpoint({
    method: 'GET',
    path: '/portal-desk/requesters/:requesterId',
    summary: 'Who asks in the portal for this requester, and how the desk knew them',
    params: ofEntry,
    response: Type.Object({
      invitations: Type.Array(
        Type.Object({
          id: Id,
          name: Text,
          knownBy: oneOf([...KNOWN_BY]),
          knownWords: Text,
          state: oneOf(['open', 'used', 'withdrawn', 'expired']),
          expiresAt: Moment,
          at: Moment,
          by: Text,
        }),
      ),
      accounts: Type.Array(
        Type.Object({
          id: Id,
          name: Text,
          secondStep: Type.Boolean(),
          since: Moment,
          lastSignIn: Nullable(Moment),
          requests: Type.Integer(),
          ended: Nullable(Type.Object({ at: Moment, by: Text, reason: Text })),
        }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  invite: endpoint({
    method: 'POST',
    path: '/portal-desk/requesters/:requesterId/invitations',
    summary: 'Invite somebody who asks for this requester, after identity and authority were verified',
    params: ofEntry,
    body: Type.Object({ personName: Word, knownBy: oneOf([...KNOWN_BY]), knownWords: Sentence }, closed),
    response: Type.Object({
      invitationId: Id,
      name: Text,
      expiresAt: Moment,
      /** Shown once. */
      code: Nullable(Text),
      url: Text,
    }),
    status: 201,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/portal-desk/requesters/:requesterId/invitations/:invitationId/withdrawal',
    summary: 'Take the invitation of a requester back',
    params: Type.Object({ requesterId: Id, invitationId: Id }),
    status: 204,
  }),
  end: endpoint({
    method: 'POST',
    path: '/portal-desk/requesters/:requesterId/accounts/:accountId/end',
    summary: 'End the account of a requester; it is signed out everywhere',
    params: ofAccount,
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  lift: endpoint({
    method: 'POST',
    path: '/portal-desk/requesters/:requesterId/accounts/:accountId/lift',
    summary: 'Allow a requester to sign in again after too many wrong tries',
    params: ofAccount,
    status: 204,
  }),
} as const;
