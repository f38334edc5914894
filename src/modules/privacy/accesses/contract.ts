import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { DID, RECORD_KINDS } from './record-kinds.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const OfPatient = Type.Object({ patientId: Id });

export const accessesContract = {
  accesses: endpoint({
    method: 'GET',
    path: '/patients/:patientId/accesses',
    summary:
      'Who looked at a record and to whom it went, in words for the patient; the last twelve months unless days are given',
    params: OfPatient,
    query: Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) }),
    response: Type.Object({
      from: Day,
      to: Day,
      staffNames: Type.Boolean(),
      more: Type.Boolean(),
      accesses: Type.Array(
        Type.Object({
          who: oneOf(['person', 'portal', 'machine', 'operator', 'other']),
          name: Nullable(Type.String()),
          roles: Type.Array(Type.String()),
          kind: oneOf([...RECORD_KINDS]),
          did: oneOf([...DID]),
          purpose: Type.String(),
          firstAt: Moment,
          lastAt: Moment,
          firstOn: Day,
          lastOn: Day,
          times: Type.Integer(),
        }),
      ),
      disclosures: Type.Array(
        Type.Object({ on: Day, to: Type.String(), what: Type.String(), why: Type.String(), basis: Type.String() }),
      ),
    }),
  }),
  writeAccesses: endpoint({
    method: 'POST',
    path: '/patients/:patientId/accesses/letter',
    summary: 'Draft the report of accesses and disclosures as a letter to the patient',
    params: OfPatient,
    body: Type.Object(
      { from: Type.Optional(Day), to: Type.Optional(Day), language: Type.Optional(oneOf(['en', 'es'])) },
      { additionalProperties: false },
    ),
    response: Type.Object({ letterId: Id, letterNumber: Type.String() }),
  }),
} as const;
