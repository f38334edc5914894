import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Sentence = Type.String({ minLength: 1, maxLength: 2_000 });
const Share = Type.Number({ minimum: 0, maximum: 1 });

const ItemState = Type.Enum(['found', 'missing', 'unclear']);
const ElementId = Type.Enum([
  ...(['patient-name', 'description', 'discloser', 'recipient', 'purpose', 'expiration'] as const),
  ...(['signature', 'signature-date', 'representative-authority'] as const),
  ...(['revocation', 'conditioning', 'redisclosure', 'tpo-redisclosure-terms', 'intermediary', 'copy-given'] as const),
]);
const Check = Type.Enum(['patient', 'birth-date', 'custodian', 'recipient']);
const Result = Type.Enum(['agrees', 'differs', 'unclear', 'missing']);
const Place = Nullable(
  Type.Object({ page: Type.Integer(), x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() }),
);
const Defect = Type.Enum([
  ...(['expired', 'revoked', 'combined-with-other', 'psychotherapy-with-other', 'wrongly-conditioned'] as const),
  ...(['signed-in-the-future', 'signed-after-receipt', 'expired-before-signed', 'written-over'] as const),
  ...(['covered', 'noted-over', 'struck-through', 'two-types', 'changed-after-signing'] as const),
]);

const path = '/release/requests/:id/form-reading' as const;
const ofRequest = Type.Object({ id: Id });
/** Else the pages that came with the request. */
const which = Type.Object({ documentId: Type.Optional(Id) });

export const readerContract = {
  formReading: endpoint({
    method: 'GET',
    path,
    summary: 'What the signed form says, element by element with its place on the page; nothing is decided by it',
    params: ofRequest,
    query: which,
    response: Type.Object({
      /** none: no pages. waiting: pages are not read yet. not-a-form: no page looks like an authorization. */
      state: Type.Enum(['none', 'waiting', 'not-a-form', 'read']),
      source: Type.Enum(['intake', 'document', 'none']),
      /** How many pages were given, looked at, and are not read yet. */
      given: Type.Integer(),
      looked: Type.Integer(),
      waiting: Type.Integer(),
      /** Pages of the form; first pages of further forms; pages without words. */
      form: Type.Array(Type.Integer()),
      others: Type.Array(Type.Integer()),
      unreadable: Type.Array(Type.Integer()),
      patientKnown: Type.Boolean(),
      requesterVerified: Type.Boolean(),
      /** Documents of the record that may be the form. */
      documents: Type.Array(
        Type.Object({ documentId: Id, title: Type.String(), date: Nullable(Day), pages: Type.Integer() }),
      ),
      digest: Type.String(),
      language: Nullable(Type.Enum(['en', 'es'])),
      elements: Type.Array(
        Type.Object({
          id: ElementId,
          state: ItemState,
          confidence: Share,
          why: Type.String(),
          place: Place,
          words: Type.String(),
        }),
      ),
      checks: Type.Array(Type.Object({ check: Check, result: Result, place: Place, words: Type.String() })),
      defects: Type.Array(
        Type.Object({ kind: Defect, confidence: Share, on: Nullable(Day), place: Place, words: Type.String() }),
      ),
      signedOn: Nullable(Day),
      signedBy: Type.Enum(['individual', 'representative']),
      expiresOn: Nullable(Day),
      expiresWhen: Nullable(Type.String()),
      legalEntityIds: Type.Array(Id),
      /** A printed form that is recognised by its number or title, and how long its rule says that it holds. */
      known: Nullable(
        Type.Object({
          form: Type.Enum(['ssa-827']),
          endsOn: Nullable(Day),
          acts: Type.Boolean(),
          cite: Type.String(),
        }),
      ),
      receivedOn: Day,
      /** What was not looked for; a person does. `edits`: its pages were read before edits of a PDF were looked for. */
      notLookedFor: Type.Array(Type.Enum(['overwriting', 'edits', 'whose-hand', 'plain-language'])),
      decided: Nullable(Type.Object({ at: Moment, changed: Type.Integer(), inForce: Type.Boolean() })),
    }),
  }),
  formPage: endpoint({
    method: 'GET',
    path: `${path}/pages/:number`,
    summary: 'The picture of a page that was given',
    params: Type.Object({ id: Id, number: Type.Integer({ minimum: 1, maximum: 5_000 }) }),
    query: which,
    kind: 'download',
  }),
  decideReading: endpoint({
    method: 'POST',
    path: `${path}/decision`,
    summary: 'Confirm or change what was read; it becomes the authority of the request',
    params: ofRequest,
    body: Type.Object(
      {
        digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        documentId: Type.Optional(Id),
        basis: Type.Enum(['authorization', 'part2-consent']),
        /** The form is to hold as a consent under 42 CFR Part 2 too. */
        alsoPart2: Type.Optional(Type.Boolean()),
        /** Every element that was read; what is left out is unclear. */
        elements: Type.Array(Type.Object({ id: ElementId, state: ItemState }, closed), { maxItems: 15 }),
        checks: Type.Array(Type.Object({ check: Check, result: Result }, closed), { maxItems: 4 }),
        form: Type.Object(
          {
            signedOn: Nullable(Day),
            signedBy: Type.Enum(['individual', 'representative']),
            expiresOn: Nullable(Day),
            expiresWhen: Nullable(Sentence),
            expiryEventKnown: Type.Optional(Type.Boolean()),
            revokedOn: Nullable(Day),
            knownFalse: Type.Optional(Type.Boolean()),
            combinedWith: Type.Enum([
              'nothing',
              'other-document',
              'conditioned-authorization',
              'other-than-psychotherapy-notes',
            ]),
            wronglyConditioned: Type.Boolean(),
            forResearch: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        legalEntityIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
        recipient: Type.Optional(Type.Enum([...FACTS.recipient.values])),
        classesNamed: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 })),
        note: Type.Optional(Sentence),
      },
      closed,
    ),
    response: Type.Object({
      authorityId: Id,
      result: Type.Enum(['sufficient', 'defective', 'undecided']),
      /** How many things were decided otherwise than proposed. */
      changed: Type.Integer(),
    }),
    status: 201,
  }),
  draftCorrection: endpoint({
    method: 'POST',
    path: `${path}/correction`,
    summary: 'Draft the letter that names what the authorization lacks, and let the case wait for the requester',
    params: ofRequest,
    body: Type.Object({ language: Type.Enum(['en', 'es']) }, closed),
    response: Type.Object({ letterId: Id, number: Type.String(), pendId: Id }),
    status: 201,
  }),
} as const;
