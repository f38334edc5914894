import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

/** What somebody at the counter shows. */
export const IDENTITY_KINDS = [
  'driving-licence',
  'passport',
  'state-id',
  'military-id',
  'other',
  'known-in-person',
] as const;

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const NullText = Nullable(Type.String());
const closed = { additionalProperties: false } as const;
/** One line as it stands on a label; no control character. */
const Word = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u001f\\u007f\\s][^\\u0000-\\u001f\\u007f]*$',
});
const Fraction = Type.Number({ minimum: 0, maximum: 1 });
const ofRequest = Type.Object({ id: Id });
const ofDispatch = Type.Object({ disclosureId: Id });
const Way = Type.Enum(['paper', 'medium', 'pick-up']);
const Identity = Type.Enum([...IDENTITY_KINDS]);
const Strokes = Type.Array(Type.Array(Type.Tuple([Fraction, Fraction]), { minItems: 1, maxItems: 2_000 }), {
  minItems: 1,
  maxItems: 200,
});

export const dispatchContract = {
  begin: endpoint({
    method: 'POST',
    path: '/release/requests/:id/dispatches',
    summary: 'Put the packet into the print run, on paper or on a medium; it is logged first',
    params: ofRequest,
    body: Type.Object(
      {
        way: Type.Enum(['paper', 'medium']),
        recipient: Type.Optional(
          Type.Object(
            {
              name: Word,
              organisation: Type.Optional(Word),
              address: Type.Array(Word, { minItems: 1, maxItems: 8 }),
              directoryId: Type.Optional(Id),
            },
            closed,
          ),
        ),
        callBack: Type.Optional(Type.Object({ spokeTo: Word, number: Word, numberFrom: Word }, closed)),
        asAsked: Type.Optional(Word),
      },
      closed,
    ),
    response: Type.Object({ disclosureId: Id }),
    status: 201,
  }),
  pickUp: endpoint({
    method: 'POST',
    path: '/release/requests/:id/pick-up',
    summary: 'Somebody takes the packet at the counter, showed who they are, and signed',
    params: ofRequest,
    body: Type.Object(
      {
        takenBy: Word,
        identityKind: Identity,
        /** Of the number of what they showed, no more. */
        lastFour: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{4}$' })),
        signature: Type.Optional(Strokes),
        /** Where the paper lies that was signed instead. */
        signedPaper: Type.Optional(Word),
        asAsked: Type.Optional(Word),
      },
      closed,
    ),
    response: Type.Object({ disclosureId: Id }),
    status: 201,
  }),
  ofCase: endpoint({
    method: 'GET',
    path: '/release/requests/:id/dispatches',
    summary: 'What left on paper, on a medium, or over the counter',
    params: ofRequest,
    response: Type.Object({
      dispatches: Type.Array(
        Type.Object({
          disclosureId: Id,
          way: Way,
          address: Type.Array(Type.String()),
          number: Type.String(),
          madeAt: Nullable(Moment),
          postedAt: Nullable(Moment),
          carrier: NullText,
          tracking: NullText,
          passcodeSentAt: Nullable(Moment),
          passcodeCarrier: NullText,
          takenBy: NullText,
          identityKind: Nullable(Identity),
          lastFour: NullText,
          signedPaper: NullText,
          signature: Nullable(Type.Array(Type.Array(Type.Array(Type.Number())))),
        }),
      ),
    }),
  }),
  printRun: endpoint({
    method: 'GET',
    path: '/release/print-run',
    summary: 'Packets that wait to be printed, written to a medium, or posted; oldest first (at most 300)',
    response: Type.Object({
      entries: Type.Array(
        Type.Object({
          disclosureId: Id,
          requestId: Id,
          way: Way,
          address: Type.Array(Type.String()),
          number: Type.String(),
          madeAt: Nullable(Moment),
          at: Moment,
          pages: Type.Integer(),
          volumes: Type.Integer(),
        }),
      ),
      more: Type.Boolean(),
    }),
  }),
  made: endpoint({
    method: 'POST',
    path: '/release/dispatches/:disclosureId/made',
    summary: 'It is printed and in its envelope, or written to the medium',
    params: ofDispatch,
    status: 204,
  }),
  posted: endpoint({
    method: 'POST',
    path: '/release/dispatches/:disclosureId/posted',
    summary: 'It was given to the post or a courier: the hand-over is confirmed',
    params: ofDispatch,
    body: Type.Object({ carrier: Word, tracking: Type.Optional(Word) }, closed),
    status: 204,
  }),
  passcodeLetter: endpoint({
    method: 'GET',
    path: '/release/dispatches/:disclosureId/passcode-letter/:language',
    summary: 'The letter with the passcode of a medium, to be sent apart from it; no copy is kept',
    params: Type.Object({ disclosureId: Id, language: Type.Enum(['en', 'es']) }),
    kind: 'download',
  }),
  passcodeSent: endpoint({
    method: 'POST',
    path: '/release/dispatches/:disclosureId/passcode-letter/sent',
    summary: 'The letter with the passcode was given to the post or a courier, apart from the medium',
    params: ofDispatch,
    body: Type.Object({ carrier: Word }, closed),
    status: 204,
  }),
  image: endpoint({
    method: 'GET',
    path: '/release/dispatches/:disclosureId/image',
    summary: 'The folder to be written to the medium: volumes and their checksums',
    params: ofDispatch,
    kind: 'download',
  }),
} as const;
