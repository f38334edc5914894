import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const Sender = Type.Object({
  id: Id,
  application: Type.String(),
  facility: Type.String(),
  state: Type.String(),
  firstSeenAt: Moment,
  firstAddress: Type.String(),
  lastAt: Nullable(Moment),
  /** Of the last 24 hours. */
  messages: Type.Integer(),
  refused: Type.Integer(),
  /** Minutes of silence that are a fault; null: none. */
  expectedMinutes: Nullable(Type.Integer()),
  silentSince: Nullable(Moment),
  /** The destination to which its application acknowledgements go; null: back on its own connection. */
  answersTo: Nullable(Id),
  /** Application acknowledgements that wait to be sent. */
  answersWaiting: Type.Integer(),
  /** An answer that could not be sent for so many minutes waits for somebody. */
  answersAlarmMinutes: Type.Integer(),
  /** Since when one waits that should have been sent; null: none. */
  answersLateSince: Nullable(Moment),
  waiting: Type.Integer(),
  oldestWaitingAt: Nullable(Moment),
  held: Type.Integer(),
  failed: Type.Integer(),
});

const InError = Type.Object({
  id: Id,
  senderId: Nullable(Id),
  application: Nullable(Type.String()),
  controlId: Type.String(),
  type: Type.String(),
  receivedAt: Moment,
  state: Type.String(),
  reason: Type.String(),
});

const Segments = Type.Array(
  Type.Object({
    segment: Type.String(),
    which: Type.Integer(),
    name: Nullable(Type.String()),
    fields: Type.Array(
      Type.Object({ path: Type.String(), name: Nullable(Type.String()), value: Type.String(), cut: Type.Boolean() }),
    ),
  }),
);

const MappingRow = Type.Object({
  id: Id,
  kind: Type.String(),
  said: Type.String(),
  meant: Type.String(),
  ofAll: Type.Boolean(),
  setAt: Moment,
  setBy: Type.String(),
  setByName: Nullable(Type.String()),
  inForce: Type.Boolean(),
});

const ofMessage = Type.Object({ id: Id });

export const contract = {
  senders: endpoint({
    method: 'GET',
    path: '/hl7v2/senders',
    summary: 'Senders of HL7 messages: how many came in a day, the last, what waits, is held or failed',
    response: Type.Object({ senders: Type.Array(Sender) }),
  }),
  decide: endpoint({
    method: 'POST',
    path: '/hl7v2/senders/:id/decision',
    summary: 'Allow or refuse a sender',
    params: ofMessage,
    body: Type.Object({ state: Type.Union([Type.Literal('allowed'), Type.Literal('refused')]) }),
    status: 204,
  }),
  declare: endpoint({
    method: 'POST',
    path: '/hl7v2/senders',
    summary: 'Write a sender down before it speaks: its first message is taken',
    body: Type.Object({
      application: Type.String({ minLength: 1, maxLength: 227 }),
      facility: Type.String({ maxLength: 227 }),
      facilityId: Type.Optional(Id),
    }),
    status: 201,
    response: Type.Object({ id: Id }),
  }),
  expect: endpoint({
    method: 'POST',
    path: '/hl7v2/senders/:id/expectation',
    summary: 'How many minutes of silence are a fault of this feed; null: nobody is told',
    params: ofMessage,
    body: Type.Object({ minutes: Nullable(Type.Integer({ minimum: 1, maximum: 20_160 })) }),
    status: 204,
  }),
  setAnswers: endpoint({
    method: 'POST',
    path: '/hl7v2/senders/:id/answers',
    summary:
      'Where the application acknowledgements of a sender go (null: back on its own connection), and after how many minutes one that waits is told',
    params: ofMessage,
    body: Type.Object(
      {
        destinationId: Type.Optional(Nullable(Id)),
        alarmMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_160 })),
      },
      { minProperties: 1 },
    ),
    status: 204,
  }),
  mapping: endpoint({
    method: 'GET',
    path: '/hl7v2/senders/:id/mapping',
    summary: 'What the codes of a sender mean here, with what they meant before',
    params: ofMessage,
    response: Type.Object({ rows: Type.Array(MappingRow) }),
  }),
  setMapping: endpoint({
    method: 'POST',
    path: '/hl7v2/senders/:id/mapping',
    summary: 'Set what a code of a sender means from now on; an empty meaning takes its own row back',
    params: ofMessage,
    body: Type.Object({
      kind: Type.Union([Type.Literal('authority'), Type.Literal('document-type'), Type.Literal('class')]),
      said: Type.String({ minLength: 1, maxLength: 200 }),
      meant: Type.String({ maxLength: 500 }),
    }),
    status: 201,
    response: Type.Object({ id: Id }),
  }),
  port: endpoint({
    method: 'GET',
    path: '/hl7v2/port',
    summary: 'State of the port for HL7 messages: open or not, TLS, connections, who may send',
    response: Type.Object({
      state: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('off')]),
      port: Type.Integer(),
      host: Type.String(),
      tls: Type.Boolean(),
      clientCertificates: Type.Boolean(),
      connections: Type.Integer(),
      allowed: Type.Array(Type.String()),
    }),
  }),
  tryMessage: endpoint({
    method: 'POST',
    path: '/hl7v2/try',
    summary: 'What a message would do if it came now; nothing of it is kept',
    body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 500_000 }) }),
    response: Type.Object({
      code: Type.String(),
      refusal: Nullable(Type.String()),
      type: Type.String(),
      senderId: Nullable(Id),
      repeated: Type.Boolean(),
      outcome: Nullable(
        Type.Object({
          state: Type.Union([
            Type.Literal('applied'),
            Type.Literal('kept'),
            Type.Literal('held'),
            Type.Literal('failed'),
          ]),
          reason: Nullable(Type.String()),
        }),
      ),
      effects: Type.Array(Type.Object({ what: Type.String(), typeCode: Nullable(Type.String()) })),
      segments: Segments,
    }),
  }),
  errors: endpoint({
    method: 'GET',
    path: '/hl7v2/errors',
    summary: 'Messages that failed, are held, or were not taken, newest first',
    response: Type.Object({ messages: Type.Array(InError) }),
  }),
  read: endpoint({
    method: 'GET',
    path: '/hl7v2/messages/:id',
    summary: 'One message as it came, and its corrected copy where there is one',
    params: ofMessage,
    response: Type.Object({
      id: Id,
      text: Type.String(),
      /** Each value under the standard's name of its field; empty where it is no message. */
      segments: Segments,
      editedFrom: Nullable(Id),
      state: Nullable(Type.String()),
      reason: Nullable(Type.String()),
    }),
  }),
  replay: endpoint({
    method: 'POST',
    path: '/hl7v2/messages/:id/replay',
    summary: 'Apply a message in error again, as it is or with edited places; the original is kept',
    params: ofMessage,
    body: Type.Object({
      edits: Type.Optional(
        Type.Array(
          Type.Object({
            path: Type.String({ minLength: 5, maxLength: 40 }),
            value: Nullable(Type.String({ maxLength: 10_000 })),
          }),
          { maxItems: 50 },
        ),
      ),
    }),
    response: Type.Object({ id: Id }),
  }),
  setAside: endpoint({
    method: 'POST',
    path: '/hl7v2/messages/:id/set-aside',
    summary: 'Nothing will follow from a message in error',
    params: ofMessage,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
    status: 204,
  }),
};
