import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';
import { LANGUAGES } from './template.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Reason = Type.String({ minLength: 1, maxLength: 500 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;

const Language = Type.Enum([...LANGUAGES]);
const Channel = Type.Enum(['mail', 'print']);
const Case = Type.Object({ module: Word, id: Id }, closed);
const Facts = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([
    Type.String({ maxLength: 4_000 }),
    Type.Integer(),
    Type.Array(Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 4_000 })), { maxItems: 60 }),
  ]),
);

const Delivery = Type.Object({
  id: Id,
  letterId: Id,
  channel: Channel,
  mailAddress: Nullable(Type.String()),
  verifiedHow: Nullable(Type.String()),
  asAsked: Nullable(Type.String()),
  carries: Type.Enum(['letter', 'link', 'notice']),
  state: Type.Enum([
    'delayed',
    'to-print',
    'waiting',
    'sending',
    'retrying',
    'in-doubt',
    'sent',
    'printed',
    'failed',
    'cancelled',
  ]),
  queuedAt: Moment,
  queuedBy: Type.String(),
  /** Until then it can be undone. */
  notBefore: Moment,
  attempts: Type.Integer(),
  lastCode: Nullable(Type.String()),
  againAt: Nullable(Moment),
  messageId: Type.String(),
  settled: Nullable(Type.Object({ at: Moment, by: Type.String(), why: Nullable(Type.String()) })),
});

const letter = {
  id: Id,
  number: Type.String(),
  patientId: Nullable(Id),
  facilityId: Id,
  case: Nullable(Type.Object({ module: Type.String(), id: Id })),
  template: Type.String(),
  templateVersion: Type.Integer(),
  /** In the words of the house: there is a Word document beside the PDF. */
  inHouseWords: Type.Boolean(),
  language: Language,
  recipientName: Type.String(),
  recipientLines: Type.Array(Type.String()),
  toPatient: Type.Boolean(),
  datedOn: Day,
  pages: Type.Integer(),
  draftedAt: Moment,
  draftedBy: Type.String(),
  withdrawn: Nullable(Type.Object({ at: Moment, by: Type.String(), reason: Type.String() })),
};
const Letter = Type.Object({ ...letter, deliveries: Type.Array(Delivery) });
const ofLetter = Type.Object({ id: Id });

export const contract = {
  listTemplates: endpoint({
    method: 'GET',
    path: '/letter-templates',
    summary: 'The letters that can be written, with the facts each needs',
    response: Type.Object({
      templates: Type.Array(
        Type.Object({
          id: Type.String(),
          version: Type.Integer(),
          country: Nullable(Type.String()),
          /** Only the house has it. */
          own: Type.Boolean(),
          /** Where the house's own words are in force today. */
          house: Type.Array(Type.Object({ facilityId: Id, language: Language, version: Type.Integer() })),
          titles: Type.Record(Type.String(), Type.String()),
          facts: Type.Array(
            Type.Object({
              name: Type.String(),
              kind: Type.Enum(['text', 'date', 'count', 'rows']),
              fields: Type.Array(Type.String()),
              optional: Type.Boolean(),
            }),
          ),
        }),
      ),
    }),
  }),
  ofPatient: endpoint({
    method: 'GET',
    path: '/patients/:patientId/letters',
    summary: 'Letters about one person with what became of each, newest first (at most 200)',
    params: Type.Object({ patientId: Id }),
    response: Type.Object({ letters: Type.Array(Letter) }),
  }),
  ofCase: endpoint({
    method: 'GET',
    path: '/cases/:module/:id/letters',
    summary: 'Letters of one case with what became of each, newest first (at most 200)',
    params: Type.Object({ module: Word, id: Id }),
    response: Type.Object({ letters: Type.Array(Letter) }),
  }),
  open: endpoint({
    method: 'GET',
    path: '/letters/:id',
    summary: 'One letter with its deliveries',
    params: ofLetter,
    response: Letter,
  }),
  pdf: endpoint({
    method: 'GET',
    path: '/letters/:id/pdf',
    summary: 'The letter as it leaves, for preview and for the printer',
    kind: 'download',
    params: ofLetter,
  }),
  draft: endpoint({
    method: 'POST',
    path: '/letters',
    summary: 'Make a letter from a template. Nothing leaves yet. A missing fact is named',
    body: Type.Object(
      {
        template: Word,
        facts: Facts,
        recipient: Type.Object(
          {
            name: Word,
            lines: Type.Optional(Type.Array(Word, { maxItems: 8 })),
            isPatient: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        language: Type.Optional(Language),
        patientId: Type.Optional(Id),
        facilityId: Type.Optional(Id),
        case: Type.Optional(Case),
      },
      closed,
    ),
    response: Type.Object({ letterId: Id, number: Type.String(), language: Language, pages: Type.Integer() }),
    status: 201,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/letters/:id/withdraw',
    summary: 'A letter that shall not be sent after all',
    params: ofLetter,
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
  send: endpoint({
    method: 'POST',
    path: '/letters/:id/send',
    summary:
      'Approve a letter and send it on its way: it leaves after 60 seconds, until then it can be undone. Mail carries the letter only where it is said how the address was verified; else a notice',
    params: ofLetter,
    body: Type.Object(
      {
        way: Type.Union([
          Type.Object(
            {
              channel: Type.Literal('mail'),
              address: Type.String({ minLength: 3, maxLength: 254 }),
              verifiedHow: Type.Optional(Type.String({ maxLength: 200 })),
            },
            closed,
          ),
          Type.Object({ channel: Type.Literal('print') }, closed),
        ]),
        /** It went this way before, and shall again. */
        again: Type.Optional(Type.Boolean()),
        /** How it reaches the patient as the patient asked, where the way alone does not tell (45 CFR 164.522(b)). */
        asAsked: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
      },
      closed,
    ),
    response: Type.Object({ deliveryId: Id, notBefore: Moment }),
    status: 202,
  }),
  outbox: endpoint({
    method: 'GET',
    path: '/outbox',
    summary: 'What has not left yet, oldest first (at most 500). With channel=print: the print queue',
    query: Type.Object({ channel: Type.Optional(Channel) }),
    response: Type.Object({
      /** False: mail waits until a server is set. */
      mailIsSetUp: Type.Boolean(),
      entries: Type.Array(Type.Object({ letter: Type.Object(letter), delivery: Delivery })),
    }),
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/outbox/:id/cancel',
    summary: 'Undo a delivery within its minute, or take back one that has not left',
    params: ofLetter,
    body: Type.Object({ reason: Type.Optional(Reason) }, closed),
    status: 204,
  }),
  markPrinted: endpoint({
    method: 'POST',
    path: '/outbox/:id/printed',
    summary: 'The letter is printed and in its envelope',
    params: ofLetter,
    status: 204,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/outbox/:id/confirm',
    summary: 'What became of a mail whose connection broke at the last moment, and how one knows',
    params: ofLetter,
    body: Type.Object({ answer: Type.Enum(['left', 'send-again', 'give-up']), note: Reason }, closed),
    status: 204,
  }),
} as const;
