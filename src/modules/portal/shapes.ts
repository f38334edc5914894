import { type TSchema, Type } from 'typebox';

/** Shapes that the contracts of the portal share. */
export const Id = Type.String({ format: 'uuid' });
export const Moment = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Text = Type.String();
export const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
export const Sentence = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
export const closed = { additionalProperties: false } as const;
export const Language = oneOf(['en', 'es']);
export const Passphrase = Type.String({ minLength: 1, maxLength: 256 });
export const Mail = Type.String({ minLength: 3, maxLength: 254 });
export const Code = Type.String({ minLength: 1, maxLength: 80 });
export const ofRecord = Type.Object({ patientId: Id });
export const Note = Type.Object({ id: Id, fromDesk: Type.Boolean(), text: Text, at: Moment });

/** Where a request stands, in plain words, and what can be fetched of it. */
export const Step = oneOf([
  'received',
  'checking',
  'need-from-you',
  'waiting-outside',
  'gathering',
  'second-look',
  'ready-here',
  'ready-soon',
  'on-the-way',
  'sent',
  'sent-in-part',
  'answer-coming',
  'answered-by-letter',
  'closed',
  'cancelled',
]);
export const ActsNext = oneOf(['records-office', 'you', 'somebody-else', 'nobody']);
export const Packet = Type.Object({
  linkId: Id,
  number: Text,
  encrypted: Type.Boolean(),
  pages: Type.Integer(),
  expiresAt: Moment,
  volumes: Type.Array(
    Type.Object({
      volume: Type.Integer(),
      bytes: Type.Integer(),
      /** How often it may still be fetched; null: as often as wanted. */
      left: Nullable(Type.Integer()),
    }),
  ),
});
export const Letter = Type.Object({ id: Id, number: Text, template: Text, datedOn: Day, channel: Text });
/** Amounts in cents; a balance below nothing is given back. */
export const invoice = { number: Text, issuedOn: Day, dueOn: Day, total: Type.Integer(), balance: Type.Integer() };
export const PaperState = oneOf([
  'being-checked',
  'with-a-person',
  'done',
  'set-aside-locked',
  'set-aside-damaged',
  'set-aside-too-large',
  'set-aside-unsafe',
  'set-aside-kind',
]);
