import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Reason = Type.String({ minLength: 1, maxLength: 500 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;

export const CONTACT_KINDS = ['call', 'visit', 'message', 'post', 'fax'] as const;
const Kind = Type.Enum([...CONTACT_KINDS]);
const Direction = Type.Enum(['in', 'out']);
const Next = Type.Enum(['us', 'them']);
const Answers = Type.Object({ kind: Type.Enum(['letter', 'contact']), id: Id }, closed);
const Said = Nullable(Type.Object({ at: Moment, by: Type.String(), note: Type.String() }));

const Contact = Type.Object({
  id: Id,
  case: Type.Object({ module: Type.String(), id: Id }),
  patientId: Nullable(Id),
  kind: Kind,
  direction: Direction,
  withWhom: Type.String(),
  at: Moment,
  about: Type.String(),
  answers: Nullable(Answers),
  nextBy: Nullable(Next),
  remindOn: Nullable(Day),
  answered: Said,
  withdrawn: Said,
  recorded: Type.Object({ at: Moment, by: Type.String() }),
});
const byId = Type.Object({ id: Id });

export const threadContract = {
  contactsOfCase: endpoint({
    method: 'GET',
    path: '/cases/:module/:id/contacts',
    summary: 'Calls, visits and messages of one case, newest first (at most 300)',
    params: Type.Object({ module: Word, id: Id }),
    response: Type.Object({ contacts: Type.Array(Contact), people: Type.Record(Type.String(), Type.String()) }),
  }),
  openContact: endpoint({
    method: 'GET',
    path: '/contacts/:id',
    summary: 'One noted call, visit or message',
    params: byId,
    response: Contact,
  }),
  noteContact: endpoint({
    method: 'POST',
    path: '/cases/:module/:id/contacts',
    summary:
      'Note a call, a visit or a message of a case, what it answers, who has to answer next and when to be reminded',
    params: Type.Object({ module: Word, id: Id }),
    body: Type.Object(
      {
        kind: Kind,
        direction: Direction,
        withWhom: Word,
        at: Moment,
        about: Type.String({ minLength: 1, maxLength: 2_000 }),
        answers: Type.Optional(Answers),
        nextBy: Type.Optional(Next),
        remindOn: Type.Optional(Day),
        patientId: Type.Optional(Id),
      },
      closed,
    ),
    response: Type.Object({ id: Id }),
    status: 201,
  }),
  answerContact: endpoint({
    method: 'POST',
    path: '/contacts/:id/answered',
    summary: 'The answer that was waited for is there',
    params: byId,
    body: Type.Object({ note: Reason }, closed),
    status: 204,
  }),
  withdrawContact: endpoint({
    method: 'POST',
    path: '/contacts/:id/withdraw',
    summary: 'A note that should not stand here; it stays, struck out, with the reason',
    params: byId,
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
} as const;
