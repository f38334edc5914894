import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';
import { Outside } from './outside/contract.ts';

export { HowReceived, OutsideFiling } from './outside/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Reason = Type.String({ minLength: 1, maxLength: 2_000 });
const Words = Type.String({ minLength: 1, maxLength: 400 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const SignerRole = Type.Union([
  Type.Literal('author'),
  Type.Literal('co-author'),
  Type.Literal('cosigner'),
  Type.Literal('interpreter'),
  Type.Literal('practitioner'),
  Type.Literal('patient'),
  Type.Literal('representative'),
  Type.Literal('witness'),
  Type.Literal('transcriptionist'),
  Type.Literal('verifier'),
]);

const ofPatient = Type.Object({ patientId: Id });
const ofDocument = Type.Object({ patientId: Id, documentId: Id });
const ofPage = Type.Object({
  patientId: Id,
  documentId: Id,
  versionId: Id,
  number: Type.Integer({ minimum: 1, maximum: 5_000 }),
});

const DocumentType = Type.Object({
  number: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  aliases: Type.Array(Type.String()),
  loinc: Nullable(Type.String()),
  section: Type.String(),
  level: Type.String(),
  inLegalHealthRecord: Type.Boolean(),
  inDesignatedRecordSet: Type.Boolean(),
  sensitivity: Type.Array(Type.String()),
  authentication: Type.Array(Type.String()),
  notPartOfRecord: Nullable(Type.String()),
});

const VersionStatus = Type.Union([
  Type.Literal('preliminary'),
  Type.Literal('final'),
  Type.Literal('corrected'),
  Type.Literal('amended'),
]);

const DocumentSummary = Type.Object({
  patientId: Id,
  id: Id,
  unitId: Id,
  facilityId: Id,
  encounterId: Nullable(Id),
  typeCode: Type.String(),
  typeName: Type.String(),
  section: Type.String(),
  title: Nullable(Type.String()),
  date: Nullable(Type.String()),
  author: Nullable(Type.String()),
  pages: Type.Integer(),
  versions: Type.Integer(),
  currentVersionId: Id,
  authentication: Type.Object({ state: Type.String(), missing: Type.Array(Type.String()) }),
  enteredInError: Nullable(
    Type.Object({
      cause: Type.String(),
      reason: Type.String(),
      at: Moment,
      by: Type.String(),
      /** Its pages are back on the desk that filed them. */
      pagesReturned: Type.Boolean(),
    }),
  ),
  unreadable: Nullable(Type.Object({ reason: Type.String(), at: Moment, by: Type.String() })),
  versionStatus: Nullable(VersionStatus),
  finalOverdue: Type.Boolean(),
  late: Nullable(
    Type.Object({
      why: Type.String(),
      what: Type.String(),
      since: Moment,
      daysAfter: Type.Integer(),
      at: Moment,
      answer: Nullable(
        Type.Object({ answer: Type.String(), note: Nullable(Type.String()), at: Moment, by: Type.String() }),
      ),
    }),
  ),
  unverified: Nullable(Type.Object({ at: Moment })),
  outside: Outside,
  amendments: Type.Integer(),
  labels: Type.Array(Type.String()),
  inLegalHealthRecord: Type.Boolean(),
  inDesignatedRecordSet: Type.Boolean(),
  receivedVia: Type.String(),
  origin: Type.String(),
  originId: Nullable(Type.String()),
  filedAt: Moment,
  filedBy: Type.String(),
  version: Type.Integer(),
});

const OpenedDocument = Type.Object({
  summary: DocumentSummary,
  versions: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      pages: Type.Integer(),
      reason: Nullable(Type.String()),
      status: Nullable(VersionStatus),
      /** Its pages are out of your sight, since a later version keeps a part of them. */
      outOfSight: Type.Boolean(),
      at: Moment,
      by: Type.String(),
    }),
  ),
  pages: Type.Array(
    Type.Object({
      number: Type.Integer(),
      width: Nullable(Type.Integer()),
      height: Nullable(Type.Integer()),
      confidence: Nullable(Type.Number()),
      kinds: Type.Array(Type.String()),
    }),
  ),
  files: Type.Array(
    Type.Object({
      renditionId: Id,
      versionId: Id,
      pageNumber: Nullable(Type.Integer()),
      kind: Type.String(),
      mediaType: Type.String(),
      fileName: Nullable(Type.String()),
      bytes: Type.Integer(),
    }),
  ),
  signatures: Type.Array(
    Type.Object({ role: Type.String(), signer: Type.String(), at: Moment, how: Type.String(), versionId: Id }),
  ),
  amendments: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.String(),
      author: Type.String(),
      reason: Type.String(),
      happenedAt: Nullable(Moment),
      atRequestOf: Type.String(),
      at: Moment,
    }),
  ),
  labels: Type.Array(
    Type.Object({
      name: Type.String(),
      basis: Type.String(),
      reason: Nullable(Type.String()),
      at: Moment,
      liftedAt: Nullable(Moment),
    }),
  ),
  changes: Type.Array(
    Type.Object({
      before: Type.Unknown(),
      kind: Nullable(Type.String()),
      reason: Type.String(),
      at: Moment,
      by: Type.String(),
    }),
  ),
  links: Type.Array(
    Type.Object({ kind: Type.String(), other: Nullable(Type.Object({ patientId: Id, documentId: Id })), at: Moment }),
  ),
});

