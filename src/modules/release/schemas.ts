import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../packages/rule-engine/vocabulary.ts';
import { STATUSES } from './derive-status.ts';

/** What the routes of a request take and answer; `contract.ts` says which does which. */

export const Id = Type.String({ format: 'uuid' });
export const Moment = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Word = Type.String({ minLength: 1, maxLength: 200 });
export const Sentence = Type.String({ minLength: 1, maxLength: 2_000 });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
export const NullText = Nullable(Type.String());
export const closed = { additionalProperties: false } as const;
const RequesterClass = oneOf([...FACTS.requester.values]);
const PurposeOfRequest = oneOf([...FACTS.purpose.values]);
export const Basis = oneOf([...FACTS.disclosure_basis.values]);
export const ReceivedVia = oneOf(['mail', 'fax', 'walk-in', 'phone', 'email', 'portal', 'scan', 'electronic']);
const Wants = oneOf(['copy', 'inspection', 'transmit-to-third-party']);
const CopyForm = oneOf(['electronic', 'microfilm', 'paper']);
export const Recipient = oneOf([...FACTS.recipient.values]);
const ItemState = oneOf(['found', 'missing', 'unclear']);

/** Rule id -> element -> what was seen; '*' speaks for every element not named. */
export const Seen = Type.Record(
  Type.String({ maxLength: 200 }),
  Type.Record(Type.String({ maxLength: 100 }), ItemState),
);

export const SensitiveClass = Type.String({ maxLength: 60 });

export const Reason = Type.Object({
  ruleId: Type.String(),
  version: Type.Optional(Type.String()),
  cite: Type.Optional(Type.String()),
  text: Type.String(),
});

export const Element = Type.Object({
  ruleId: Type.String(),
  id: Type.String(),
  text: Type.String(),
  cite: Type.String(),
  state: oneOf(['found', 'missing', 'unclear', 'defect']),
});

export const Made = { at: Moment, by: Type.String() };

export const Requester = Type.Object(
  {
    class: RequesterClass,
    name: Word,
    organisation: Type.Optional(Word),
    address: Type.Optional(Type.Array(Word, { maxItems: 8 })),
    phone: Type.Optional(Word),
    email: Type.Optional(Word),
    fax: Type.Optional(Word),
    /** Their own reference. */
    reference: Type.Optional(Word),
    /** The entry of the directory of requesters. */
    directoryId: Type.Optional(Id),
  },
  closed,
);

/** Who asks, why, for what. */
export const Description = {
  requester: Requester,
  purpose: PurposeOfRequest,
  purposeWords: Type.Optional(Sentence),
  wants: Type.Optional(Wants),
  copyForm: Type.Optional(CopyForm),
  /** What records, as written. */
  askedFor: Type.Optional(Sentence),
  /** Days of the records asked for, where it says them. */
  askedFrom: Type.Optional(Day),
  askedTo: Type.Optional(Day),
  /** Name, birth date and numbers as the requester wrote them. */
  patientAsWritten: Type.Optional(Sentence),
  priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
};

const Status = oneOf([...STATUSES]);
const Patient = Type.Object({ id: Id, name: Type.String(), birthDate: NullText, mrn: NullText });

export const Summary = {
  id: Id,
  number: Type.String(),
  facilityId: Id,
  status: Status,
  next: Type.String(),
  pended: Type.Boolean(),
  patient: Nullable(Patient),
  /** What it is before the law; null while facts are missing. */
  kind: NullText,
  requesterClass: NullText,
  requesterName: NullText,
  requesterOrganisation: NullText,
  purpose: NullText,
  priority: Type.Integer(),
  receivedAt: Moment,
  dueAt: Nullable(Moment),
  overdue: Type.Boolean(),
};

export const RequestSummary = Type.Object(Summary);
