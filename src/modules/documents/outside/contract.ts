import { Type, type TSchema } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Reason = Type.String({ minLength: 1, maxLength: 2_000 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;

export const HowReceived = Type.Union([
  Type.Literal('fax'),
  Type.Literal('mail'),
  Type.Literal('email'),
  Type.Literal('electronic'),
  Type.Literal('disc'),
  Type.Literal('patient'),
  Type.Literal('courier'),
  Type.Literal('other'),
]);
const Decision = Type.Union([Type.Literal('keep'), Type.Literal('keep-part'), Type.Literal('do-not-keep')]);
const Reviewer = Type.Object({ id: Type.String(), name: Type.String() });
const PageNumbers = Type.Array(Type.Integer({ minimum: 1, maximum: 5_000 }), { minItems: 1, maxItems: 5_000 });

/** Where a document comes from, said when it is filed. What is left out follows from how it arrived. */
export const OutsideFiling = Type.Object(
  {
    organisation: Type.String({ minLength: 1, maxLength: 200 }),
    receivedOn: Type.Optional(Day),
    howReceived: Type.Optional(HowReceived),
    reviewerId: Type.Optional(Id),
  },
  closed,
);

/** Of a document in a record, for whoever reads it; null where it was made here. */
export const Outside = Nullable(
  Type.Object({
    organisation: Type.String(),
    receivedOn: Type.String(),
    howReceived: Type.String(),
    reviewer: Nullable(Reviewer),
    state: Type.Union([
      Type.Literal('not-reviewed'),
      Type.Literal('kept'),
      Type.Literal('kept-in-part'),
      Type.Literal('not-kept'),
    ]),
    review: Nullable(
      Type.Object({
        decision: Decision,
        keptPages: Nullable(Type.Array(Type.Integer())),
        ofPages: Type.Integer(),
        reason: Type.String(),
        at: Moment,
        by: Type.String(),
        byName: Nullable(Type.String()),
      }),
    ),
  }),
);

const document = '/patients/:patientId/documents/:documentId' as const;
const ofDocument = Type.Object({ patientId: Id, documentId: Id });
const ofPage = Type.Object({
  patientId: Id,
  documentId: Id,
  versionId: Id,
  number: Type.Integer({ minimum: 1, maximum: 5_000 }),
});

export const outside = {
  reviewers: endpoint({
    method: 'GET',
    path: '/outside-reviewers',
    summary: 'Who may be named as the reviewing clinician of an outside record',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({ reviewers: Type.Array(Reviewer) }),
  }),
  waiting: endpoint({
    method: 'GET',
    path: '/outside-reviews',
    summary: 'Outside records that wait for a decision: what each is, who made it, whom it waits for (at most 200)',
    response: Type.Object({
      waiting: Type.Array(
        Type.Object({
          documentId: Type.String(),
          name: Type.String(),
          organisation: Type.String(),
          reviewerName: Nullable(Type.String()),
        }),
      ),
    }),
  }),
  setOrigin: endpoint({
    method: 'PUT',
    path: `${document}/outside-origin`,
    summary: 'Say that another organisation made a document, or correct what was said of that',
    params: ofDocument,
    body: Type.Object(
      {
        organisation: Type.String({ minLength: 1, maxLength: 200 }),
        receivedOn: Day,
        howReceived: HowReceived,
        reviewerId: Type.Optional(Id),
        reason: Reason,
      },
      closed,
    ),
    status: 204,
  }),
  withdrawOrigin: endpoint({
    method: 'POST',
    path: `${document}/outside-origin/withdrawal`,
    summary: 'The document was made here after all',
    params: ofDocument,
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
  assign: endpoint({
    method: 'PUT',
    path: `${document}/outside-review/reviewer`,
    summary: 'Name who decides what is kept of an outside record, or nobody in particular',
    params: ofDocument,
    body: Type.Object({ reviewerId: Nullable(Id) }, closed),
    status: 204,
  }),
  open: endpoint({
    method: 'GET',
    path: `${document}/outside-review`,
    summary: 'An outside record with all pages as they came, its origin and every decision about it',
    params: ofDocument,
    response: Type.Object({
      document: Type.Object({
        patientId: Type.String(),
        documentId: Type.String(),
        facilityId: Type.String(),
        typeName: Type.String(),
        title: Nullable(Type.String()),
        date: Nullable(Type.String()),
        author: Nullable(Type.String()),
        inError: Type.Boolean(),
      }),
      origin: Type.Object({
        organisation: Type.String(),
        receivedOn: Type.String(),
        howReceived: Type.String(),
        reviewer: Nullable(Reviewer),
      }),
      version: Type.Object({
        id: Type.String(),
        pages: Type.Array(
          Type.Object({
            number: Type.Integer(),
            width: Nullable(Type.Integer()),
            height: Nullable(Type.Integer()),
          }),
        ),
      }),
      /** Newest first; the one that is not superseded is in force. */
      decisions: Type.Array(
        Type.Object({
          id: Type.String(),
          decision: Decision,
          keptPages: Nullable(Type.Array(Type.Integer())),
          reason: Type.String(),
          roles: Type.Array(Type.String()),
          versionId: Type.String(),
          supersededAt: Nullable(Moment),
          at: Moment,
          by: Type.String(),
          byName: Nullable(Type.String()),
        }),
      ),
    }),
  }),
  pageImage: endpoint({
    method: 'GET',
    path: `${document}/outside-review/versions/:versionId/pages/:number/image`,
    summary: 'The image of a page for whoever decides about it, also of one that is out of sight',
    params: ofPage,
    kind: 'download',
  }),
  pageThumbnail: endpoint({
    method: 'GET',
    path: `${document}/outside-review/versions/:versionId/pages/:number/thumbnail`,
    summary: 'The small image of such a page',
    params: ofPage,
    kind: 'download',
  }),
  decide: endpoint({
    method: 'POST',
    path: `${document}/outside-review`,
    summary: 'Keep an outside record, keep part of it, or do not keep it',
    params: ofDocument,
    body: Type.Object(
      {
        decision: Decision,
        pages: Type.Optional(PageNumbers),
        reason: Reason,
        /** The decision in force that was seen; null where there was none. */
        seenReviewId: Nullable(Id),
      },
      closed,
    ),
    response: Type.Object({ reviewId: Type.String() }),
    status: 201,
  }),
} as const;
