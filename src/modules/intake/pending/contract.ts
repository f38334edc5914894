import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Text = Type.Union([Type.String(), Type.Null()]);
const ofPart = Type.Object({ id: Id });
const closed = { additionalProperties: false } as const;
const identifiers = {
  name: Type.Optional(Type.String({ maxLength: 200 })),
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  mrn: Type.Optional(Type.String({ maxLength: 64 })),
  visitNumber: Type.Optional(Type.String({ maxLength: 64 })),
};

export const pendingContract = {
  pend: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/pend',
    summary:
      'The patient is not registered yet: the document waits apart under the identifiers read and comes back to the index queue when somebody of them is registered',
    params: ofPart,
    body: Type.Object({ ...identifiers, reason: Type.Optional(Type.String({ maxLength: 500 })) }, closed),
    response: Type.Object({ dueAt: Moment }),
    status: 201,
  }),
  unpend: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/unpend',
    summary: 'Back to the index queue without a registration',
    params: ofPart,
    status: 204,
  }),
  open: endpoint({
    method: 'GET',
    path: '/intake/parts/:id/pending',
    summary: 'What was read of the patient when the document was pended, and who was registered since',
    params: ofPart,
    response: Type.Object({
      pending: Type.Union([
        Type.Null(),
        Type.Object({
          waiting: Type.Boolean(),
          reason: Type.String(),
          pendedAt: Moment,
          pendedBy: Type.String(),
          dueAt: Moment,
          endedHow: Text,
          identifiers: Type.Object(identifiers),
          matches: Type.Array(
            Type.Object({
              patientId: Type.String(),
              name: Type.String(),
              mrn: Text,
              agrees: Type.Array(Type.String()),
              at: Moment,
            }),
          ),
        }),
      ]),
    }),
  }),
  misdirected: endpoint({
    method: 'POST',
    path: '/intake/items/:id/misdirected',
    summary:
      'A file that was sent here by mistake: the sender is told, the pages count as returned, and the copy is destroyed for good',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        sender: Type.String({ minLength: 2, maxLength: 200 }),
        senderLines: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 8 })),
        howKnown: Type.String({ minLength: 3, maxLength: 400 }),
        told: Type.Union([
          Type.Object({ how: Type.Literal('print') }, closed),
          Type.Object({ how: Type.Literal('mail'), address: Type.String({ minLength: 3, maxLength: 254 }) }, closed),
          Type.Object({ how: Type.Literal('phone') }, closed),
        ]),
        /** Pages of the file, typed or read back: what is destroyed cannot be brought back. */
        pages: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
    response: Type.Object({ id: Type.String() }),
    status: 202,
  }),
} as const;