const Found = {
  hits: Type.Array(
    Type.Object({
      patientId: Id,
      documentId: Id,
      versionId: Id,
      typeCode: Type.String(),
      typeName: Type.String(),
      title: Nullable(Type.String()),
      date: Nullable(Type.String()),
      inError: Type.Boolean(),
      /** The organisation that made it, where that was another one. */
      madeBy: Nullable(Type.String()),
      pages: Type.Array(Type.Integer()),
      /** A piece of the first page's text; `marks` are pairs of start and end in it. */
      highlight: Nullable(
        Type.Object({
          text: Type.String(),
          marks: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })),
        }),
      ),
    }),
  ),
  more: Type.Boolean(),
};

/** Whose record a hit is in: what a person is recognised by. */
const Whose = Type.Object({
  id: Id,
  name: Type.String(),
  birthDate: Nullable(Day),
  mrn: Nullable(Type.String()),
});

const Hold = Type.Object({
  patientId: Id,
  id: Id,
  encounterId: Nullable(Id),
  unitId: Nullable(Id),
  matter: Type.String(),
  placedAt: Moment,
  placedBy: Type.String(),
  lifted: Nullable(Type.Object({ at: Moment, by: Type.String(), reason: Type.String() })),
});

const document = '/patients/:patientId/documents/:documentId' as const;

