import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ maxLength: 200 });
const Words = Type.Array(Word, { maxItems: 20 });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);

const NameUse = oneOf([
  'legal',
  'previous',
  'maiden',
  'name-used',
  'alias',
  'newborn-placeholder',
  'unknown-placeholder',
]);
const Sex = oneOf(['male', 'female', 'other', 'unknown']);

export const Name = Type.Object(
  {
    use: NameUse,
    family: Type.Optional(Word),
    given: Words,
    prefix: Type.Optional(Words),
    suffix: Type.Optional(Words),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
  },
  { additionalProperties: false },
);
const Identifier = Type.Object(
  {
    system: Type.String({ minLength: 1, maxLength: 300 }),
    value: Type.String({ minLength: 1, maxLength: 100 }),
    kind: oneOf(['mrn', 'ssn', 'drivers-licence', 'passport', 'insurance', 'national', 'other']),
  },
  { additionalProperties: false },
);
const Contact = Type.Object(
  {
    kind: oneOf(['phone', 'email', 'address']),
    use: Type.Optional(Word),
    value: Type.Optional(Word),
    lines: Type.Optional(Words),
    city: Type.Optional(Word),
    state: Type.Optional(Word),
    postalCode: Type.Optional(Word),
    country: Type.Optional(Word),
  },
  { additionalProperties: false },
);

const Facts = {
  birthDate: Type.Optional(Day),
  birthDatePrecision: Type.Optional(oneOf(['day', 'month', 'year'])),
  sex: Sex,
  language: Type.Optional(Word),
  names: Type.Array(Name, { minItems: 1, maxItems: 50 }),
  identifiers: Type.Array(Identifier, { maxItems: 50 }),
  contacts: Type.Array(Contact, { maxItems: 50 }),
  death: Type.Optional(Type.Object({ on: Type.Optional(Day) }, { additionalProperties: false })),
};

const Reason = Type.Object({
  field: Type.String(),
  how: Type.String(),
  detailKey: Type.String(),
  weight: Type.Number(),
  term: Type.Integer(),
});

export const FoundPatient = Type.Object({
  id: Type.String(),
  name: Type.String(),
  otherNames: Type.Array(Type.String()),
  birthDate: orNull(Type.String()),
  sex: Type.String(),
  mrns: Type.Array(Type.String()),
  city: orNull(Type.String()),
  deceased: Type.Boolean(),
  flags: Type.Array(Type.String()),
  matchedAs: orNull(Type.String()),
  score: Type.Number(),
  reasons: Type.Array(Reason),
});

export const PatientView = Type.Object({
  id: Type.String(),
  ...Facts,
  displayName: Type.String(),
  mrn: Type.Optional(Type.String()),
  facilityId: Type.String(),
  labels: Type.Array(Type.String()),
  version: Type.Integer(),
  survivorId: Type.String(),
  memberIds: Type.Array(Type.String()),
  flags: Type.Array(
    Type.Object({ id: Type.String(), kind: Type.String(), reason: Type.String(), raisedAt: Type.String() }),
  ),
});

const Representative = {
  standing: oneOf(['personal-representative', 'designee', 'proxy']),
  kind: oneOf([
    'parent',
    'guardian',
    'health-care-poa',
    'executor',
    'administrator',
    'surrogate',
    'next-of-kin',
    'other',
  ]),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  phone: Type.Optional(Word),
  proof: Type.String({ minLength: 1, maxLength: 500 }),
  scope: Type.String({ minLength: 1, maxLength: 500 }),
  /** Days of the care and kinds of document that the power reaches; left away: all. A release is judged by them. */
  serviceFrom: Type.Optional(Day),
  serviceTo: Type.Optional(Day),
  typeCodes: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 50 })),
  from: Day,
  to: Type.Optional(Day),
  proofDocumentId: Type.Optional(Id),
  /** Of a minor: who controls the information (45 CFR 164.502(g)(3)(i)). */
  minorControl: Type.Optional(oneOf(['parent', 'consented-alone', 'may-obtain-alone', 'parent-agreed'])),
  /** Of a parent: what a custody order says. */
  custody: Type.Optional(oneOf(['no-order', 'order-gives', 'order-denies'])),
};
const EndCause = oneOf([
  'revoked',
  'majority',
  'emancipation',
  'order-ended',
  'death-of-representative',
  'replaced',
  'entered-in-error',
  'other',
]);
const Judgement = oneOf(['may-act', 'may-not-act']);
const Sentence = Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' });

