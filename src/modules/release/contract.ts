import { Type } from 'typebox';
import { FACTS } from '../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../platform/http/contract.ts';
import { Disclosure, RequestDetail } from './case-schemas.ts';
import { packetContract } from './contract-packets.ts';
import { Said } from './kind/contract.ts';
import {
  Basis,
  closed,
  Day,
  Description,
  Element,
  Id,
  Moment,
  Nullable,
  oneOf,
  Reason,
  ReceivedVia,
  Recipient,
  RequestSummary,
  Seen,
  SensitiveClass,
  Sentence,
  Word,
} from './schemas.ts';

const Checklist = Type.Object({
  ruleId: Type.String(),
  title: Type.String(),
  elements: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), cite: Type.String() })),
});

const ofRequest = Type.Object({ id: Id });
const request = '/release/requests/:id' as const;

export const contract = {
  list: endpoint({
    method: 'GET',
    path: '/release/requests',
    summary: 'Requests for records, the most urgent first (at most 200)',
    query: Type.Object({
      /** open: not delivered, closed or cancelled. */
      show: Type.Optional(oneOf(['open', 'all'])),
      patientId: Type.Optional(Id),
      /** Number, requester or organisation begins with this. */
      text: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    response: Type.Object({ requests: Type.Array(RequestSummary), more: Type.Boolean() }),
  }),
  words: endpoint({
    method: 'GET',
    path: '/release/words',
    summary: 'What may be chosen: classes of requester, purposes, bases; and the checklists of a signed form',
    response: Type.Object({
      requesterClasses: Type.Array(Type.String()),
      purposes: Type.Array(Type.String()),
      bases: Type.Array(Type.Object({ basis: Type.String(), checklist: Nullable(Checklist) })),
      formChecklists: Type.Object({ hipaa: Type.Array(Checklist), part2: Type.Array(Checklist) }),
      verificationChecklists: Type.Array(Checklist),
      sensitiveClasses: Type.Array(Type.Object({ name: Type.String(), title: Type.String() })),
      legalEntities: Type.Array(Type.Object({ id: Id, name: Type.String(), facilities: Type.Array(Type.String()) })),
    }),
  }),
  open: endpoint({
    method: 'GET',
    path: request,
    summary: 'One request with its stages, checklist, scope, approval, packet and hand-overs',
    params: ofRequest,
    response: RequestDetail,
  }),
  receive: endpoint({
    method: 'POST',
    path: '/release/requests',
    summary: 'Log a request; its clock starts with the receipt date-stamp',
    body: Type.Object(
      {
        receivedAt: Moment,
        receivedVia: ReceivedVia,
        facilityId: Type.Optional(Id),
        /** What was read off the letter besides. */
        said: Type.Optional(Said),
        ...Description,
        /** Pages of an intake item that are the request. */
        intake: Type.Optional(
          Type.Object(
            { itemId: Id, pages: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 5_000 }) },
            closed,
          ),
        ),
      },
      closed,
    ),
    response: Type.Object({ id: Id, number: Type.String(), dueOn: Nullable(Day) }),
    status: 201,
  }),
  describe: endpoint({
    method: 'PUT',
    path: `${request}/description`,
    summary: 'Say who asks, why and for what',
    params: ofRequest,
    body: Type.Object({ version: Type.Integer({ minimum: 1 }), ...Description }, closed),
    response: Type.Object({ version: Type.Integer(), dueOn: Nullable(Day) }),
  }),
  identify: endpoint({
    method: 'POST',
    path: `${request}/patient`,
    summary: 'Say which patient this is, and by which facts',
    params: ofRequest,
    body: Type.Object(
      {
        patientId: Id,
        /** At least two, e.g. name, birth-date, mrn, address, phone, ssn-last-4. */
        matchedOn: Type.Array(Word, { minItems: 2, maxItems: 20, uniqueItems: true }),
        note: Type.Optional(Sentence),
      },
      closed,
    ),
    status: 204,
  }),
  withdrawIdentification: endpoint({
    method: 'POST',
    path: `${request}/patient/withdrawal`,
    summary: 'It was the wrong patient: authority and scope fall with it',
    params: ofRequest,
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  verifyRequester: endpoint({
    method: 'POST',
    path: `${request}/verification`,
    summary: 'Record how identity and authority of the requester were verified (45 CFR 164.514(h))',
    params: ofRequest,
    body: Type.Object(
      { how: Sentence, seen: Seen, officialAsks: Type.Optional(oneOf([...FACTS.official_asks.values])) },
      closed,
    ),
    response: Type.Object({ result: Type.String(), elements: Type.Array(Element) }),
  }),
  recordAuthority: endpoint({
    method: 'POST',
    path: `${request}/authority`,
    summary: 'Record what the release rests on; a signed form is evaluated element by element',
    params: ofRequest,
    body: Type.Object(
      {
        basis: Basis,
        /** Custodians named; the facility's own where not said. */
        legalEntityIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
        recipient: Type.Optional(Recipient),
        classesNamed: Type.Optional(Type.Array(SensitiveClass, { maxItems: 20 })),
        useAgainstPatient: Type.Optional(Type.Boolean()),
        note: Type.Optional(Sentence),
        /** What was seen of the elements that the law asks for. */
        seen: Type.Optional(Seen),
        form: Type.Optional(
          Type.Object(
            {
              signedOn: Nullable(Day),
              signedBy: oneOf(['individual', 'representative']),
              expiresOn: Nullable(Day),
              expiresWhen: Nullable(Sentence),
              expiryEventKnown: Type.Optional(Type.Boolean()),
              revokedOn: Type.Optional(Nullable(Day)),
              knownFalse: Type.Optional(Type.Boolean()),
              combinedWith: Type.Optional(
                oneOf(['nothing', 'other-document', 'conditioned-authorization', 'other-than-psychotherapy-notes']),
              ),
              wronglyConditioned: Type.Optional(Type.Boolean()),
              forResearch: Type.Optional(Type.Boolean()),
            },
            closed,
          ),
        ),
        formDocument: Type.Optional(Type.Object({ patientId: Id, documentId: Id }, closed)),
        formItemId: Type.Optional(Id),
        /** Who signed or asks in the patient's place, of those recorded with the patient. */
        representativeId: Type.Optional(Id),
      },
      closed,
    ),
    response: Type.Object({
      authorityId: Id,
      result: oneOf(['sufficient', 'defective', 'undecided']),
      elements: Type.Array(Element),
      warnings: Type.Array(Type.String()),
    }),
  }),
  chooseScope: endpoint({
    method: 'POST',
    path: `${request}/scope`,
    summary: 'Choose the records; every document is decided with its reasons',
    params: ofRequest,
    body: Type.Object(
      {
        from: Nullable(Day),
        to: Nullable(Day),
        typeCodes: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 200 })),
        withUnsigned: Type.Optional(Type.Boolean()),
        encrypt: Type.Optional(Type.Boolean()),
        encounterId: Type.Optional(Id),
        injuryOn: Type.Optional(Day),
        whyWider: Type.Optional(Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' })),
      },
      closed,
    ),
    response: Type.Object({
      scopeId: Id,
      included: Type.Integer(),
      open: Type.Integer(),
      withheld: Type.Integer(),
      pages: Type.Integer(),
    }),
  }),
  settleDocument: endpoint({
    method: 'POST',
    path: `${request}/scope/documents/:documentId`,
    summary: 'Decide on a document that the rules left open, or take one out',
    params: Type.Object({ id: Id, documentId: Id }),
    body: Type.Object(
      {
        decision: oneOf(['include', 'withhold']),
        reason: Sentence,
        professional: Type.Optional(Word),
        ground: Type.Optional(oneOf([...FACTS.denial_ground.values])),
      },
      closed,
    ),
    status: 204,
  }),
  approve: endpoint({
    method: 'POST',
    path: `${request}/approval`,
    summary: 'Approve what somebody else prepared; the packet is then assembled',
    params: ofRequest,
    body: Type.Object({ scopeId: Id, note: Type.Optional(Sentence) }, closed),
    response: Type.Object({ approvalId: Id, packetId: Id, packetNumber: Type.String() }),
  }),
  sendBack: endpoint({
    method: 'POST',
    path: `${request}/send-back`,
    summary: 'Send it back to be prepared anew',
    params: ofRequest,
    body: Type.Object({ scopeId: Id, reason: Sentence }, closed),
    status: 204,
  }),
  cancel: endpoint({
    method: 'POST',
    path: `${request}/cancellation`,
    summary: 'Cancel a request; it stays to be seen',
    params: ofRequest,
    body: Type.Object(
      {
        reasonCode: oneOf([
          'withdrawn',
          'duplicate',
          'no-records',
          'authority-not-cured',
          'sent-elsewhere',
          'entered-in-error',
          'other',
        ]),
        reason: Sentence,
      },
      closed,
    ),
    status: 204,
  }),
  close: endpoint({
    method: 'POST',
    path: `${request}/closure`,
    summary: 'Close a request that was answered',
    params: ofRequest,
    body: Type.Object({ note: Type.Optional(Sentence) }, closed),
    status: 204,
  }),
  pend: endpoint({
    method: 'POST',
    path: `${request}/pends`,
    summary: 'Pend a request that waits for somebody outside; its clock runs on',
    params: ofRequest,
    body: Type.Object(
      {
        waitingFor: oneOf([
          'requester',
          'patient',
          'payment',
          'professional',
          'other-facility',
          'legal-counsel',
          'other',
        ]),
        reason: Sentence,
        until: Type.Optional(Day),
      },
      closed,
    ),
    response: Type.Object({ pendId: Id }),
    status: 201,
  }),
  resume: endpoint({
    method: 'POST',
    path: `${request}/pends/:pendId/resumption`,
    summary: 'Take a pended request up again',
    params: Type.Object({ id: Id, pendId: Id }),
    status: 204,
  }),
  disclosures: endpoint({
    method: 'GET',
    path: '/patients/:patientId/disclosures',
    summary: 'The disclosure log of a record: every hand-over',
    params: Type.Object({ patientId: Id }),
    response: Type.Object({ disclosures: Type.Array(Disclosure), more: Type.Boolean() }),
  }),
  recordDisclosure: endpoint({
    method: 'POST',
    path: '/patients/:patientId/disclosures',
    summary: 'Record a disclosure made without a packet: a report to public health, a misdirected fax',
    params: Type.Object({ patientId: Id }),
    body: Type.Object(
      {
        basis: Basis,
        recipient: Type.Object(
          {
            name: Word,
            organisation: Type.Optional(Word),
            address: Type.Optional(Type.Array(Word, { maxItems: 8 })),
          },
          closed,
        ),
        description: Sentence,
        purpose: Sentence,
        disclosedAt: Moment,
        channel: oneOf(['print', 'fax', 'mail', 'email', 'phone', 'in-person', 'electronic', 'other']),
        pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        documents: Type.Optional(
          Type.Array(Type.Object({ patientId: Id, documentId: Id }, closed), { maxItems: 1_000 }),
        ),
      },
      closed,
    ),
    response: Type.Object({ disclosureId: Id, accountable: Type.Boolean(), reason: Reason }),
    status: 201,
  }),
  accounting: endpoint({
    method: 'GET',
    path: '/patients/:patientId/accounting',
    summary: 'Accounting of disclosures (45 CFR 164.528) for a request made on a day',
    params: Type.Object({ patientId: Id }),
    query: Type.Object({ askedOn: Type.Optional(Day) }),
    response: Type.Object({
      askedOn: Day,
      from: Day,
      to: Day,
      rule: Type.Object({ ruleId: Type.String(), version: Type.String(), citations: Type.Array(Type.String()) }),
      disclosures: Type.Array(Disclosure),
    }),
  }),
  ...packetContract,
} as const;
