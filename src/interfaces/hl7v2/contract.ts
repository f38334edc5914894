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
  messages: Type.Integer(),
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
