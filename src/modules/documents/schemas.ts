import { type TSchema, Type } from 'typebox';
import { Outside } from './outside/contract.ts';

/** What the routes of this module take and answer; `contract.ts` says which does which. */

export const Id = Type.String({ format: 'uuid' });
export const Moment = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Reason = Type.String({ minLength: 1, maxLength: 2_000 });
export const Words = Type.String({ minLength: 1, maxLength: 400 });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const SignerRole = Type.Union([
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

export const ofPatient = Type.Object({ patientId: Id });
export const ofDocument = Type.Object({ patientId: Id, documentId: Id });
export const ofPage = Type.Object({
  patientId: Id,
  documentId: Id,
  versionId: Id,
  number: Type.Integer({ minimum: 1, maximum: 5_000 }),
});

export const DocumentType = Type.Object({
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

export const DocumentSummary = Type.Object({
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

export const OpenedDocument = Type.Object({
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

export const Found = {
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
export const Whose = Type.Object({
  id: Id,
  name: Type.String(),
  birthDate: Nullable(Day),
  mrn: Nullable(Type.String()),
});

export const Hold = Type.Object({
  patientId: Id,
  id: Id,
  encounterId: Nullable(Id),
  unitId: Nullable(Id),
  matter: Type.String(),
  placedAt: Moment,
  placedBy: Type.String(),
  lifted: Nullable(Type.Object({ at: Moment, by: Type.String(), reason: Type.String() })),
});
