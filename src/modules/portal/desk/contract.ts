import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { Id, Moment, Text, Sentence, Nullable, oneOf, closed, ofRecord, Note } from '../shapes.ts';

const ofAccess = Type.Object({ patientId: Id, accessId: Id });

/** What the desk calls about the portal. */
export const deskContract = {
  access: endpoint({
    method: 'GET',
    path: '/portal-desk/patients/:patientId',
    summary: 'Who has access to a record by the portal, its invitations and its notes',
    params: ofRecord,
    response: Type.Object({
      invitations: Type.Array(
        Type.Object({
          id: Id,
          name: Text,
          capacity: Nullable(Text),
          how: Text,
          idKind: Nullable(Text),
          idLastFour: Nullable(Text),
          state: oneOf(['open', 'used', 'withdrawn', 'expired']),
          expiresAt: Moment,
          at: Moment,
          by: Text,
        }),
      ),
      accesses: Type.Array(
        Type.Object({
          id: Id,
          name: Text,
          capacity: Nullable(Text),
          secondStep: Type.Boolean(),
          since: Moment,
          lastSignIn: Nullable(Moment),
          ended: Nullable(Type.Object({ at: Moment, by: Text, reason: Text })),
          mayAct: Type.Boolean(),
        }),
      ),
      representatives: Type.Array(Type.Object({ id: Id, name: Text, kind: Text })),
      threads: Type.Array(Type.Object({ accessId: Id, name: Text, open: Type.Boolean(), notes: Type.Array(Note) })),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  invite: endpoint({
    method: 'POST',
    path: '/portal-desk/patients/:patientId/invitations',
    summary: 'Invite the patient, or a representative who may act, after the identity was proved',
    params: ofRecord,
    body: Type.Object(
      {
        representativeId: Type.Optional(Id),
        proof: Type.Union([
          Type.Object(
            {
              how: Type.Literal('at-counter'),
              idKind: oneOf(['driving-licence', 'state-id', 'passport', 'military-id', 'tribal-id', 'other']),
              idLastFour: Type.String({ pattern: '^[0-9A-Za-z]{1,4}$' }),
            },
            closed,
          ),
          Type.Object({ how: Type.Literal('letter') }, closed),
        ]),
      },
      closed,
    ),
    /** The code is shown once; a letter carries it otherwise. */
    response: Type.Object({
      invitationId: Id,
      name: Text,
      expiresAt: Moment,
      code: Nullable(Text),
      url: Text,
      letterNumber: Nullable(Text),
    }),
    status: 201,
  }),
  withdrawInvitation: endpoint({
    method: 'POST',
    path: '/portal-desk/patients/:patientId/invitations/:invitationId/withdrawal',
    summary: 'Take an invitation back',
    params: Type.Object({ patientId: Id, invitationId: Id }),
    status: 204,
  }),
  endAccess: endpoint({
    method: 'POST',
    path: '/portal-desk/patients/:patientId/accesses/:accessId/end',
    summary: 'End what an account may do with this record; it is signed out everywhere',
    params: ofAccess,
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  liftStop: endpoint({
    method: 'POST',
    path: '/portal-desk/patients/:patientId/accesses/:accessId/lift',
    summary: 'Allow sign-in again after too many wrong tries',
    params: ofAccess,
    status: 204,
  }),
  answerNote: endpoint({
    method: 'POST',
    path: '/portal-desk/patients/:patientId/accesses/:accessId/notes',
    summary: 'Answer a note from the portal',
    params: ofAccess,
    body: Type.Object({ text: Sentence }, closed),
    status: 204,
  }),
  casePart: endpoint({
    method: 'GET',
    path: '/portal-desk/requests/:requestId',
    summary: 'What the portal knows of a request: the statement as signed, and files sent in for it',
    params: Type.Object({ requestId: Id }),
    response: Type.Object({
      ask: Nullable(
        Type.Object({
          patientId: Id,
          goesTo: Text,
          delivery: Text,
          statement: Text,
          sha256: Text,
          signedName: Text,
          signedAt: Moment,
          proof: Nullable(
            Type.Object({ how: Text, idKind: Nullable(Text), idLastFour: Nullable(Text), at: Nullable(Moment) }),
          ),
        }),
      ),
      fromRequester: Nullable(
        Type.Object({
          name: Text,
          ground: Text,
          signedAt: Moment,
          knownBy: Text,
          knownWords: Text,
          knownAt: Moment,
        }),
      ),
      papers: Type.Array(Type.Object({ itemId: Id, fileName: Text, at: Moment })),
      /** That they were told by mail of what lies in the portal; without an outcome it is still on its way. */
      mails: Type.Array(
        Type.Object({
          at: Moment,
          outcome: Nullable(oneOf(['sent', 'in-doubt', 'not-sent'])),
          why: Nullable(Text),
        }),
      ),
    }),
  }),
  nameThread: endpoint({
    method: 'GET',
    path: '/portal-desk/accesses/:accessId',
    summary: 'Whose note waits',
    params: Type.Object({ accessId: Id }),
    response: Nullable(Type.Object({ patientId: Id, name: Text })),
  }),
} as const;
