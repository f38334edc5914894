import {
  type DateText,
  evaluate,
  type Facts,
  type Rule,
  type RuleKind,
  type RuleOf,
  type RulingOf,
} from '../../../packages/rule-engine/index.ts';

export type Standing = 'personal-representative' | 'designee' | 'proxy';
export type RepresentativeKind =
  'parent' | 'guardian' | 'health-care-poa' | 'executor' | 'administrator' | 'surrogate' | 'next-of-kin' | 'other';
export type EndCause =
  | 'revoked'
  | 'majority'
  | 'emancipation'
  | 'order-ended'
  | 'death-of-representative'
  | 'replaced'
  | 'entered-in-error'
  | 'other';

/** One representative and the patient, as recorded. Days are calendar days where the facility stands. */
export interface RepresentativeQuestion {
  readonly standing: Standing;
  readonly kind: RepresentativeKind;
  /** Somebody saw the proof. */
  readonly proofVerified: boolean;
  readonly from: DateText;
  readonly to: DateText | null;
  readonly ended: { readonly on: DateText; readonly cause: EndCause } | null;
  readonly judgement: { readonly decision: 'may-act' | 'may-not-act'; readonly question: string } | null;
  /** Of a minor: who controls the information; null is not known. */
  readonly minorControl: 'parent' | 'consented-alone' | 'may-obtain-alone' | 'parent-agreed' | null;
  /** Of a parent: what a custody order says of this one; null is not known. */
  readonly custody: 'no-order' | 'order-gives' | 'order-denies' | null;
  /** A custody order is known from another parent of the same patient. */
  readonly custodyOrderKnown: boolean;
  readonly patient: {
    readonly birthDate: DateText | null;
    readonly birthDatePrecision: 'day' | 'month' | 'year';
    /** Null: no death is known. `on` is null where the day is not. */
    readonly death: { readonly on: DateText | null } | null;
  };
  readonly country: string;
  readonly state: string | null;
  /** signing and asking in the patient's place; fetching a packet; using the portal. */
  readonly act: 'act-for-patient' | 'pick-up' | 'portal';
  readonly on: DateText;
}

export interface RepresentativeReason {
  readonly ruleId: string;
  readonly version?: string;
  readonly cite?: string;
  readonly text: string;
}

export interface RepresentativeEvaluation {
  readonly result: 'allowed' | 'not' | 'person-decides';
  /** The power is over, rather than not yet there or never given. */
  readonly over: boolean;
  readonly reasons: readonly RepresentativeReason[];
  /** Rules that only warn: not verified. */
  readonly warnings: readonly string[];
}

type Rules = ReadonlyMap<string, Rule>;
type Answer = Omit<RepresentativeEvaluation, 'warnings'>;

const ADULT = 'us/hipaa/personal-representative';
const MINOR = 'us/hipaa/minor-representative';
const PARENT_ACCESS = 'us/hipaa/minor-parent-access';
const MAJORITY = 'us/states/age-of-majority';

/** What is no rule of law but how the desk works, in the words it reads. */
const POLICIES = {
  'patients/power-ended': 'The power was recorded as ended',
  'patients/power-not-yet': 'The power begins on a later day',
  'patients/power-ran-out': 'The last day of the power has passed',
  'patients/proof-not-seen': 'Nobody has verified the proof',
  'patients/refused': 'A person decided that this representative does not act for the patient',
  'patients/person-decided': 'A person decided that this representative may act',
  'patients/place-without-rules': 'No rule is kept for representatives at this place',
  'patients/suspended-at-death': 'What the patient allowed is suspended once the death is known',
  'patients/designee-picks-up': 'A designee may pick up and does nothing else in the patient’s place',
  'patients/proxy-portal-only': 'A proxy uses the portal and does nothing else in the patient’s place',
  'patients/within-its-dates': 'As the patient allowed it, within its dates',
  'patients/birth-date-unknown': 'The birth date is not known well enough to tell whether the patient is of age',
  'patients/of-age-perhaps':
    'The patient reached 18, so a parent’s authority has probably ended; no rule for this state is verified',
  'patients/kin-by-state':
    'Who of the family stands in for the dead differs by state, and no state’s order is verified here',
  'patients/other-law': 'Whether other law gives authority over health care cannot be told from what is recorded',
  'patients/custody-unknown': 'A custody order is known, and what it says of this parent is not recorded',
  'patients/minor-control-unknown': 'It is not recorded who controls this minor’s information',
} as const;

/**
 * Whether somebody may act for a patient on a day (45 CFR 164.502(g)): by kind, proof, dates, what a person recorded, and
 * the patient's age and death. Where the rules are silent or not verified a person decides, and what was decided holds
 * only as long as the same question is open. Pure.
 */
