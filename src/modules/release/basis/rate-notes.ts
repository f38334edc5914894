import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import { ask, policy, tableReason, type RuleBookRules } from '../reason.ts';
import { type DocumentFacts, plain, plainOr, type ReleaseAuthority, type Vote } from './facts.ts';

/** The bases that are exceptions by themselves (45 CFR 164.508(a)(2)(ii)); the others a person states. */
const EXCEPTION_OF: Partial<Record<ReleaseAuthority['basis'], NonNullable<Facts['notes_exception']>>> = {
  'hhs-enforcement': 'hhs-enforcement',
  'required-by-law': 'required-by-law',
  coroner: 'coroner',
  'serious-threat': 'serious-threat',
};
/** Without these the exceptions of the originator would open notes for whoever asks. */
const STATED_FOR: Readonly<Record<string, readonly string[]>> = {
  'originator-treatment': ['treatment'],
  'own-mental-health-training': ['operations'],
  'oversight-of-originator': ['health-oversight'],
  'defence-against-the-individual': ['subpoena', 'court-order', 'operations'],
};

/** 45 CFR 164.508(a)(2): an authorization for these notes, and for nothing else, or one of eight exceptions. */
export function ratePsychotherapyNotes(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  if (!isPsychotherapyNote(document)) return [];
  if (authority.basis === 'to-individual') {
    const scope = tableReason(
      ask(rules, 'us/hipaa/access-scope', 'table', { on, facts: { record_kind: 'psychotherapy-notes' } }),
    );
    return [{ decision: 'withhold', reason: scope === undefined ? policy('release/rule-not-decisive') : plain(scope) }];
  }
  if (areNamed(authority)) return [];
  const { answer, reason } = askNotes(authority, rules, on);
  return answer === 'not-needed' ? [] : [{ decision: 'needs-consent', reason }];
}

export function isPsychotherapyNote({ recordKind, labels }: DocumentFacts): boolean {
  return recordKind === 'psychotherapy-notes' || labels.includes('psychotherapy-notes');
}

/** These notes lie outside the record sets, and the form or an exception may still reach them. */
export function mayHoldNotes(authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): boolean {
  return areNamed(authority) || askNotes(authority, rules, on).answer === 'not-needed';
}

function areNamed({ basis, classesNamed }: ReleaseAuthority): boolean {
  return basis === 'authorization' && classesNamed.includes('psychotherapy-notes');
}

function askNotes(authority: ReleaseAuthority, rules: RuleBookRules, on: DateText) {
  const stated = authority.stated.notes_exception ?? 'none';
  const exception =
    EXCEPTION_OF[authority.basis] ?? (STATED_FOR[stated]?.includes(authority.basis) === true ? stated : 'none');
  const ruling = ask(rules, 'us/hipaa/psychotherapy-notes-authorization', 'table', {
    on,
    facts: { record_kind: 'psychotherapy-notes', notes_exception: exception },
  });
  const reason = tableReason(ruling);
  return { answer: ruling.acts ? reason?.answer : undefined, reason: plainOr(reason) };
}
