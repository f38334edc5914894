// The closed vocabulary: the only facts a rule may ask about and a caller may state. A rule that names anything else is
// refused when it is read, a caller that states anything else is refused when it asks, so that a misspelt fact can never
// pass for an absent one. To add a fact: one line here, then a case table that uses it.

export const TOPICS = [
  'access',
  'accounting',
  'amendment',
  'authorization',
  'breach',
  'business-days',
  'claim-review',
  'copy-fee',
  'disclosure',
  'minimum-necessary',
  'notice',
  'objection',
  'representation',
  'restriction',
  'retention',
  'verification',
] as const;
export type Topic = (typeof TOPICS)[number];

const date = (text: string) => ({ type: 'date', text }) as const;
const yesNo = (text: string) => ({ type: 'yes-no', text }) as const;
const count = (text: string) => ({ type: 'count', text }) as const;
const money = (text: string) => ({ type: 'money', text }) as const;
const oneOf = <const V extends readonly string[]>(text: string, values: V) =>
  ({ type: 'one-of', text, values }) as const;

export const FACTS = {
  // Days. Each is a calendar day in the facility's time zone.
  as_of: date('the day the question is asked about, for "overdue?" and "eligible?"'),
  asked_on: date('the day the individual asked'),
  birth_on: date('birth date'),
  created_on: date('the day a document was made'),
  died_on: date('the day of death'),
  discharged_on: date('the day of discharge'),
  discovered_on: date('the day a breach was discovered'),
  event_on: date('the day of the event asked about, for instance a disclosure'),
  letter_on: date('the day on the letter that asks'),
  last_entry_on: date('the day of the last entry in the record'),
  last_in_force_on: date('the last day a document was in force'),
  last_treatment_on: date('the day of the last treatment or contact'),
  majority_on: date('the day the person reaches the age of majority in that jurisdiction'),
  received_on: date('the day of the receipt date-stamp'),
  report_on: date('the day of the report or examination'),
  served_on: date('the day on which a process was served'),
  service_on: date('the day of service'),
  signed_on: date('the day a form was signed'),
  stated_on: date('the day an official made a statement'),

  // The custodian and its record.
  custodian: oneOf('what kind of provider keeps the record', [
    'ambulatory-surgery-center',
    'clinical-laboratory',
    'critical-access-hospital',
    'dialysis-facility',
    'health-plan',
    'home-health-agency',
    'hospice',
    'hospital',
    'mammography-facility',
    'nursing-facility',
    'pace-organization',
    'physician',
    'psychiatric-hospital',
    'rural-health-clinic',
    'other',
  ]),
  record_kind: oneOf('what kind of record it is', [
    'blood-bank-record',
    'cytology-slide',
    'emergency-transfer-record',
    'hipaa-document',
    'histopathology-slide',
    'laboratory-report',
    'litigation-file',
    'mammogram',
    'medical-record',
    'medicare-ordering-document',
    'pathology-block',
    'pathology-report',
    'psychotherapy-notes',
    'radiology-image',
    'sexual-assault-examination',
    'sud-counseling-notes',
    'sud-record',
  ]),
  content_class: oneOf('the specially protected kind of content in the record', [
    'genetic',
    'hiv',
    'mental-health',
    'minor-confidential',
    'ordinary',
    'psychotherapy-notes',
    'reproductive',
    'substance-use-part2',
    'violence',
  ]),
  held_electronically: yesNo('the information is held electronically'),
  held_in_ehr: yesNo('the information is held in an electronic health record'),
  part2_record: yesNo('the record is a substance use disorder record under 42 CFR Part 2'),
  further_mammogram_here: yesNo('a further mammogram was made at the same facility'),

  // The person and who acts for them.
  person_is_minor: yesNo('the person is an unemancipated minor today'),
  minor_at_service: yesNo('the person was a minor when last treated or discharged'),
  person_is_deceased: yesNo('the person has died'),
  inmate: yesNo('the person is an inmate'),
  minor_age_at_service: count('full years of age of the minor on the day of the care'),
  representative_kind: oneOf('who acts for the person', [
    'agent-for-health-care',
    'executor-or-administrator',
    'guardian',
    'none',
    'parent',
  ]),
  representative_has_authority: yesNo('other law gives the representative authority over health care or the estate'),
  abuse_or_endangerment_believed: yesNo('reasonable belief that the representative abuses or endangers the person'),
  refusal_in_best_interest: yesNo('a professional judged refusing the representative to be in the best interest'),
  minor_consented_alone: yesNo('the minor consented, no other consent was needed, none was asked to stand in'),
  minor_may_obtain_without_parent: yesNo(
    'the minor may lawfully get the care without a parent, and it was consented to',
  ),
  parent_agreed_to_confidentiality: yesNo('the parent agreed to confidentiality between the provider and the minor'),
  state_law_on_parent_access: oneOf('what state law says on a parent seeing this information', [
    'permits-or-requires',
    'prohibits',
    'silent',
  ]),

  // The request.
  requester: oneOf('who asks', [
    'attorney',
    'government-agency',
    'individual',
    'insurer',
    'other',
    'personal-representative',
    'provider',
    'third-party-directive',
  ]),
  wants: oneOf('what is asked for', ['accounting', 'amendment', 'copy', 'inspection', 'transmit-to-third-party']),
  request_in_writing: yesNo('the request was made in writing'),
  writing_announced: yesNo('people were told beforehand that requests are to be in writing'),
  copy_form: oneOf('the form of the copy', ['electronic', 'microfilm', 'paper']),
  claim_review: oneOf('which review of a Medicare claim asks for documentation', [
    'post-payment',
    'prepayment',
    'upic',
  ]),
  claim_for_benefits: yesNo('the copy supports a claim or appeal for public, disability or needs-based benefits'),
  person_agreed_to_extension: yesNo('the person agreed to more time'),
  accountings_in_past_12_months: count('accountings already given to this person in the twelve months before'),
  charge_component: oneOf('one component of a charge', [
    'copying-labor',
    'maintaining-systems',
    'portable-media',
    'postage',
    'retrieval',
    'search',
    'summary-agreed-in-advance',
    'supplies',
    'verification',
  ]),
  denial_ground: oneOf('the ground on which access is refused', [
    'endangers-life-or-safety',
    'harm-through-representative',
    'harms-another-person-mentioned',
    'inmate-copy-jeopardises',
    'information-excepted',
    'obtained-in-confidence',
    'privacy-act',
    'research-in-progress',
  ]),
  licensed_professional_judged: yesNo('a licensed health care professional made the judgement'),

  // The disclosure.
  purpose: oneOf('what the disclosure is for', [
    'at-request-of-individual',
    'fundraising',
    'judicial',
    'legal-claim',
    'marketing',
    'operations',
    'other',
    'payment',
    'public-health',
    'research',
    'treatment',
  ]),
  court_system: oneOf('whose court issued the process', ['federal', 'state']),
  disclosure_basis: oneOf('what the disclosure rests on', [
    'abuse-neglect-violence',
    'authorization',
    'care-involvement',
    'child-abuse-report',
    'coroner',
    'correctional-custody',
    'court-order',
    'crime-in-emergency',
    'crime-on-premises',
    'employer-surveillance',
    'exposed-person',
    'facility-directory',
    'fda-regulated-product',
    'funeral-director',
    'health-oversight',
    'hhs-enforcement',
    'hipaa-transaction',
    'impermissible',
    'incidental',
    'law-enforcement-locate',
    'law-enforcement-process',
    'law-enforcement-victim',
    'limited-data-set',
    'medical-suitability',
    'military',
    'national-security',
    'operations',
    'organ-donation',
    'part2-audit-evaluation',
    'part2-consent',
    'part2-court-order',
    'part2-medical-emergency',
    'part2-research',
    'payment',
    'protective-services',
    'public-benefits',
    'public-health-authority',
    'required-by-law',
    'research-decedents',
    'research-preparatory',
    'research-waiver',
    'school-immunization',
    'serious-threat',
    'subpoena',
    'suspicious-death',
    'to-individual',
    'treatment',
    'workers-compensation',
  ]),
  recipient: oneOf('who receives it', [
    'business-associate',
    'covered-entity',
    'individual',
    'intermediary',
    'other',
    'public-official',
  ]),
  authorization_form: oneOf('which printed form an authorization is', ['ssa-827', 'other']),
  official_asks: oneOf('how a public official asks', ['by-agent', 'in-person', 'in-writing', 'not-an-official']),
  signed_by_representative: yesNo('a representative signed in the place of the person'),
  entity_sought_authorization: yesNo('the custodian itself asked for the authorization'),
  for_research: yesNo('the authorization or consent is for research'),
  care_conditioned_on_signing: yesNo('treatment, payment, enrollment or benefits depend on signing'),
  revoked: yesNo('a revocation in writing is known'),
  relied_on_before_revocation: yesNo('action was already taken in reliance on it'),
  use_against_patient: yesNo('the record would be used in a proceeding against the patient'),
  redisclosure_received_for_tpo: yesNo('received under a consent for treatment, payment and operations'),
  notes_exception: oneOf('why psychotherapy notes are used without authorization', [
    'coroner',
    'defence-against-the-individual',
    'hhs-enforcement',
    'none',
    'originator-treatment',
    'oversight-of-originator',
    'own-mental-health-training',
    'required-by-law',
    'serious-threat',
  ]),
  paid_in_full_out_of_pocket: yesNo('the item or service was paid in full without the health plan'),
  emergency_needs_restricted: yesNo('emergency treatment of the person needs what was restricted'),
  restriction_ended_by: oneOf('who ends a restriction', ['custodian', 'individual']),
  disclosure_required_by_law: yesNo('other law requires this disclosure'),
  statement_form: oneOf('how the official asked for a suspension', ['oral', 'written']),
  affected_people: count('how many people a breach affects'),
  affected_in_one_state: count('how many residents of one state a breach affects'),

  // What is counted and paid for a copy.
  pages_paper: count('paper pages copied'),
  pages_electronic: count('pages delivered electronically'),
  pages_microfilm: count('pages copied from or to microfilm'),
  non_paper_items: count('non-paper items copied'),
  years_searched: count('years of records searched'),
  certifications: count('certifications asked for'),
  affidavits: count('affidavits asked for'),
  postage_cost: money('what the postage cost'),
  copying_labor_cost: money('what the labor of copying costs, nothing of searching in it'),
  supplies_cost: money('what paper and toner cost'),
  media_cost: money('what the portable media cost that was asked for'),
  summary_cost: money('what the summary costs that the individual agreed to beforehand'),
  program_fee: money('the fixed fee of the program, as it stands in its request'),
  copy_program: oneOf('the program under which a copy is asked for or fetched', [
    'none',
    'patient-portal',
    'social-security',
    'workers-compensation',
  ]),
} as const;

export type FactName = keyof typeof FACTS;
export type FactType = (typeof FACTS)[FactName];

type ValueOf<T> = T extends { type: 'one-of'; values: readonly (infer V)[] }
  ? V
  : T extends { type: 'yes-no' }
    ? boolean
    : T extends { type: 'date' }
      ? string
      : number;

/** What a caller states. Dates are 'YYYY-MM-DD', money is in whole cents. An absent fact is unknown, never "no". */
export type Facts = { readonly [K in FactName]?: ValueOf<(typeof FACTS)[K]> };

export type FactNamesOf<T extends FactType['type']> = {
  [K in FactName]: (typeof FACTS)[K]['type'] extends T ? K : never;
}[FactName];
export type DateFact = FactNamesOf<'date'>;
export type CountFact = FactNamesOf<'count'>;
export type MoneyFact = FactNamesOf<'money'>;

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}