export function evaluateRepresentative(question: RepresentativeQuestion, rules: Rules): RepresentativeEvaluation {
  const warnings: string[] = [];
  const answer = settled(question) ?? byStanding(question, rules, warnings);
  const { judgement } = question;
  if (judgement?.decision === 'may-not-act' && answer.result !== 'not')
    return { ...no('patients/refused', { cite: '45 CFR 164.502(g)(5)' }), warnings };
  if (answer.result === 'person-decides' && judgement?.question === questionOf(answer))
    return {
      result: 'allowed',
      over: false,
      reasons: [policy('patients/person-decided'), ...answer.reasons],
      warnings,
    };
  return { ...answer, warnings };
}

/** What a judgement answers: the rules that left it open. After a death or a birthday these differ, and it is asked again. */
export function questionOf({ reasons }: Pick<RepresentativeEvaluation, 'reasons'>): string {
  return reasons
    .map(({ ruleId }) => ruleId)
    .filter((ruleId) => ruleId !== 'patients/person-decided')
    .sort()
    .join(' ');
}

/** What no rule has to be asked for: dates and what a person recorded. */
function settled({ ended, from, to, on, proofVerified, country }: RepresentativeQuestion): Answer | undefined {
  if (ended !== null && ended.on <= on)
    return no('patients/power-ended', {
      over: true,
      text: `${POLICIES['patients/power-ended']}: ${ENDED[ended.cause]}`,
    });
  if (from > on) return no('patients/power-not-yet');
  if (to !== null && to < on) return no('patients/power-ran-out', { over: true });
  if (!proofVerified) return open('patients/proof-not-seen', { cite: '45 CFR 164.514(h)(1)' });
  if (country !== 'US') return open('patients/place-without-rules');
  return undefined;
}

const ENDED: Readonly<Record<EndCause, string>> = {
  revoked: 'revoked by the patient or a court',
  majority: 'the patient came of age',
  emancipation: 'the patient was emancipated',
  'order-ended': 'the court order ended',
  'death-of-representative': 'the representative died',
  replaced: 'somebody else took the place',
  'entered-in-error': 'entered in error',
  other: 'see the reason',
};

function byStanding(question: RepresentativeQuestion, rules: Rules, warnings: string[]): Answer {
  const { standing, act, patient } = question;
  if (standing === 'personal-representative') {
    if (patient.death !== null) return forTheDead(question, rules, warnings);
    return question.kind === 'parent' || question.kind === 'guardian'
      ? byAge(question, rules, warnings)
      : forAnAdult(question, rules, warnings);
  }
  if (patient.death !== null) return no('patients/suspended-at-death', { over: true });
  if (standing === 'designee' && act !== 'pick-up') return no('patients/designee-picks-up');
  if (standing === 'proxy' && act !== 'portal') return no('patients/proxy-portal-only');
  return yes(policy('patients/within-its-dates'));
}

/** 45 CFR 164.502(g)(4): whoever acts for the estate. A power of attorney and a guardianship end with the patient. */
function forTheDead(question: RepresentativeQuestion, rules: Rules, warnings: string[]): Answer {
  if (['parent', 'surrogate', 'next-of-kin', 'other'].includes(question.kind))
    return open('patients/kin-by-state', { cite: '45 CFR 164.502(g)(4)' });
  const ruling = askTable(rules, ADULT, question.on, adultFacts(question), warnings);
  return concluded(ruling, {
    no:
      question.kind === 'guardian'
        ? 'The guardianship ended with the death'
        : 'The power of attorney ended with the death',
    over: true,
  });
}

/** 45 CFR 164.502(g)(2): an agent under a power of attorney. Of others no rule here can say what other law gives them. */
function forAnAdult(question: RepresentativeQuestion, rules: Rules, warnings: string[]): Answer {
  if (['surrogate', 'next-of-kin', 'other', 'parent'].includes(question.kind))
    return open('patients/other-law', { cite: '45 CFR 164.502(g)(2)' });
  const ruling = askTable(rules, ADULT, question.on, adultFacts(question), warnings);
  return concluded(ruling, { no: 'There is no estate: the patient is not known to have died', over: false });
}

/** Parents and guardians: by whether the patient is of age, which no verified rule tells after the 18th birthday. */
function byAge(question: RepresentativeQuestion, rules: Rules, warnings: string[]): Answer {
  const { birthDate } = question.patient;
  const [first, last] = birthDate === null ? [] : majorityBetween(question, birthDate, rules, warnings);
  if (question.kind === 'guardian') {
    // A court order names the ward, of age or not; without a birth date the order itself is enough.
    if (last !== undefined && question.on < last) return forAMinor(question, rules, warnings);
    return forAnAdult(question, rules, warnings);
  }
  if (first === undefined || last === undefined) return open('patients/birth-date-unknown');
  if (question.on < first) return forAMinor(question, rules, warnings);
  return open(question.on < last ? 'patients/birth-date-unknown' : 'patients/of-age-perhaps', {
    cite: '45 CFR 164.502(g)(3)',
  });
}

