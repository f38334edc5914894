import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { KNOWN_BY } from '../requesters/contract.ts';
import {
  closed,
  Day,
  Id,
  Language,
  Mail,
  Moment,
  Nullable,
  oneOf,
  PaperState,
  Sentence,
  Text,
  Word,
} from '../shapes.ts';

export const OFFICE_CLASSES = ['attorney', 'insurer', 'provider', 'government-agency', 'other'] as const;
export const ID_KINDS = ['driving-licence', 'state-id', 'passport', 'military-id', 'tribal-id', 'other'] as const;

const common = {
  language: Language,
  facilityId: Id,
  mail: Mail,
  /** From the mail: the address is theirs. */
  code: Type.String({ maxLength: 20 }),
  personName: Word,
  phone: Type.Optional(Word),
  address: Type.Optional(Word),
};

/** What a stranger calls who asks for an account. Every answer is the same whoever is known here. */
export const applicationContract = {
  door: endpoint({
    method: 'GET',
    path: '/portal/door',
    summary: 'Whether codes can be sent by mail, and where one can be known',
    response: Type.Object({ mail: Type.Boolean(), places: Type.Array(Type.Object({ id: Id, name: Text })) }),
  }),
  sendCode: endpoint({
    method: 'POST',
    path: '/portal/applications/code',
    summary: 'Send a code to the mail address of somebody who asks for an account',
    body: Type.Object({ mail: Mail, language: Language }, closed),
    status: 204,
  }),
  apply: endpoint({
    method: 'POST',
    path: '/portal/applications',
    summary: 'Ask for an account; a person compares it with what is known',
    body: Type.Union([
      Type.Object({ kind: Type.Literal('patient'), ...common, birthDate: Day }, closed),
      Type.Object(
        { kind: Type.Literal('requester'), ...common, organisation: Word, requesterClass: oneOf([...OFFICE_CLASSES]) },
        closed,
      ),
    ]),
    /** With it the same browser sends the document in, for an hour. */
    response: Type.Object({ paperToken: Text }),
    status: 201,
  }),
  sendPapers: endpoint({
    method: 'POST',
    path: '/portal/applications/:token/papers',
    summary: 'Send in the photo of an identity document or of a credential with an application',
    params: Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }),
    query: Type.Object({ name: Type.Optional(Type.String({ maxLength: 255 })) }),
    response: Type.Object({ sent: Type.Integer(), refused: Type.Array(Text) }),
  }),
} as const;

const ofApplication = Type.Object({ applicationId: Id });
const Invited = Type.Object({
  name: Text,
  expiresAt: Moment,
  url: Text,
  /** False: the mail did not leave, and the code is to be told. */
  mailed: Type.Boolean(),
  code: Nullable(Text),
});

/** What the desk calls about applications. */
export const applicationDeskContract = {
  open: endpoint({
    method: 'GET',
    path: '/portal-desk/applications/:applicationId',
    summary: 'An application with its papers, and who in the index it may be',
    params: ofApplication,
    response: Type.Object({
      id: Id,
      kind: oneOf(['patient', 'requester']),
      personName: Text,
      birthDate: Nullable(Day),
      organisation: Nullable(Text),
      requesterClass: Nullable(Text),
      mailAddress: Text,
      phone: Nullable(Text),
      address: Nullable(Text),
      appliedAt: Moment,
      papers: Type.Array(Type.Object({ itemId: Id, fileName: Text, state: PaperState })),
      candidates: Type.Array(
        Type.Object({
          id: Id,
          name: Text,
          birthDate: Nullable(Text),
          mrns: Type.Array(Text),
          city: Nullable(Text),
          deceased: Type.Boolean(),
        }),
      ),
      decided: Nullable(
        Type.Object({ outcome: oneOf(['invited', 'refused']), at: Moment, by: Text, reason: Nullable(Text) }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  name: endpoint({
    method: 'GET',
    path: '/portal-desk/applications/:applicationId/name',
    summary: 'Whose application waits',
    params: ofApplication,
    response: Nullable(Type.Object({ name: Text })),
  }),
  confirmPatient: endpoint({
    method: 'POST',
    path: '/portal-desk/applications/:applicationId/patient',
    summary: 'The document and the facts are those of this patient: invite by mail',
    params: ofApplication,
    body: Type.Object(
      {
        patientId: Id,
        idKind: oneOf([...ID_KINDS]),
        idLastFour: Type.String({ pattern: '^[0-9A-Za-z]{1,4}$' }),
      },
      closed,
    ),
    response: Invited,
    status: 201,
  }),
  confirmRequester: endpoint({
    method: 'POST',
    path: '/portal-desk/applications/:applicationId/requester',
    summary: 'Identity and authority of the office were verified: invite by mail for its entry in the directory',
    params: ofApplication,
    body: Type.Object({ requesterId: Id, knownBy: oneOf([...KNOWN_BY]), knownWords: Sentence }, closed),
    response: Invited,
    status: 201,
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/portal-desk/applications/:applicationId/refusal',
    summary: 'Open no account from this; the applicant is told nothing of the reason',
    params: ofApplication,
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
} as const;
