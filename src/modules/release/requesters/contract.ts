import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Sentence = Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' });
const Lines = Type.Array(Word, { maxItems: 8 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const NullText = Nullable(Type.String());
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;

const Kind = oneOf(['organisation', 'person']);
const Class = oneOf([...FACTS.requester.values]);
const ChannelKind = oneOf(['fax', 'mail', 'email', 'phone']);
const ChannelValue = Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' });

/** Agreed of paying: the fee begins with it. */
const Terms = Type.Object({ prepay: Type.Boolean(), dueInDays: Type.Integer({ minimum: 0, maximum: 365 }) }, closed);

const Words = {
  kind: Kind,
  class: Class,
  name: Word,
  organisation: Type.Optional(Word),
  address: Type.Optional(Lines),
  relationship: Type.Optional(Word),
  /** How they usually write their own reference. */
  reference: Type.Optional(Word),
  billingAddress: Type.Optional(Lines),
  billingTerms: Type.Optional(Word),
  terms: Type.Optional(Terms),
  notes: Type.Optional(Sentence),
};
const Channel = Type.Object({
  id: Id,
  kind: ChannelKind,
  value: Type.String(),
  verified: Nullable(Type.Object({ at: Moment, by: Type.String(), how: Type.String() })),
});
const Entry = {
  id: Id,
  kind: Kind,
  class: Class,
  name: Type.String(),
  organisation: NullText,
  address: Type.Array(Type.String()),
  relationship: NullText,
  reference: NullText,
  billingAddress: Type.Array(Type.String()),
  billingTerms: NullText,
  terms: Nullable(Terms),
  notes: NullText,
  version: Type.Integer(),
  mergedInto: NullText,
  channels: Type.Array(Channel),
};
const People = Type.Record(Type.String(), Type.String());

const ofRequest = Type.Object({ id: Id });
const ofEntry = Type.Object({ requesterId: Id });
const ofChannel = Type.Object({ requesterId: Id, channelId: Id });
const entry = '/release/requesters/:requesterId' as const;

export const requesterContract = {
  findRequesters: endpoint({
    method: 'POST',
    path: '/release/requesters/search',
    summary: 'Requesters by the beginning of any word of their name or organisation, or by a number (at most 20)',
    body: Type.Object({ text: Type.String({ maxLength: 200 }) }, closed),
    response: Type.Object({ requesters: Type.Array(Type.Object(Entry)), more: Type.Boolean() }),
  }),
  openRequester: endpoint({
    method: 'GET',
    path: entry,
    summary: 'One requester: ways to reach them, who verified each, billing, notes',
    params: ofEntry,
    response: Type.Object({
      ...Entry,
      ended: Type.Array(Type.Object({ id: Id, kind: ChannelKind, value: Type.String(), at: Moment, why: NullText })),
      merged: Type.Integer(),
      changedAt: Moment,
      changedBy: Type.String(),
      people: People,
    }),
  }),
  addRequester: endpoint({
    method: 'POST',
    path: '/release/requesters',
    summary: 'Enter a requester into the directory',
    body: Type.Object(
      {
        ...Words,
        channels: Type.Optional(
          Type.Array(Type.Object({ kind: ChannelKind, value: ChannelValue }, closed), { maxItems: 20 }),
        ),
      },
      closed,
    ),
    response: Type.Object({ id: Id }),
    status: 201,
  }),
  changeRequester: endpoint({
    method: 'PUT',
    path: entry,
    summary: 'Correct an entry of the directory',
    params: ofEntry,
    body: Type.Object({ version: Type.Integer({ minimum: 1 }), ...Words }, closed),
    response: Type.Object({ version: Type.Integer() }),
  }),
  addChannel: endpoint({
    method: 'POST',
    path: `${entry}/channels`,
    summary: 'A way to reach a requester, or another in place of one; unverified until somebody says how',
    params: ofEntry,
    body: Type.Object({ kind: ChannelKind, value: ChannelValue, replaces: Type.Optional(Id) }, closed),
    response: Type.Object({ id: Id }),
    status: 201,
  }),
  verifyChannel: endpoint({
    method: 'POST',
    path: `${entry}/channels/:channelId/verification`,
    summary: 'Say how it was made sure that this way leads to the requester',
    params: ofChannel,
    body: Type.Union([
      Type.Object({ how: Sentence }, closed),
      Type.Object({ callBack: Type.Object({ spokeTo: Word, number: Word, numberFrom: Word }, closed) }, closed),
    ]),
    status: 204,
  }),
  endChannel: endpoint({
    method: 'POST',
    path: `${entry}/channels/:channelId/end`,
    summary: 'This way is not used any more, and why',
    params: ofChannel,
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  mergeRequesters: endpoint({
    method: 'POST',
    path: `${entry}/merge`,
    summary: 'Two entries are one: the other is merged into this one',
    params: ofEntry,
    body: Type.Object({ mergedId: Id, reason: Sentence }, closed),
    status: 204,
  }),
  showRequester: endpoint({
    method: 'GET',
    path: '/release/requests/:id/requester',
    summary: 'What the directory knows of the requester of a case, and how they were verified before',
    params: ofRequest,
    response: Type.Object({
      entry: Nullable(Type.Object(Entry)),
      before: Nullable(
        Type.Object({ requestId: Id, number: Type.String(), how: Type.String(), at: Moment, by: Type.String() }),
      ),
      /** Identity only: authority and papers are asked for in each case (45 CFR 164.514(h)). */
      reliance: Nullable(
        Type.Object({
          result: oneOf(['may-rely', 'ask-again']),
          why: oneOf([
            'verified-before',
            'in-person-each-time',
            'never-verified',
            'too-long-ago',
            'changed-since',
            'was-incomplete',
          ]),
          until: Nullable(Moment),
        }),
      ),
      people: People,
    }),
  }),
  enterRequester: endpoint({
    method: 'POST',
    path: '/release/requests/:id/requester',
    summary: 'Add the requester of a case to the directory, or point the case to an entry',
    params: ofRequest,
    body: Type.Object({ requesterId: Type.Optional(Id) }, closed),
    response: Type.Object({ id: Id }),
  }),
  suspensions: endpoint({
    method: 'GET',
    path: '/release/requests/:id/suspensions',
    summary: 'Links of a case that were taken back by themselves, and why',
    params: ofRequest,
    response: Type.Object({
      suspensions: Type.Array(
        Type.Object({
          id: Id,
          why: oneOf(['power-ended', 'patient-died', 'document-withdrawn']),
          at: Moment,
          answer: NullText,
          answeredAt: Nullable(Moment),
        }),
      ),
    }),
  }),
  answerSuspension: endpoint({
    method: 'POST',
    path: '/release/requests/:id/suspensions/:suspensionId',
    summary: 'Say what follows from a link that was taken back by itself',
    params: Type.Object({ id: Id, suspensionId: Id }),
    body: Type.Object({ answer: Sentence }, closed),
    status: 204,
  }),
};
