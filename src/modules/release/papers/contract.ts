import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Number = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const NullText = Nullable(Type.String());
const closed = { additionalProperties: false } as const;

export const papersContract = {
  openCases: endpoint({
    method: 'POST',
    path: '/release/open-cases/search',
    summary: 'Open cases to which a paper may belong: those of a patient, or the one with a number',
    body: Type.Union([Type.Object({ patientId: Id }, closed), Type.Object({ number: Number }, closed)]),
    response: Type.Object({
      cases: Type.Array(
        Type.Object({
          number: Type.String(),
          receivedAt: Type.String({ format: 'date-time' }),
          requester: NullText,
          /** Pended: it waits for something from outside. */
          waits: Type.Boolean(),
          patient: Nullable(Type.Object({ name: Type.String(), birthDate: NullText, mrn: NullText })),
        }),
      ),
    }),
  }),
  givePapers: endpoint({
    method: 'POST',
    path: '/release/open-cases/papers',
    summary: 'Give pages of the index desk to an open case; a case that waited for them goes on',
    body: Type.Object(
      {
        of: Type.Union([Type.Object({ itemId: Id }, closed), Type.Object({ partId: Id }, closed)]),
        pages: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 10_000 })),
        number: Number,
        /** Whom the desk had chosen for the pages: never another than the patient of the case. */
        patientId: Type.Optional(Id),
        reason: Type.String({ minLength: 1, maxLength: 500 }),
      },
      closed,
    ),
    response: Type.Object({ number: Type.String(), openPages: Type.Integer() }),
  }),
  meantPatients: endpoint({
    method: 'GET',
    path: '/release/requests/:id/papers/patients',
    summary: 'Whom the pages that came with a case may mean, with what agrees; a person identifies',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      patients: Type.Array(
        Type.Object({
          ...{ patientId: Id, name: Type.String(), birthDate: NullText, mrn: NullText },
          confidence: Type.Number(),
          /** What agrees, in the words of intake: mrn, name, birthDate ... */
          agrees: Type.Array(Type.String()),
          /** Somebody else fits as well. */
          ambiguous: Type.Boolean(),
          /** Something on the pages says otherwise. */
          contradicts: Type.Boolean(),
        }),
      ),
    }),
  }),
  takePaperBack: endpoint({
    method: 'POST',
    path: '/release/requests/:id/papers/withdrawal',
    summary: 'A paper belongs to another case: it returns to the index desk, and what rested on it counts no more',
    params: Type.Object({ id: Id }),
    body: Type.Object({ itemId: Id, reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }) }, closed),
    response: Type.Object({
      reopened: Type.Integer(),
      authorityStopped: Type.Boolean(),
      processStopped: Type.Boolean(),
      objectionsStopped: Type.Integer(),
      incidents: Type.Integer(),
    }),
  }),
} as const;
