import { Type } from 'typebox';
import { Day, Element, Id, Made, Moment, Nullable, NullText, oneOf, Reason, Requester, Summary } from './schemas.ts';

/** A case as its screen shows it, with its scope, its packets and what was handed over. */

const ScopeDocument = Type.Object({
  patientId: Id,
  documentId: Id,
  versionId: Id,
  typeCode: Type.String(),
  typeName: Type.String(),
  title: NullText,
  date: NullText,
  author: NullText,
  /** The organisation that made it, where that was another one. */
  madeBy: NullText,
  pages: Type.Integer(),
  versionStatus: NullText,
  late: Type.Boolean(),
  unverified: Type.Boolean(),
  labels: Type.Array(Type.String()),
  /** What the rules said. */
  decision: oneOf(['include', 'needs-review', 'needs-professional', 'needs-consent', 'withhold']),
  reasons: Type.Array(Reason),
  mark: NullText,
  /** What a person made of it. */
  settlement: Nullable(
    Type.Object({
      decision: oneOf(['include', 'withhold']),
      reason: Type.String(),
      professional: NullText,
      ground: NullText,
      ...Made,
    }),
  ),
});

export const Disclosure = Type.Object({
  id: Id,
  requestId: NullText,
  requestNumber: NullText,
  packetNumber: NullText,
  basis: Type.String(),
  recipientName: Type.String(),
  recipientOrganisation: NullText,
  recipientAddress: Type.Array(Type.String()),
  description: Type.String(),
  purpose: Type.String(),
  disclosedOn: Day,
  disclosedAt: Moment,
  channel: Type.String(),
  pages: Nullable(Type.Integer()),
  documents: Nullable(Type.Integer()),
  accountable: Type.Boolean(),
  accountableReason: Reason,
  /** Pages of it that were another patient's (wrong-patient), or this one's in another chart (right-patient). */
  misfiled: Type.Array(
    Type.Object({
      side: Type.String(),
      reason: Type.String(),
      pages: Type.Integer(),
      incidentNumber: NullText,
      at: Moment,
    }),
  ),
  outcome: Nullable(oneOf(['handed-over', 'not-handed-over'])),
  outcomeHow: NullText,
  outcomeAt: Nullable(Moment),
  by: Type.String(),
});

const Link = Type.Object({
  id: Id,
  disclosureId: Id,
  /** Used up: every volume was fetched as often as the link allows. */
  state: oneOf(['open', 'used-up', 'expired', 'locked', 'revoked']),
  expiresAt: Moment,
  failedTries: Type.Integer(),
  downloads: Type.Integer(),
  /** How often each volume may be fetched; null: as often as wanted. */
  downloadsAtMost: Nullable(Type.Integer()),
  lastDownloadAt: Nullable(Moment),
  revokedReason: NullText,
});

export const RequestDetail = Type.Object({
  ...Summary,
  recordedAt: Moment,
  recordedBy: Type.String(),
  receivedVia: Type.String(),
  requester: Nullable(Requester),
  purposeWords: NullText,
  wants: Type.String(),
  copyForm: NullText,
  askedFor: NullText,
  askedFrom: Nullable(Day),
  askedTo: Nullable(Day),
  patientAsWritten: NullText,
  version: Type.Integer(),
  /** The stages of the case in order; `at` is null until it happened. */
  stages: Type.Array(
    Type.Object({
      stage: oneOf(['received', 'patient', 'requester', 'authority', 'scope', 'approval', 'packet', 'delivery']),
      at: Nullable(Moment),
      by: NullText,
    }),
  ),
  deadlines: Type.Array(
    Type.Object({
      id: Id,
      ruleId: Type.String(),
      dueOn: Day,
      dueAt: Moment,
      acts: Type.Boolean(),
      warnings: Type.Array(Type.String()),
      /** Legal holidays that were not counted. */
      daysOff: Type.Array(Type.Object({ on: Day, text: Type.String(), cite: Type.String() })),
      settled: Nullable(Type.Object({ outcome: Type.String(), at: Moment, late: Type.Boolean() })),
    }),
  ),
  intakePages: Type.Array(Type.Object({ itemId: Id, pages: Type.Array(Type.Integer()), ...Made })),
  papersTakenBack: Type.Array(
    Type.Object({ itemId: Id, pages: Type.Array(Type.Integer()), reason: Type.String(), ...Made }),
  ),
  identification: Nullable(Type.Object({ matchedOn: Type.Array(Type.String()), note: NullText, ...Made })),
  verification: Nullable(
    Type.Object({ how: Type.String(), result: Type.String(), elements: Type.Array(Element), ...Made }),
  ),
  authority: Nullable(
    Type.Object({
      id: Id,
      basis: Type.String(),
      legalEntityIds: Type.Array(Id),
      classesNamed: Type.Array(Type.String()),
      note: NullText,
      formItemId: NullText,
      formDocumentId: NullText,
      /** As on the day it was recorded, with the facts, rules and versions used. */
      evaluatedOn: Day,
      result: oneOf(['sufficient', 'defective', 'undecided']),
      /** As on this day: an authorization may have run out since. */
      resultToday: oneOf(['sufficient', 'defective', 'undecided']),
      expiresOn: Nullable(Day),
      part2Consent: Type.String(),
      elements: Type.Array(Element),
      rules: Type.Array(Type.Object({ ruleId: Type.String(), version: Type.String() })),
      warnings: Type.Array(Type.String()),
      ...Made,
    }),
  ),
  scope: Nullable(
    Type.Object({
      id: Id,
      from: Nullable(Day),
      to: Nullable(Day),
      typeCodes: Nullable(Type.Array(Type.String())),
      withUnsigned: Type.Boolean(),
      encrypt: Type.Boolean(),
      documents: Type.Array(ScopeDocument),
      /** Documents decided on that you may not see. */
      hidden: Type.Integer(),
      ...Made,
    }),
  ),
  approval: Nullable(
    Type.Object({ decision: oneOf(['approved', 'sent-back']), reason: NullText, included: Type.Integer(), ...Made }),
  ),
  /** Why you may not approve this; empty: nothing stands against it. */
  againstApproval: Type.Array(Reason),
  packet: Nullable(
    Type.Object({
      id: Id,
      number: Type.String(),
      state: oneOf(['assembling', 'ready', 'failed']),
      encrypted: Type.Boolean(),
      pages: Nullable(Type.Integer()),
      assembledAt: Nullable(Moment),
      volumes: Type.Array(
        Type.Object({
          volume: Type.Integer(),
          sha256: Type.String(),
          bytes: Type.Integer(),
          firstPage: Type.Integer(),
          lastPage: Type.Integer(),
        }),
      ),
      failedCode: NullText,
      /** Documents that could not be put in, or whose page images had to be used. */
      failedDocuments: Type.Array(Type.Object({ documentId: Type.String(), reason: Type.String() })),
      fromImages: Type.Array(Type.Object({ documentId: Type.String(), reason: Type.String() })),
    }),
  ),
  disclosures: Type.Array(Disclosure),
  links: Type.Array(Link),
  pends: Type.Array(
    Type.Object({
      id: Id,
      waitingFor: Type.String(),
      reason: Type.String(),
      until: Nullable(Day),
      resumedAt: Nullable(Moment),
      ...Made,
    }),
  ),
  cancellation: Nullable(Type.Object({ reasonCode: Type.String(), reason: Type.String(), ...Made })),
  closure: Nullable(Type.Object({ note: NullText, ...Made })),
  /** Names of the people whose ids stand in `by`; machines and the operator speak for themselves. */
  people: Type.Record(Type.String(), Type.String()),
});
