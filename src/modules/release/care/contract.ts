import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { SENDING_STATES } from './derive-sending-state.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Sentence = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;

const Basis = oneOf([...FACTS.disclosure_basis.values]);
const Kind = oneOf(['fax', 'email']);
const CHANNELS = oneOf(['in-person', 'print', 'fax', 'mail', 'email', 'phone', 'electronic', 'other']);

const Reason = Type.Object({
  ruleId: Type.String(),
  version: Type.Optional(Type.String()),
  cite: Type.Optional(Type.String()),
  text: Type.String(),
});
const Line = {
  id: Id,
  patientId: Id,
  name: Type.String(),
  date: Nullable(Type.String()),
  pages: Type.Integer(),
  mark: Nullable(Type.String()),
};
const Recipient = Type.Object({ name: Word, organisation: Type.Optional(Word) }, closed);

export const careContract = {
  preview: endpoint({
    method: 'GET',
    path: '/patients/:patientId/care',
    summary: 'What would go to another provider: the usual abstract, what can be added, what is held',
    params: Type.Object({ patientId: Id }),
    query: Type.Object({ withUnsigned: Type.Optional(Type.Boolean()) }),
    response: Type.Object({
      parts: Type.Array(
        Type.Object({
          part: Type.String(),
          /** Ticked before anybody looks. */
          usual: Type.Boolean(),
          documents: Type.Array(Type.Object(Line)),
          held: Type.Array(
            Type.Object({
              ...Line,
              may: oneOf(['after-a-look', 'in-emergency', 'not']),
              why: Type.Optional(Type.String()),
              reasons: Type.Array(Reason),
            }),
          ),
        }),
      ),
      /** Consents under 42 CFR Part 2 of other cases that hold today: a person looks whom they name. */
      consents: Type.Array(
        Type.Object({
          requestId: Id,
          number: Type.String(),
          requester: Nullable(Type.String()),
          signedOn: Nullable(Type.String()),
          expiresOn: Nullable(Type.String()),
        }),
      ),
      unsigned: Type.Integer(),
      ways: Type.Object({ fax: Type.Boolean(), email: Type.Boolean() }),
      approval: oneOf(['one-person', 'two-people']),
    }),
  }),
  recipients: endpoint({
    method: 'GET',
    path: '/release/care/recipients',
    summary: 'Verified numbers, organisations and practitioners whose name begins like this (at most 20)',
    query: Type.Object({ text: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: Type.Object({
      recipients: Type.Array(
        Type.Object({
          name: Type.String(),
          organisation: Nullable(Type.String()),
          channel: Nullable(Type.Object({ id: Id, kind: Kind, address: Type.String(), at: Moment })),
        }),
      ),
    }),
  }),
  send: endpoint({
    method: 'POST',
    path: '/patients/:patientId/care',
    summary: 'Send records to another provider for treatment; they leave after a minute',
    params: Type.Object({ patientId: Id }),
    body: Type.Object(
      {
        askedVia: Type.Optional(oneOf(['phone', 'fax', 'walk-in', 'electronic', 'mail', 'email'])),
        recipient: Recipient,
        number: Type.Optional(
          Type.Union([
            Type.Object({ channelId: Id }, closed),
            Type.Object(
              {
                kind: Kind,
                address: Type.String({ minLength: 1, maxLength: 254 }),
                callBack: Type.Object(
                  { who: Type.String({ maxLength: 200 }), numberFrom: Type.String({ maxLength: 200 }) },
                  closed,
                ),
                keep: Type.Optional(Type.Boolean()),
              },
              closed,
            ),
          ]),
        ),
        /** Without a number: how whoever takes it is known. */
        knownBy: Type.Optional(Type.String({ maxLength: 2_000 })),
        /** At least two facts by which the caller named the patient. */
        matchedOn: Type.Array(Word, { minItems: 2, maxItems: 20, uniqueItems: true }),
        documentIds: Type.Array(Id, { maxItems: 5_000 }),
        withUnsigned: Type.Optional(Type.Boolean()),
        emergency: Type.Optional(Type.String({ maxLength: 2_000 })),
      },
      closed,
    ),
    response: Type.Object({
      requestId: Id,
      number: Type.String(),
      documents: Type.Integer(),
      approved: Type.Boolean(),
      notBefore: Moment,
    }),
    status: 201,
  }),
  show: endpoint({
    method: 'GET',
    path: '/release/requests/:id/care',
    summary: 'How the packet of a request leaves for continuity of care, and what went astray',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      sending: Nullable(
        Type.Object({
          /** Approved by whoever sent it. */
          alone: Type.Boolean(),
          /** Sent for care in one act, or the packet of another case that was mailed. */
          kind: oneOf(['care', 'packet']),
          state: oneOf([...SENDING_STATES]),
          channel: oneOf(['fax', 'email', 'by-hand']),
          address: Nullable(Type.String()),
          verified: Type.Boolean(),
          verifiedWho: Nullable(Type.String()),
          numberFrom: Nullable(Type.String()),
          emergency: Nullable(Type.String()),
          notBefore: Moment,
          tries: Type.Integer(),
          againAt: Nullable(Moment),
          code: Nullable(Type.String()),
          disclosureId: Nullable(Id),
          mayTakeBack: Type.Boolean(),
        }),
      ),
      astray: Type.Array(
        Type.Object({ disclosureId: Id, reached: Type.String(), recalled: Type.String(), at: Moment }),
      ),
    }),
  }),
  takeBack: endpoint({
    method: 'POST',
    path: '/release/requests/:id/care/withdrawal',
    summary: 'Take a sending back before it leaves',
    params: Type.Object({ id: Id }),
    status: 204,
  }),
  misdirected: endpoint({
    method: 'POST',
    path: '/release/disclosures/:disclosureId/misdirection',
    summary: 'It reached somebody else: log it as that, and tell privacy',
    params: Type.Object({ disclosureId: Id }),
    body: Type.Object(
      {
        reached: Recipient,
        howKnown: Sentence,
        recalled: oneOf(['asked', 'destroyed', 'returned', 'not-reached']),
      },
      closed,
    ),
    response: Type.Object({ misdirectionId: Id }),
    status: 201,
  }),
  usual: endpoint({
    method: 'GET',
    path: '/release/disclosures/usual',
    summary: 'The usual choices of a quick disclosure, and what you recorded last',
    response: Type.Object({
      what: Type.Array(Type.String()),
      to: Type.Array(Type.Object({ to: Type.String(), basis: Basis })),
      bases: Type.Array(Basis),
      last: Type.Array(
        Type.Object({ what: Type.String(), to: Type.String(), basis: Type.String(), channel: Type.String() }),
      ),
    }),
  }),
  label: endpoint({
    method: 'GET',
    path: '/patients/:patientId/disclosures/label',
    summary: 'What a label is that a wand read beside this patient',
    params: Type.Object({ patientId: Id }),
    query: Type.Object({ code: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: Type.Object({
      kind: oneOf(['document', 'visit', 'chart', 'other-patient', 'unknown']),
      what: Type.Optional(Type.String()),
      document: Type.Optional(Type.Object({ patientId: Id, documentId: Id })),
    }),
  }),
  quick: endpoint({
    method: 'POST',
    path: '/patients/:patientId/disclosures/quick',
    summary: 'Record a disclosure as it happens: what, to whom, on what basis, how',
    params: Type.Object({ patientId: Id }),
    body: Type.Object(
      {
        what: Sentence,
        to: Word,
        basis: Basis,
        channel: CHANNELS,
        document: Type.Optional(Type.Object({ patientId: Id, documentId: Id }, closed)),
      },
      closed,
    ),
    response: Type.Object({ disclosureId: Id, accountable: Type.Boolean(), reason: Reason }),
    status: 201,
  }),
} as const;