export const contract = {
  search: endpoint({
    method: 'POST',
    path: '/patients/search',
    summary: 'Find people by any mix of name part, sound, misspelling, birth date, MRN, phone; ranked and explained',
    body: Type.Object(
      {
        text: Type.Optional(Type.String({ maxLength: 200 })),
        names: Type.Optional(Words),
        birthDate: Type.Optional(Word),
        mrn: Type.Optional(Word),
        phone: Type.Optional(Word),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ patients: Type.Array(FoundPatient), more: Type.Boolean() }),
  }),
  register: endpoint({
    method: 'POST',
    path: '/patients',
    summary: 'Register a patient; an MRN is assigned where none of the facility is given',
    body: Type.Object({ ...Facts, facilityId: Type.Optional(Id) }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String(), mrn: Type.String() }),
    status: 201,
  }),
  open: endpoint({
    method: 'GET',
    path: '/patients/:id',
    summary: 'A patient’s names, numbers, contacts, flags',
    params: Type.Object({ id: Id }),
    response: PatientView,
  }),
  replace: endpoint({
    method: 'PUT',
    path: '/patients/:id',
    summary: 'Correct a patient; what is no longer said becomes history',
    params: Type.Object({ id: Id }),
    body: Type.Object({ ...Facts, version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
    response: Type.Object({ version: Type.Integer() }),
  }),
  raiseFlag: endpoint({
    method: 'POST',
    path: '/patients/:id/flags',
    summary: 'Raise a flag that everybody who opens the record sees first',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        kind: oneOf([
          'vip',
          'restricted',
          'legal-hold',
          'test-patient',
          'same-name',
          'identity-in-question',
          'sealed-identity',
        ]),
        reason: Type.String({ minLength: 3, maxLength: 500 }),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  lowerFlag: endpoint({
    method: 'DELETE',
    path: '/patients/:id/flags/:flagId',
    summary: 'Lower a flag',
    params: Type.Object({ id: Id, flagId: Id }),
    status: 204,
  }),
  listLinks: endpoint({
    method: 'GET',
    path: '/patients/:id/links',
    summary: 'Registrations that a source says are the same person and that stand on their own; mother and children',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      links: Type.Array(
        Type.Object({
          kind: oneOf(['same-person', 'mother', 'child']),
          patientId: Type.String(),
          name: Type.String(),
          birthDate: orNull(Type.String()),
          mrn: orNull(Type.String()),
          origin: Type.String(),
          linkedAt: Type.String(),
        }),
      ),
    }),
  }),
  listRepresentatives: endpoint({
    method: 'GET',
    path: '/patients/:id/representatives',
    summary: 'Personal representatives, designees and proxies',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      representatives: Type.Array(
        Type.Object({
          id: Type.String(),
          ...Representative,
          verifiedAt: orNull(Type.String()),
          verifiedBy: orNull(Type.String()),
          ended: orNull(Type.Object({ on: Day, cause: EndCause, reason: Type.String() })),
          judgement: orNull(
            Type.Object({
              decision: Judgement,
              reason: Type.String(),
              professional: orNull(Type.String()),
              at: Type.String(),
              by: Type.String(),
            }),
          ),
          /** What the rules and people say of the power today, with the reasons. */
          power: Type.Object({
            result: oneOf(['allowed', 'not', 'person-decides']),
            over: Type.Boolean(),
            reasons: Type.Array(
              Type.Object({
                ruleId: Type.String(),
                version: Type.Optional(Type.String()),
                cite: Type.Optional(Type.String()),
                text: Type.String(),
              }),
            ),
            warnings: Type.Array(Type.String()),
          }),
        }),
      ),
    }),
  }),
  addRepresentative: endpoint({
    method: 'POST',
    path: '/patients/:id/representatives',
    summary: 'Record somebody who may act for the patient, with the proof shown',
    params: Type.Object({ id: Id }),
    body: Type.Object({ ...Representative, verified: Type.Boolean() }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  endRepresentative: endpoint({
    method: 'POST',
    path: '/patients/:id/representatives/:representativeId/end',
    summary: 'Say that the power of a representative ended, when and by what',
    params: Type.Object({ id: Id, representativeId: Id }),
    body: Type.Object({ endedOn: Day, cause: EndCause, reason: Sentence }, { additionalProperties: false }),
    status: 204,
  }),
  judgeRepresentative: endpoint({
    method: 'POST',
    path: '/patients/:id/representatives/:representativeId/judgement',
    summary: 'Decide what the rules leave open about a representative, or refuse one (45 CFR 164.502(g)(5))',
    params: Type.Object({ id: Id, representativeId: Id }),
    body: Type.Object(
      { decision: Judgement, reason: Sentence, professional: Type.Optional(Word) },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  breakGlass: endpoint({
    method: 'POST',
    path: '/patients/break-glass',
    summary: 'Open a restricted record in need: by its whole MRN, with a reason, for a bounded time',
    body: Type.Object(
      {
        mrn: Type.String({ minLength: 1, maxLength: 64 }),
        reason: Type.Object(
          {
            code: oneOf(['emergency-treatment', 'public-safety', 'court-order', 'patient-request', 'other']),
            text: Type.String({ minLength: 10, maxLength: 1000 }),
          },
          { additionalProperties: false },
        ),
        minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 240 })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({
      patientId: Type.String(),
      grantId: Type.String(),
      until: Type.String({ format: 'date-time' }),
    }),
  }),
} as const;
