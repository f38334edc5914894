import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const facts = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  host: Type.String({ minLength: 1, maxLength: 255, pattern: '^[A-Za-z0-9.:_-]+$' }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  tls: Type.Boolean(),
  /** PEM of the authority of its certificate; null: those the machine trusts. */
  ca: Type.Union([Type.String({ maxLength: 20_000 }), Type.Null()]),
  application: Type.String({ maxLength: 227 }),
  facility: Type.String({ maxLength: 227 }),
  /** Neither: it hears answers to its own messages only. */
  tells: Type.Array(Type.Union([Type.Literal('identity'), Type.Literal('documents')]), { maxItems: 2 }),
  stopped: Type.Boolean(),
  /** It may give no answer for so long before somebody has to look. */
  alarmMinutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
  /** Downstream systems of the identity desk that learn of merges by these messages. */
  downstreamIds: Type.Array(Id, { maxItems: 50 }),
};
const ofOne = Type.Object({ id: Id });

export const outboundContract = {
  destinations: endpoint({
    method: 'GET',
    path: '/hl7v2/destinations',
    summary: 'Systems that are told of changes over MLLP, with what waits and failed',
    response: Type.Object({
      destinations: Type.Array(
        Type.Object({
          id: Id,
          ...facts,
          waiting: Type.Integer(),
          oldestWaitingAt: Type.Union([Moment, Type.Null()]),
          /** Why the first of the queue did not go yet. */
          trouble: Type.Union([Type.String(), Type.Null()]),
          failed: Type.Integer(),
          /** Moment of the first attempt since it last answered that found nobody. */
          unansweredSince: Type.Union([Moment, Type.Null()]),
          lastAt: Type.Union([Moment, Type.Null()]),
        }),
      ),
    }),
  }),
  add: endpoint({
    method: 'POST',
    path: '/hl7v2/destinations',
    summary: 'Add a system that is told of changes',
    body: Type.Object(facts),
    status: 201,
    response: Type.Object({ id: Id }),
  }),
  change: endpoint({
    method: 'POST',
    path: '/hl7v2/destinations/:id',
    summary: 'Change a destination, stop it or take it up again',
    params: ofOne,
    body: Type.Object(facts),
    response: Type.Object({ id: Id }),
  }),
  failed: endpoint({
    method: 'GET',
    path: '/hl7v2/outbound',
    summary: 'Messages that could not be handed over and wait for a person',
    response: Type.Object({
      messages: Type.Array(
        Type.Object({
          id: Id,
          event: Type.String(),
          destination: Type.String(),
          queuedAt: Moment,
          attempts: Type.Integer(),
          reason: Type.String(),
        }),
      ),
    }),
  }),
  again: endpoint({
    method: 'POST',
    path: '/hl7v2/outbound/:id/again',
    summary: 'Send a failed message again',
    params: ofOne,
    status: 204,
  }),
  setAside: endpoint({
    method: 'POST',
    path: '/hl7v2/outbound/:id/set-aside',
    summary: 'A failed message is not sent',
    params: ofOne,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
    status: 204,
  }),
};
