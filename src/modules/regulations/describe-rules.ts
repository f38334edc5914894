// Rules as staff read them: the shapes of contract.ts.

import type { ResponseOf } from '../../platform/http/contract.ts';
import type { Act } from '../../platform/act.ts';
import {
  bindsIn,
  describeCondition,
  describeValue,
  explain,
  FACTS,
  factsAsked,
  runCase,
  valueInForce,
  type FactName,
  type Rule,
  type RuleKind,
  type Verification,
} from '../../../packages/rule-engine/index.ts';
import type { contract } from './contract.ts';
import { parseKept } from './deadlines.ts';
import { problems } from './problems.ts';
import { ruleBook } from './rule-folder.ts';

type Listed = ResponseOf<typeof contract.rules>;
type Shown = ResponseOf<typeof contract.rule>;
type ShownVersion = ResponseOf<typeof contract.ruleVersion>;

const VERSIONS_LIMIT = 100;

export function listRules(query: { jurisdiction?: string; topic?: string; text?: string; on: string }): Listed {
  const all = [...ruleBook().rules.values()];
  const words = (query.text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = all.filter(
    (rule) =>
      (query.jurisdiction === undefined || bindsIn(rule, [query.jurisdiction])) &&
      (query.topic === undefined || rule.topic === query.topic) &&
      words.every((word) => searchable(rule).includes(word)),
  );
  return {
    rules: found.map((rule) => summarise(rule, query.on)),
    on: query.on,
    jurisdictions: [...new Set(all.map(({ jurisdiction }) => jurisdiction))].sort(),
    topics: [...new Set(all.map(({ topic }) => topic))].sort(),
  };
}

/** @throws regulations/no-such-rule */
export async function showRule(act: Act, id: string): Promise<Shown> {
  const book = ruleBook();
  const rule = book.rules.get(id);
  if (rule === undefined) {
    throw problems.noSuchRule({ detail: 'Choose a rule from the list; it may have been renamed in a newer version.' });
  }
  const versions = await act.tx
    .selectFrom('regulations.rule_version')
    .select(['version', 'first_seen_at as firstSeenAt'])
    .where('rule_id', '=', id)
    .orderBy('first_seen_at', 'desc')
    .limit(VERSIONS_LIMIT)
    .execute();
  return {
    id,
    title: rule.title,
    description: rule.description,
    jurisdiction: rule.jurisdiction,
    topic: rule.topic,
    kind: rule.kind,
    version: rule.version,
    appliesWhen: describeCondition(rule.appliesWhen),
    references: [...rule.references],
    verification: tellVerification(rule.verification),
    values: tellValues(rule, act.now.toISOString().slice(0, 10)),
    supersedes: [...rule.supersedes],
    facts: factsAsked(rule).map(tellFact),
    cases: book.casesOf(id).map((each) => {
      const { name, boundary, expected, actual, passed } = runCase(rule, each);
      const { on, facts, items } = each.question;
      return { name, boundary, on, facts, items: items ?? {}, expected, actual, passed };
    }),
    versions: versions.map(({ version, firstSeenAt }) => ({ version, firstSeenAt: firstSeenAt.toISOString() })),
  };
}

/** @throws regulations/no-such-version */
export async function showRuleVersion(act: Act, id: string, version: string): Promise<ShownVersion> {
  const kept = await act.tx
    .selectFrom('regulations.rule_version')
    .select(['content', 'first_seen_at'])
    .where('rule_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (kept === undefined) {
    throw problems.noSuchVersion({
      detail: 'Only versions on which a decision here rested are kept. Open the rule itself.',
    });
  }
  const rule = parseKept(kept.content, version);
  return {
    id,
    version,
    firstSeenAt: kept.first_seen_at.toISOString(),
    current: ruleBook().rules.get(id)?.version === version,
    title: rule.title,
    description: rule.description,
    citations: rule.references.map(({ section }) => section),
    verification: tellVerification(rule.verification),
    values: tellValues(rule, kept.first_seen_at.toISOString().slice(0, 10)),
  };
}

function searchable(rule: Rule): string {
  const citations = rule.references.flatMap(({ title, section }) => [title, section]);
  return [rule.id, rule.title, rule.description, ...citations].join(' ').toLowerCase();
}

function summarise(rule: Rule, on: string): Listed['rules'][number] {
  const { citations, inForce, acts, warnings, version } = explain(rule, on);
  return {
    id: rule.id,
    title: rule.title,
    description: rule.description,
    jurisdiction: rule.jurisdiction,
    topic: rule.topic,
    kind: rule.kind,
    citations: [...citations],
    verified: rule.verification.status === 'verified',
    inForce: [...inForce],
    acts,
    warnings: [...warnings],
    version,
  };
}

function tellValues(rule: Rule, on: string): Shown['values'] {
  const current = valueInForce<RuleKind>(rule, on);
  return rule.values.map((value) => ({
    from: value.from,
    until: value.until,
    reviewBy: value.reviewBy,
    note: value.note,
    verification: value.verification === null ? null : tellVerification(value.verification),
    says: describeValue<RuleKind>(rule, value),
    inForce: value === current,
  }));
}

function tellVerification({ status, source, checkedOn, note }: Verification): Shown['verification'] {
  return { status, source: ruleBook().sources.get(source) ?? source, checkedOn, note };
}

function tellFact(name: FactName): Shown['facts'][number] {
  const type = FACTS[name];
  return { name, text: type.text, values: type.type === 'one-of' ? [...type.values] : [] };
}
