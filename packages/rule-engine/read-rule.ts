// From an untrusted tree to a rule, or to the list of everything that is wrong with it. The text of a rule file is
// described in regulations/README.md.

import { readOptionalCondition } from './read-condition.ts';
import { readValueBody, VALUE_FIELDS } from './read-value.ts';
import { Reading, type Flaw } from './reading.ts';
import { RULE_KINDS, type Dated, type Reference, type Rule, type RuleKind, type Verification } from './rule.ts';
import { versionHash } from './version-hash.ts';
import { TOPICS } from './vocabulary.ts';

const FIELDS = [
  'kind',
  'title',
  'description',
  'jurisdiction',
  'topic',
  'applies_when',
  'values',
  'references',
  'verification',
  'supersedes',
];
const DATED_FIELDS = ['from', 'until', 'review_by', 'verification', 'note'];
const ID = /^[a-z]{2}(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

export type ReadRule =
  { readonly rule: Rule; readonly flaws: readonly [] } | { readonly rule: null; readonly flaws: readonly Flaw[] };

/** @param id the path of the file under regulations/, without the ending */
export function readRule(id: string, content: unknown): ReadRule {
  const root = new Reading(content, []);
  root.fields(FIELDS);
  if (!ID.test(id)) root.flaw(`"${id}" is not a path of the form jurisdiction/body/topic`);
  const kind = root.get('kind').oneOf(RULE_KINDS);
  const jurisdiction = root.get('jurisdiction').text();
  if (jurisdiction !== '' && !id.startsWith(`${jurisdiction}/`)) {
    root.get('jurisdiction').flaw(`the file ${id} does not lie under its jurisdiction "${jurisdiction}"`);
  }
  const description = root.get('description').text();
  if (!/^[^.]+(\.[^. ][^.]*)*\.$/.test(description.replace(/\s+/g, ' '))) {
    root.get('description').flaw('the description is one sentence that ends with a full stop');
  }
  const head = {
    id,
    title: root.get('title').text(),
    description: description.replace(/\s+/g, ' '),
    jurisdiction,
    topic: root.get('topic').oneOf(TOPICS) ?? 'disclosure',
    appliesWhen: readOptionalCondition(root.get('applies_when')),
    references: readReferences(root.get('references')),
    verification: readVerification(root.get('verification')),
    supersedes: root
      .get('supersedes')
      .optionalList()
      .map((entry) => {
        entry.fields(['rule', 'from']);
        return { rule: entry.get('rule').text(), from: entry.get('from').date() };
      }),
  };
  if (kind === null) return { rule: null, flaws: root.flaws };
  const rule = withValues(kind, head, root.get('values'));
  return root.flaws.length > 0 ? { rule: null, flaws: root.flaws } : { rule, flaws: [] };
}

function withValues(kind: RuleKind, head: Omit<Rule, 'kind' | 'values' | 'version'>, reading: Reading): Rule {
  const entries = reading.list();
  if (entries.length === 0) reading.flaw('a rule says something: at least one value is expected');
  const dated = entries.map((entry) => {
    entry.fields([...DATED_FIELDS, ...VALUE_FIELDS[kind]]);
    return { entry, dates: readDated(entry) };
  });
  refuseDisorder(dated);
  const values = dated.map(({ entry, dates }) => ({ ...dates, ...readValueBody(kind, entry) }));
  const content = { ...head, kind, values };
  // The body was read for this very kind, which the compiler cannot follow through the table of readers.
  return { ...content, version: versionHash(content) } as Rule;
}

function readDated(entry: Reading): Dated {
  const from = entry.get('from');
  const verification = entry.get('verification');
  return {
    from: from.value === 'unstated' ? null : from.date(),
    until: entry.get('until').optionalDate(),
    reviewBy: entry.get('review_by').optionalDate(),
    verification: verification.absent ? null : readVerification(verification),
    note: entry.get('note').optionalText(),
  };
}

function refuseDisorder(dated: readonly { entry: Reading; dates: Dated }[]): void {
  dated.forEach(({ entry, dates }, index) => {
    const start = dates.from ?? '';
    const before = dated[index - 1]?.dates;
    if (before !== undefined && dates.from === null) entry.get('from').flaw('only the first value may be "unstated"');
    if (before !== undefined && start <= (before.from ?? '')) entry.get('from').flaw('values stand in order of "from"');
    if (before !== undefined && before.until !== null && start < before.until) {
      entry.get('from').flaw(`begins before the value above ends on ${before.until}`);
    }
    if (dates.until !== null && dates.until <= start) entry.get('until').flaw('"until" lies after "from"');
    if (dates.reviewBy !== null && dates.reviewBy <= start)
      entry.get('review_by').flaw('"review_by" lies after "from"');
  });
}

function readReferences(reading: Reading): Reference[] {
  const references = reading.list().map((entry) => {
    entry.fields(['title', 'section', 'link']);
    const link = entry.get('link').optionalText();
    if (link !== null && !/^https:\/\/[^\s]+$/.test(link)) entry.get('link').flaw('a link begins with https://');
    return { title: entry.get('title').text(), section: entry.get('section').text(), link };
  });
  if (references.length === 0) reading.flaw('every rule cites where it stands');
  return references;
}

function readVerification(reading: Reading): Verification {
  reading.fields(['status', 'source', 'checked_on', 'note']);
  return {
    status: reading.get('status').oneOf(['verified', 'unverified']) ?? 'unverified',
    source: reading.get('source').text(),
    checkedOn: reading.get('checked_on').date(),
    note: reading.get('note').optionalText(),
  };
}
