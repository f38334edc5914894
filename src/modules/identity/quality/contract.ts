import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { RULES } from './rules.ts';

export { RULES };

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
const Reason = Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' });
const RuleWord = Type.Enum(RULES);
const Named = Type.Object({
  id: Id,
  name: Type.String(),
  birthDate: Type.Union([Type.String(), Type.Null()]),
  mrn: Type.Union([Type.String(), Type.Null()]),
});

const Filter = Type.Object({ rule: Type.Optional(RuleWord), facilityId: Type.Optional(Id) });
const Finding = Type.Object({
  id: Id,
  rule: Type.String(),
  field: Type.String(),
  why: Type.String(),
  /** The document or visit that it is about. */
  subjectId: Type.Union([Id, Type.Null()]),
  facilityId: Id,
  foundAt: Moment,
  patient: Named,
});

export const qualityContract = {
  listFindings: endpoint({
    method: 'GET',
    path: '/identity/findings',
    summary:
      'What of the register cannot be right and waits to be mended, the oldest first, with how many of each rule',
    query: Filter,
    response: Type.Object({
      more: Type.Boolean(),
      findings: Type.Array(Finding),
      counts: Type.Array(Type.Object({ rule: Type.String(), facilityId: Id, open: Count })),
      whole: Type.Union([
        Type.Object({
          begunAt: Type.Union([Moment, Type.Null()]),
          done: Count,
          finishedAt: Type.Union([Moment, Type.Null()]),
        }),
        Type.Null(),
      ]),
    }),
  }),
  saveFindings: endpoint({
    method: 'GET',
    path: '/identity/findings/table',
    summary: 'The same as a CSV file in which no cell can be a formula, up to 10 000 findings',
    query: Filter,
    kind: 'download',
  }),
  openFinding: endpoint({
    method: 'GET',
    path: '/identity/findings/:id',
    summary: 'One finding: by which rule, of what, since when, and who else bears the number',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      ...Finding.properties,
      others: Type.Array(Named),
      ended: Type.Union([
        Type.Object({
          how: Type.String(),
          at: Moment,
          by: Type.String(),
          reason: Type.Union([Type.String(), Type.Null()]),
        }),
        Type.Null(),
      ]),
    }),
  }),
  dismissFindings: endpoint({
    method: 'POST',
    path: '/identity/findings/dismiss',
    summary: 'It is right as it stands: chosen findings, or all of one rule, 500 at most at once',
    body: Type.Object(
      {
        ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100 })),
        rule: Type.Optional(RuleWord),
        facilityId: Type.Optional(Id),
        reason: Reason,
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ dismissed: Count, left: Type.Boolean() }),
  }),
  lookForFindings: endpoint({
    method: 'POST',
    path: '/identity/findings/look-through',
    summary: 'Have the whole register gone through for findings',
    status: 204,
  }),
} as const;
