import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const strict = { additionalProperties: false } as const;
const OfRecall = Type.Object({ id: Id });
const Key = Text(600);
const Way = Type.Union([
  Type.Object({ channel: Type.Literal('print') }, strict),
  Type.Object({ channel: Type.Literal('mail'), address: Text(320), verifiedHow: Text(500) }, strict),
]);

export const recallContract = {
  recall: endpoint({
    method: 'GET',
    path: '/release/recalls/:id',
    summary: 'A handed-over document that was corrected or struck through, with everybody who has the former one',
    params: OfRecall,
    response: Type.Object({
      id: Id,
      patientId: Id,
      why: oneOf(['corrected', 'retracted']),
      isOpen: Type.Boolean(),
      closedWhy: Nullable(Type.String()),
      at: Moment,
      document: Type.Object({
        id: Id,
        title: Type.String(),
        date: Nullable(Type.String()),
        author: Nullable(Type.String()),
        reason: Nullable(Type.String()),
      }),
      recipients: Type.Array(
        Type.Object({
          key: Type.String(),
          name: Type.String(),
          organisation: Nullable(Type.String()),
          address: Type.Array(Type.String()),
          disclosedOn: Day,
          channel: Type.String(),
          packetNumber: Nullable(Type.String()),
          answer: Nullable(
            Type.Object({
              answer: Type.String(),
              reason: Nullable(Type.String()),
              letterLeftAt: Nullable(Moment),
              at: Moment,
              by: Type.String(),
            }),
          ),
        }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  answerRecall: endpoint({
    method: 'POST',
    path: '/release/recalls/:id/answers',
    summary: 'Tell all who were chosen, each with a letter and a row of the log, and say why others are left out',
    params: OfRecall,
    body: Type.Object(
      {
        words: Text(2_000),
        tell: Type.Array(
          Type.Object({ key: Key, address: Type.Optional(Type.Array(Text(200), { maxItems: 6 })), way: Way }, strict),
          { maxItems: 40 },
        ),
        leaveOut: Type.Array(Type.Object({ key: Key, reason: Text(1_000) }, strict), { maxItems: 40 }),
      },
      strict,
    ),
    response: Type.Object({ told: Type.Integer(), leftOut: Type.Integer() }),
  }),
} as const;