export const contract = {
  listTypes: endpoint({
    method: 'GET',
    path: '/document-types',
    summary: 'The catalogue of document types',
    response: Type.Object({ types: Type.Array(DocumentType), sections: Type.Record(Type.String(), Type.String()) }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/patients/:patientId/documents',
    summary: 'The documents of one record, those of merged registrations and struck-through ones included',
    params: ofPatient,
    query: Type.Object({
      by: Type.Optional(Type.Union([Type.Literal('encounter'), Type.Literal('type'), Type.Literal('date')])),
    }),
    response: Type.Object({
      documents: Type.Array(DocumentSummary),
      tree: Type.Array(
        Type.Object({ key: Type.String(), title: Type.String(), documentIds: Type.Array(Type.String()) }),
      ),
      more: Type.Boolean(),
    }),
  }),
  open: endpoint({
    method: 'GET',
    path: document,
    summary: 'One document with its versions, pages, files, signatures, amendments, labels and links',
    params: ofDocument,
    response: OpenedDocument,
  }),
  pageImage: endpoint({
    method: 'GET',
    path: `${document}/versions/:versionId/pages/:number/image`,
    summary: 'The image of a page, as we encoded it',
    params: ofPage,
    kind: 'download',
  }),
  pageThumbnail: endpoint({
    method: 'GET',
    path: `${document}/versions/:versionId/pages/:number/thumbnail`,
    summary: 'The small image of a page',
    params: ofPage,
    kind: 'download',
  }),
  pageText: endpoint({
    method: 'GET',
    path: `${document}/versions/:versionId/pages/:number/text`,
    summary: 'The text of a page',
    params: ofPage,
    response: Type.Object({ text: Type.String() }),
  }),
  pageWords: endpoint({
    method: 'GET',
    path: `${document}/versions/:versionId/pages/:number/words`,
    summary: 'The words of a page with their boxes, as the reader found them',
    params: ofPage,
    kind: 'download',
  }),
  amendmentText: endpoint({
    method: 'GET',
    path: `${document}/amendments/:amendmentId`,
    summary: 'The words of an amendment, addendum, correction or late entry',
    params: Type.Object({ patientId: Id, documentId: Id, amendmentId: Id }),
    response: Type.Object({ text: Type.String() }),
  }),
  issueTicket: endpoint({
    method: 'POST',
    path: `${document}/files/:renditionId/ticket`,
    summary: 'A link to download one original, good for two minutes and this session',
    params: Type.Object({ patientId: Id, documentId: Id, renditionId: Id }),
    response: Type.Object({ url: Type.String(), expiresAt: Moment }),
  }),
  content: endpoint({
    method: 'GET',
    path: '/content/:ticket',
    summary: 'The file that a download link leads to',
    params: Type.Object({ ticket: Type.String({ minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]+$' }) }),
    kind: 'download',
  }),
  searchRecord: endpoint({
    method: 'POST',
    path: '/patients/:patientId/documents/search',
    summary: 'Full text of one record; hits name their pages',
    params: ofPatient,
    body: Type.Object({ text: Words }),
    response: Type.Object(Found),
  }),
  search: endpoint({
    method: 'POST',
    path: '/documents/search',
    summary: 'Full text across records, trimmed to what you may see',
    body: Type.Object({
      text: Words,
      typeCodes: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 })),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
    }),
    response: Type.Object({ ...Found, patients: Type.Array(Whose) }),
  }),
  sign: endpoint({
    method: 'POST',
    path: `${document}/signatures`,
    summary: 'Sign the version you read, in a role',
    params: ofDocument,
    body: Type.Object({ versionId: Id, role: SignerRole }),
    response: Type.Object({ signatureId: Id }),
    status: 201,
  }),
  recordSignature: endpoint({
    method: 'POST',
    path: `${document}/signatures-seen`,
    summary: 'Record a signature that stands on the page',
    params: ofDocument,
    body: Type.Object({
      versionId: Id,
      role: SignerRole,
      signer: Type.String({ minLength: 1, maxLength: 200 }),
      signedAt: Moment,
      how: Type.Union([Type.Literal('ink'), Type.Literal('stamp')]),
    }),
    response: Type.Object({ signatureId: Id }),
    status: 201,
  }),
  amend: endpoint({
    method: 'POST',
    path: `${document}/amendments`,
    summary: 'Add an addendum, amendment, correction or late entry',
    params: ofDocument,
    body: Type.Object({
      kind: Type.Union([
        Type.Literal('addendum'),
        Type.Literal('amendment'),
        Type.Literal('correction'),
        Type.Literal('late-entry'),
      ]),
      text: Type.String({ minLength: 1, maxLength: 100_000 }),
      reason: Reason,
      happenedAt: Type.Optional(Moment),
      atRequestOf: Type.Optional(
        Type.Union([Type.Literal('author'), Type.Literal('patient'), Type.Literal('facility')]),
      ),
    }),
    response: Type.Object({ amendmentId: Id }),
    status: 201,
    // An addendum of 100,000 characters in any script stays under the default body limit of 1 MiB.
  }),
  reindex: endpoint({
    method: 'PATCH',
    path: document,
    summary: 'Correct type, encounter, date, title or author',
    params: ofDocument,
    body: Type.Object({
      version: Type.Integer(),
      typeCode: Type.Optional(Type.String({ maxLength: 100 })),
      encounterId: Type.Optional(Nullable(Id)),
      date: Type.Optional(Nullable(Day)),
      title: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
      authorName: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
      reason: Reason,
      kind: Type.Optional(
        Type.Union([Type.Literal('wrong-type'), Type.Literal('wrong-encounter'), Type.Literal('wrong-date')]),
      ),
    }),
    status: 204,
  }),
  markEnteredInError: endpoint({
    method: 'POST',
    path: `${document}/entered-in-error`,
    summary: 'Strike a document through',
    params: ofDocument,
    body: Type.Object({
      cause: Type.Union([
        Type.Literal('wrong-patient'),
        Type.Literal('wrong-encounter'),
        Type.Literal('wrong-type'),
        Type.Literal('duplicate'),
        Type.Literal('unreadable'),
        Type.Literal('source-cancelled'),
        Type.Literal('not-part-of-record'),
        Type.Literal('other'),
      ]),
      reason: Reason,
      /** Of a duplicate: the document of the same chart that stays. */
      duplicateOf: Type.Optional(Id),
    }),
    status: 204,
  }),
  markUnreadable: endpoint({
    method: 'POST',
    path: `${document}/unreadable`,
    summary: 'Mark a document unreadable and ask for a better copy',
    params: ofDocument,
    body: Type.Object({ reason: Reason }),
    status: 204,
  }),
  withdrawEnteredInError: endpoint({
    method: 'POST',
    path: `${document}/entered-in-error/withdrawal`,
    summary: 'The marking was the mistake: let the document stand again',
    params: ofDocument,
    body: Type.Object({ reason: Reason }),
    status: 204,
  }),
  move: endpoint({
    method: 'POST',
    path: `${document}/move`,
    summary: 'Move a misfiled document to the right chart',
    params: ofDocument,
    body: Type.Object({
      toPatientId: Id,
      toEncounterId: Type.Optional(Id),
      typeCode: Type.Optional(Type.String({ maxLength: 100 })),
      date: Type.Optional(Day),
      reason: Reason,
    }),
    response: Type.Object({ patientId: Id, documentId: Id }),
    status: 201,
  }),
  label: endpoint({
    method: 'PUT',
    path: `${document}/labels/:name`,
    summary: 'Label a document as sensitive',
    params: Type.Object({ patientId: Id, documentId: Id, name: Type.String({ maxLength: 60 }) }),
    body: Type.Object({ reason: Reason }),
    status: 204,
  }),
  liftLabel: endpoint({
    method: 'POST',
    path: `${document}/labels/:name/lift`,
    summary: 'Take a sensitivity label off',
    params: Type.Object({ patientId: Id, documentId: Id, name: Type.String({ maxLength: 60 }) }),
    body: Type.Object({ reason: Reason }),
    status: 204,
  }),
  listHolds: endpoint({
    method: 'GET',
    path: '/patients/:patientId/holds',
    summary: 'Legal holds on a record, those that ended included',
    params: ofPatient,
    response: Type.Object({ holds: Type.Array(Hold) }),
  }),
  placeHold: endpoint({
    method: 'POST',
    path: '/patients/:patientId/holds',
    summary: 'Place a legal hold on a record, an encounter or a unit',
    params: ofPatient,
    body: Type.Object({ matter: Reason, encounterId: Type.Optional(Id), unitId: Type.Optional(Id) }),
    response: Type.Object({ holdId: Id }),
    status: 201,
  }),
  liftHold: endpoint({
    method: 'POST',
    path: '/patients/:patientId/holds/:holdId/lift',
    summary: 'End a legal hold',
    params: Type.Object({ patientId: Id, holdId: Id }),
    body: Type.Object({ reason: Reason }),
    status: 204,
  }),
} as const;