/** 45 CFR 164.502(g)(3): a parent or guardian, but not for what the minor controls; a custody order may tell parents apart. */
function forAMinor(question: RepresentativeQuestion, rules: Rules, warnings: string[]): Answer {
  const { minorControl, custody } = question;
  if (minorControl === null) return open('patients/minor-control-unknown', { cite: '45 CFR 164.502(g)(3)(i)' });
  if (question.kind === 'parent' && custody === null && question.custodyOrderKnown)
    return open('patients/custody-unknown', { cite: '45 CFR 164.502(g)(3)(i)' });
  const facts: Facts = {
    person_is_minor: true,
    representative_kind: question.kind === 'guardian' ? 'guardian' : 'parent',
    representative_has_authority: custody !== 'order-denies',
    abuse_or_endangerment_believed: false,
    minor_consented_alone: minorControl === 'consented-alone',
    minor_may_obtain_without_parent: minorControl === 'may-obtain-alone',
    parent_agreed_to_confidentiality: minorControl === 'parent-agreed',
  };
  const ruling = askTable(rules, MINOR, question.on, facts, warnings);
  if (ruling.answer?.answer === 'parent') return yes(reasonOf(ruling));
  if (ruling.answer?.answer !== 'minor') return { result: 'not', over: false, reasons: [reasonOf(ruling)] };
  // The minor controls it: state law on the parent's access decides, and where it is silent a professional does.
  const access = askTable(rules, PARENT_ACCESS, question.on, { person_is_minor: true }, warnings);
  return { result: 'person-decides', over: false, reasons: [reasonOf(ruling), reasonOf(access)] };
}

function adultFacts({ kind, patient }: RepresentativeQuestion): Facts {
  return {
    // Of the dead the estate's rule speaks, whatever their age was.
    person_is_minor: false,
    person_is_deceased: patient.death !== null,
    representative_kind:
      kind === 'health-care-poa'
        ? 'agent-for-health-care'
        : kind === 'guardian'
          ? 'guardian'
          : 'executor-or-administrator',
    // Its proof was seen (settled above).
    representative_has_authority: true,
    abuse_or_endangerment_believed: false,
  };
}

/** The first and last day that could be the 18th birthday, for a birth date known by month or year only. */
function majorityBetween(
  question: RepresentativeQuestion,
  birthDate: DateText,
  rules: Rules,
  warnings: string[],
): [DateText, DateText] {
  const precision = question.patient.birthDatePrecision;
  const year = birthDate.slice(0, 4);
  const month = birthDate.slice(5, 7);
  const first = precision === 'year' ? `${year}-01-01` : precision === 'month' ? `${year}-${month}-01` : birthDate;
  const last = precision === 'year' ? `${year}-12-31` : precision === 'month' ? `${year}-${month}-28` : birthDate;
  const majority = (birth: DateText) => {
    const ruling = ask(rules, MAJORITY, 'clock', { on: question.on, facts: { birth_on: birth } });
    warnings.push(...ruling.warnings.filter((warning) => !warnings.includes(warning)));
    return ruling.answer?.dueOn ?? birth;
  };
  return [majority(first), majority(last)];
}

function concluded(ruling: RulingOf<'table'>, words: { no: string; over: boolean }): Answer {
  const reason = reasonOf(ruling);
  if (!ruling.acts) return { result: 'person-decides', over: false, reasons: [reason] };
  if (ruling.answer?.answer === 'as-the-individual') return yes(reason);
  return { result: 'not', over: words.over, reasons: [{ ...reason, text: words.no }] };
}

function askTable(rules: Rules, ruleId: string, on: DateText, facts: Facts, warnings: string[]): RulingOf<'table'> {
  const ruling = ask(rules, ruleId, 'table', { on, facts });
  warnings.push(...ruling.warnings.filter((warning) => !warnings.includes(warning)));
  return ruling;
}

function ask<K extends RuleKind>(
  rules: Rules,
  ruleId: string,
  kind: K,
  question: { on: DateText; facts: Facts },
): RulingOf<K> {
  const rule = rules.get(ruleId);
  if (rule === undefined || rule.kind !== kind) throw new TypeError(`the rule book has no ${kind} "${ruleId}"`);
  return evaluate(rule as RuleOf<K>, question); // its kind is K, as just seen
}

function reasonOf({ ruleId, version, answer, citations }: RulingOf<'table'>): RepresentativeReason {
  const cite = answer?.cite ?? citations[0];
  return {
    ruleId,
    version,
    ...(cite === undefined ? {} : { cite }),
    text: answer?.because ?? 'The rule lacks facts: a person decides',
  };
}

function policy(ruleId: keyof typeof POLICIES, more: { cite?: string; text?: string } = {}): RepresentativeReason {
  return { ruleId, text: more.text ?? POLICIES[ruleId], ...(more.cite === undefined ? {} : { cite: more.cite }) };
}

function yes(reason: RepresentativeReason): Answer {
  return { result: 'allowed', over: false, reasons: [reason] };
}

function no(ruleId: keyof typeof POLICIES, more: { over?: boolean; cite?: string; text?: string } = {}): Answer {
  return { result: 'not', over: more.over ?? false, reasons: [policy(ruleId, more)] };
}

function open(ruleId: keyof typeof POLICIES, more: { cite?: string } = {}): Answer {
  return { result: 'person-decides', over: false, reasons: [policy(ruleId, more)] };
}
