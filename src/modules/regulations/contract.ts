import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const NullableText = Type.Union([Type.String(), Type.Null()]);
const NullableDay = Type.Union([Day, Type.Null()]);
/** Path of the rule file, for instance us/hipaa/access-response-time; in an address its slashes are written %2F. */
const RuleId = Type.String({ pattern: '^[a-z]{2}(/[a-z0-9-]+)+$', maxLength: 200 });

const Verification = Type.Object({
  status: Type.Union([Type.Literal('verified'), Type.Literal('unverified')]),
  /** Where it was read, in words. */
  source: Type.String(),
  checkedOn: Day,
  note: NullableText,
});

const RuleSummary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  jurisdiction: Type.String(),
  topic: Type.String(),
  kind: Type.String(),
  citations: Type.Array(Type.String()),
  verified: Type.Boolean(),
  /** What is in force on the day asked about; empty when nothing is. */
  inForce: Type.Array(Type.String()),
  /** False: it only warns people. */
  acts: Type.Boolean(),
  warnings: Type.Array(Type.String()),
  version: Type.String(),
});

const Value = Type.Object({
  from: NullableDay,
  until: NullableDay,
  reviewBy: NullableDay,
  note: NullableText,
  verification: Type.Union([Verification, Type.Null()]),
  says: Type.Array(Type.String()),
  inForce: Type.Boolean(),
});

const Stated = Type.Record(Type.String(), Type.Unknown());
const Case = Type.Object({
  name: Type.String(),
  /** Where the case stands at the limit: before, on, after, edge. */
  boundary: NullableText,
  on: Day,
  facts: Stated,
  items: Stated,
  expected: Stated,
  /** As the engine answers now. */
  actual: Stated,
  passed: Type.Boolean(),
});

const KeptVersion = Type.Object({ version: Type.String(), firstSeenAt: Type.String({ format: 'date-time' }) });

export const contract = {
  rules: endpoint({
    method: 'GET',
    path: '/regulations/rules',
    summary: 'The rules of law, with what is in force on a day; filtered by place, topic and words',
    query: Type.Object({
      /** A place: us/tx also gives the rules of us. */
      jurisdiction: Type.Optional(Type.String({ pattern: '^[a-z]{2}(/[a-z0-9-]+)*$', maxLength: 50 })),
      topic: Type.Optional(Type.String({ maxLength: 50 })),
      /** Words that stand in title, description, citation or id. */
      text: Type.Optional(Type.String({ maxLength: 100 })),
      on: Type.Optional(Day),
    }),
    response: Type.Object({
      rules: Type.Array(RuleSummary),
      on: Day,
      jurisdictions: Type.Array(Type.String()),
      topics: Type.Array(Type.String()),
    }),
  }),
  rule: endpoint({
    method: 'GET',
    path: '/regulations/rules/:id',
    summary:
      'One rule: citation, values over time, verification, the facts it asks for, its cases as they come out now',
    params: Type.Object({ id: RuleId }),
    response: Type.Object({
      id: Type.String(),
      title: Type.String(),
      description: Type.String(),
      jurisdiction: Type.String(),
      topic: Type.String(),
      kind: Type.String(),
      version: Type.String(),
      appliesWhen: Type.String(),
      references: Type.Array(Type.Object({ title: Type.String(), section: Type.String(), link: NullableText })),
      verification: Verification,
      values: Type.Array(Value),
      supersedes: Type.Array(Type.Object({ rule: Type.String(), from: Day })),
      facts: Type.Array(Type.Object({ name: Type.String(), text: Type.String(), values: Type.Array(Type.String()) })),
      cases: Type.Array(Case),
      /** The texts of this rule on which decisions here rested, the newest first. */
      versions: Type.Array(KeptVersion),
    }),
  }),
  ruleVersion: endpoint({
    method: 'GET',
    path: '/regulations/rules/:id/versions/:version',
    summary: 'A rule as it stood when a decision rested on it',
    params: Type.Object({ id: RuleId, version: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    response: Type.Object({
      id: Type.String(),
      version: Type.String(),
      firstSeenAt: Type.String({ format: 'date-time' }),
      current: Type.Boolean(),
      title: Type.String(),
      description: Type.String(),
      citations: Type.Array(Type.String()),
      verification: Verification,
      values: Type.Array(Value),
    }),
  }),
} as const;
