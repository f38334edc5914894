import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);

const Queue = Type.Object({
  kind: Type.String(),
  title: Type.String(),
  waiting: Type.Integer(),
  inHand: Type.Integer(),
  dueToday: Type.Integer(),
  overdue: Type.Integer(),
  oldestAt: Nullable(Moment),
});

const Item = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  module: Type.String(),
  subjectId: Type.String(),
  patientId: Nullable(Type.String()),
  priority: Type.Integer(),
  openedAt: Moment,
  dueAt: Nullable(Moment),
  claimedBy: Nullable(Type.String()),
});

export const contract = {
  queues: endpoint({
    method: 'GET',
    path: '/worklist/queues',
    summary: 'The queues you may work in: counts, oldest age, due today; and what you finished',
    response: Type.Object({ queues: Type.Array(Queue), doneToday: Type.Integer(), lastDoneAt: Nullable(Moment) }),
  }),
  items: endpoint({
    method: 'GET',
    path: '/worklist/queues/:kind',
    summary: 'What waits in one queue, in the order it will be handed out (at most 200)',
    params: Type.Object({ kind: Type.String({ maxLength: 100 }) }),
    response: Type.Object({ title: Type.String(), items: Type.Array(Item) }),
  }),
  startNext: endpoint({
    method: 'POST',
    path: '/worklist/next',
    summary: 'Take the next item in hand, of all queues or of one',
    body: Type.Object({
      kind: Type.Optional(Type.String({ maxLength: 100 })),
      /** Subjects that the person just put back for somebody else: not handed to them again. */
      except: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 200 })),
    }),
    response: Type.Object({
      item: Type.Union([
        Type.Object({
          id: Type.String(),
          kind: Type.String(),
          module: Type.String(),
          subjectId: Type.String(),
          patientId: Nullable(Type.String()),
        }),
        Type.Null(),
      ]),
    }),
  }),
  returnItem: endpoint({
    method: 'POST',
    path: '/worklist/items/:id/return',
    summary: 'Put an item back into its queue',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    status: 204,
  }),
} as const;
