import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Text = Type.String();
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Sentence = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;
const Language = oneOf(['en', 'es']);
const Passphrase = Type.String({ minLength: 1, maxLength: 256 });
const Code = Type.String({ minLength: 1, maxLength: 80 });
const ofRecord = Type.Object({ patientId: Id });

const Ask = Type.Object(
  {
    askId: Id,
    language: Language,
    what: Type.Array(oneOf(['summary', 'visits', 'results', 'images', 'bills', 'everything', 'other']), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
    }),
    words: Type.Optional(Type.String({ maxLength: 1_000 })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    goesTo: oneOf(['me', 'named']),
    named: Type.Optional(
      Type.Object({ name: Type.String({ maxLength: 200 }), address: Type.String({ maxLength: 500 }) }, closed),
    ),
    delivery: oneOf(['portal', 'mail', 'pick-up']),
    phone: Type.Optional(Word),
    email: Type.Optional(Word),
    address: Type.Optional(Word),
    signedName: Type.String({ maxLength: 200 }),
  },
  closed,
);
const Note = Type.Object({ id: Id, fromDesk: Type.Boolean(), text: Text, at: Moment });

/** What people of the realm portal call: its own cookie, its own paths, never the desk's. */
export const contract = {
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/portal/invitations',
    summary: 'Open an account by an invitation code and the birth date of the patient',
    body: Type.Object({ code: Code, birthDate: Day, name: Word, passphrase: Passphrase, language: Language }, closed),
    status: 204,
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/portal/sign-in',
    summary: 'Sign in to the portal; the code where an authenticator is set up',
    body: Type.Object(
      { name: Word, passphrase: Passphrase, code: Type.Optional(Type.String({ maxLength: 20 })) },
      closed,
    ),
    status: 204,
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/portal/sign-out',
    summary: 'Sign out of this browser, or of all',
    body: Type.Object({ everywhere: Type.Boolean() }, closed),
    status: 204,
  }),
  account: endpoint({
    method: 'GET',
    path: '/portal/account',
    summary: 'Who is signed in, and whose records the account reaches now',
    response: Type.Object({
      name: Text,
      signInName: Text,
      language: Language,
      secondStep: Type.Boolean(),
      records: Type.Array(
        Type.Object({ patientId: Id, name: Text, own: Type.Boolean(), open: Type.Boolean(), custodian: Text }),
      ),
    }),
  }),
  sayLanguage: endpoint({
    method: 'PUT',
    path: '/portal/account/language',
    summary: 'Choose the language of the screens',
    body: Type.Object({ language: Language }, closed),
    status: 204,
  }),
  addInvitation: endpoint({
    method: 'POST',
    path: '/portal/account/invitations',
    summary: 'Add a record to this account by another invitation',
    body: Type.Object({ code: Code, birthDate: Day }, closed),
    status: 204,
  }),
  changePassphrase: endpoint({
    method: 'PUT',
    path: '/portal/account/passphrase',
    summary: 'Choose another passphrase; every other browser is signed out',
    body: Type.Object({ present: Passphrase, next: Passphrase }, closed),
    status: 204,
  }),
  offerSecondStep: endpoint({
    method: 'POST',
    path: '/portal/account/second-step',
    summary: 'Begin to set up an authenticator',
    response: Type.Object({ secret: Text, otpauthUri: Text, qr: Text }),
  }),
  confirmSecondStep: endpoint({
    method: 'POST',
    path: '/portal/account/second-step/confirmation',
    summary: 'Prove that the authenticator works; its code is asked for from then on',
    body: Type.Object({ code: Type.String({ maxLength: 20 }) }, closed),
    status: 204,
  }),
  preview: endpoint({
    method: 'POST',
    path: '/portal/records/:patientId/requests/preview',
    summary: 'The statement as it will be signed',
    params: ofRecord,
    body: Ask,
    response: Type.Object({ statement: Text }),
  }),
  ask: endpoint({
    method: 'POST',
    path: '/portal/records/:patientId/requests',
    summary: 'Ask for records; signed by typing the name',
    params: ofRecord,
    body: Ask,
    response: Type.Object({ requestId: Id, number: Text, dueOn: Nullable(Day) }),
    status: 201,
  }),
  requests: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/requests',
    summary: 'What was asked for by this account, where it stands and who acts next',
    params: ofRecord,
    response: Type.Object({
      requests: Type.Array(
        Type.Object({
          id: Id,
          number: Text,
          receivedAt: Moment,
          dueAt: Nullable(Moment),
          goesTo: Text,
          statement: Text,
          step: oneOf([
            'received',
            'checking',
            'need-from-you',
            'waiting-outside',
            'gathering',
            'second-look',
            'ready-here',
            'ready-soon',
            'sent',
            'sent-in-part',
            'answered-by-letter',
            'closed',
            'cancelled',
          ]),
          actsNext: oneOf(['records-office', 'you', 'somebody-else', 'nobody']),
          waitsFor: Type.Array(Text),
          packets: Type.Array(
            Type.Object({
              linkId: Id,
              number: Text,
              encrypted: Type.Boolean(),
              pages: Type.Integer(),
              expiresAt: Moment,
              volumes: Type.Array(Type.Object({ volume: Type.Integer(), bytes: Type.Integer() })),
            }),
          ),
        }),
      ),
    }),
  }),
  volume: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/requests/:requestId/packets/:linkId/volumes/:volume',
    summary: 'A volume of released records',
    params: Type.Object({
      patientId: Id,
      requestId: Id,
      linkId: Id,
      volume: Type.Integer({ minimum: 1, maximum: 10_000 }),
    }),
  }),
  sendPapers: endpoint({
    method: 'POST',
    path: '/portal/records/:patientId/papers',
    summary: 'Send in a paper as files; a person decides where it belongs',
    params: ofRecord,
    query: Type.Object({ requestId: Type.Optional(Id), name: Type.Optional(Type.String({ maxLength: 255 })) }),
    response: Type.Object({ sent: Type.Integer(), refused: Type.Array(Text) }),
  }),
  papers: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/papers',
    summary: 'What was sent in, and what became of it',
    params: ofRecord,
    response: Type.Object({
      papers: Type.Array(
        Type.Object({
          id: Id,
          fileName: Text,
          sentAt: Moment,
          state: oneOf([
            'being-checked',
            'with-a-person',
            'done',
            'set-aside-locked',
            'set-aside-damaged',
            'set-aside-too-large',
            'set-aside-unsafe',
            'set-aside-kind',
          ]),
        }),
      ),
    }),
  }),
  notes: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/notes',
    summary: 'Notes between this account and the desk',
    params: ofRecord,
    response: Type.Object({ notes: Type.Array(Note) }),
  }),
  writeNote: endpoint({
    method: 'POST',
    path: '/portal/records/:patientId/notes',
    summary: 'Write to the desk',
    params: ofRecord,
    body: Type.Object({ text: Sentence }, closed),
    status: 204,
  }),
  letters: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/letters',
    summary: 'Letters that were sent to the person',
    params: ofRecord,
    response: Type.Object({
      letters: Type.Array(Type.Object({ number: Text, template: Text, datedOn: Day, channel: Text })),
    }),
  }),
  accesses: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/accesses',
    summary: 'Who looked at the record in the last twelve months, in plain words',
    params: ofRecord,
    query: Type.Object({ language: Type.Optional(Type.Enum(['en', 'es'])) }),
    response: Type.Object({
      from: Day,
      to: Day,
      more: Type.Boolean(),
      accesses: Type.Array(Type.Object({ who: Text, did: Text, kind: Text, when: Text, why: Text })),
    }),
  }),
  disclosures: endpoint({
    method: 'GET',
    path: '/portal/records/:patientId/disclosures',
    summary: 'To whom records were disclosed (45 CFR 164.528)',
    params: ofRecord,
    response: Type.Object({
      from: Day,
      to: Day,
      disclosures: Type.Array(
        Type.Object({
          id: Id,
          on: Day,
          recipient: Text,
          recipientAddress: Type.Array(Text),
          description: Text,
          purpose: Text,
        }),
      ),
    }),
  }),
} as const;

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
      papers: Type.Array(Type.Object({ itemId: Id, fileName: Text, at: Moment })),
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
