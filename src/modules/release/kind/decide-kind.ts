import { citationsOf, type DateText, type Facts, type ItemState } from '../../../../packages/rule-engine/index.ts';
import { elementsOf, sumOf } from '../evaluate-checklists.ts';
import { ask, tableReason, type Reason, type RuleBookRules } from '../reason.ts';

/** What a request is before the law, whoever wrote the letter. */
export const KINDS = [
  'patient-access',
  'personal-representative',
  'third-party-directive',
  'authorization',
  'payment-operations',
  'treatment',
  'court',
  'agency',
  'internal',
] as const;
export type RequestKind = (typeof KINDS)[number];

export type RuleRequester = NonNullable<Facts['requester']>;

/** What a person read off the letter. Absent: nobody has looked, which is never "no". */
export interface SaidOfRequest {
  /** A colleague of this house asks, for its own work. */
  readonly inside?: boolean | undefined;
  readonly process?: 'none' | 'subpoena' | 'court-order' | undefined;
  readonly signedBy?: 'individual' | 'representative' | 'nobody' | undefined;
  /** Whose request the signed paper is: the individual asks, or whoever sent it asks with a form enclosed. */
  readonly speaks?: 'individual' | 'sender' | undefined;
  readonly inWriting?: boolean | undefined;
  readonly writingAnnounced?: boolean | undefined;
  /** To whom the copy goes, as the signed paper says. */
  readonly goesTo?: 'individual' | 'named' | 'named-without-address' | 'nobody-named' | undefined;
  readonly heldInEhr?: boolean | undefined;
  /** Core elements and statements of an authorization (45 CFR 164.508(c)), all there or not. */
  readonly elements?: 'all' | 'missing' | undefined;
}
export type SaidFact = keyof SaidOfRequest;

export interface KindQuestion {
  /** Who asks, as described. */
  readonly requester: RuleRequester;
  readonly purpose: NonNullable<Facts['purpose']>;
  readonly wants: 'copy' | 'inspection' | 'transmit-to-third-party';
  readonly copyForm?: NonNullable<Facts['copy_form']> | undefined;
  readonly said: SaidOfRequest;
  readonly receivedOn: DateText;
  readonly jurisdictions: readonly string[];
}

export interface KindDecision {
  /** Null: facts are missing, or the law of the place is not in the book. */
  readonly kind: RequestKind | null;
  /** Who asks in the eyes of the rules on clock and fee. */
  readonly ruleRequester: RuleRequester;
  readonly reasons: readonly Reason[];
  /** Facts that would decide it. */
  readonly needs: readonly (SaidFact | 'copyForm')[];
  /** What the paper lacks for what it wants to be, each with its citation. */
  readonly lacks: readonly { readonly text: string; readonly cite: string }[];
  readonly warnings: readonly string[];
}

/** How this desk tells one from another where no rule says it in so many words. */
const POLICIES = {
  'kind/internal': 'A colleague asks for the work of this house: nothing leaves',
  'kind/process': 'It came with a subpoena or an order of a court',
  'kind/agency': 'An agency asks by its own authority',
  'kind/treatment': 'Another provider asks for the treatment of the patient',
  'kind/payment-operations': 'Asked for payment or health care operations',
  'kind/own': 'The individual asks, and the copy is for the individual',
  'kind/representative': 'Whoever stands in the place of the individual asks',
  'kind/individual-speaks': 'The signed paper is a request of the individual, whoever sent it',
  'kind/sender-speaks': 'The sender asks; the individual only permits it',
  'kind/nobody-signed': 'Nobody who could permit it has signed',
  'kind/nobody-named': 'It names nobody else, so the copy goes to the individual',
  'kind/no-law': 'The law of this place is not in the book: a person decides what the request is',
} as const;
const because = (ruleId: keyof typeof POLICIES): Reason => ({ ruleId, text: POLICIES[ruleId] });

const OWN: readonly RuleRequester[] = ['individual', 'personal-representative', 'third-party-directive'];

/** Whether a request is made by right of access, so that no form may be asked of it. */
export function isByRight(kind: RequestKind | null): boolean {
  return kind === 'patient-access' || kind === 'personal-representative' || kind === 'third-party-directive';
}

/** What the request is, from what it says and who signed it; clock and fee follow from the answer. */
export function decideKind(asked: KindQuestion, rules: RuleBookRules): KindDecision {
  const { said, requester, purpose } = asked;
  if (!asked.jurisdictions.some((place) => place === 'us' || place.startsWith('us/')))
    return { ...open(asked, []), reasons: [because('kind/no-law')], warnings: [POLICIES['kind/no-law']] };
  if (said.inside === true) return settled('internal', 'other', [because('kind/internal')]);
  if (said.process === 'subpoena' || said.process === 'court-order') return ofCourt(asked, said.process, rules);
  if (purpose === 'judicial' && said.process === undefined) return open(asked, ['process']);
  if (OWN.includes(requester)) return ofIndividual(asked, rules);
  if (requester === 'provider' && purpose === 'treatment')
    return settled('treatment', requester, [because('kind/treatment'), ...minimum(asked, 'treatment', rules)]);
  if (purpose === 'payment' || purpose === 'operations')
    return settled('payment-operations', requester, [
      because('kind/payment-operations'),
      ...minimum(asked, purpose, rules),
    ]);
  if (requester === 'government-agency' && !isSigned(said))
    return settled('agency', requester, [
      because('kind/agency'),
      cited(rules, 'us/hipaa/verification-of-official', 'Who asks for an agency, and by what authority, is verified'),
    ]);
  return ofPaper(asked, rules);
}

/** Somebody else sends it: what was signed, and in whose name it speaks, makes it one of three. */
function ofPaper(asked: KindQuestion, rules: RuleBookRules): KindDecision {
  const { said } = asked;
  if (said.signedBy === undefined) return open(asked, ['signedBy']);
  if (said.signedBy === 'nobody') return onAuthorization(asked, [because('kind/nobody-signed')], rules);
  if (said.speaks === undefined) return open(asked, ['speaks']);
  if (said.speaks === 'sender') return onAuthorization(asked, [because('kind/sender-speaks')], rules);
  return ofIndividual(asked, rules);
}

/** The individual asks: for himself, or that a copy goes to somebody else. */
function ofIndividual(asked: KindQuestion, rules: RuleBookRules): KindDecision {
  const { said, requester } = asked;
  const sentByOther = !OWN.includes(requester);
  const toOther = asked.wants === 'transmit-to-third-party' || requester === 'third-party-directive';
  const speaks = sentByOther ? [because('kind/individual-speaks')] : [];
  if (said.goesTo === undefined && sentByOther) return { ...open(asked, ['goesTo']), reasons: speaks };
  if (said.goesTo === 'individual' || (said.goesTo === undefined && !toOther)) return byRight(asked, speaks, rules);
  if (said.goesTo === 'nobody-named' && !toOther)
    return byRight(asked, [...speaks, because('kind/nobody-named')], rules);
  return asDirective(asked, speaks, rules);
}

function byRight(asked: KindQuestion, before: readonly Reason[], rules: RuleBookRules): KindDecision {
  const stands = asked.requester === 'personal-representative' || asked.said.signedBy === 'representative';
  const ruleRequester = stands ? 'personal-representative' : 'individual';
  const kind = stands ? 'personal-representative' : 'patient-access';
  return settled(kind, ruleRequester, [
    ...before,
    ...(stands
      ? [because('kind/representative'), cited(rules, 'us/hipaa/personal-representative', 'Treated as the individual')]
      : [because('kind/own')]),
    cited(rules, 'us/hipaa/access-response-time', 'The right of access, with its time to answer'),
    ...formRule(asked, ruleRequester, rules),
  ]);
}

/** 45 CFR 164.524(c)(3)(ii) by its elements, then what the Ciox judgment left of its reach. */
function asDirective(asked: KindQuestion, before: readonly Reason[], rules: RuleBookRules): KindDecision {
  const { said } = asked;
  const unread = (['inWriting', 'signedBy', 'goesTo'] as const).filter((fact) => said[fact] === undefined);
  if (unread.length > 0) return { ...open(asked, unread), reasons: before };
  const facts: Facts = {
    requester: 'third-party-directive',
    ...(said.heldInEhr === undefined ? {} : { held_in_ehr: said.heldInEhr }),
    ...(asked.copyForm === undefined ? {} : { copy_form: asked.copyForm }),
  };
  const form = ask(rules, 'us/hipaa/access-third-party-directive-form', 'checklist', {
    on: asked.receivedOn,
    facts,
    items: {
      'in-writing': state(said.inWriting),
      signed: state(said.signedBy !== 'nobody'),
      'recipient-named': state(said.goesTo === 'named' || said.goesTo === 'named-without-address'),
      destination: state(said.goesTo === 'named'),
    },
  });
  const lacks = elementsOf(form).filter((element) => element.state === 'missing');
  if (sumOf([form]) !== 'complete')
    return {
      ...onAuthorization(asked, before, rules),
      lacks: lacks.map(({ text, cite }) => ({ text, cite })),
    };
  const reach = ask(rules, 'us/hipaa/access-third-party-directive-scope', 'table', { on: asked.receivedOn, facts });
  const reason = tableReason(reach);
  if (reason === undefined) {
    const needs = [
      ...(said.heldInEhr === undefined ? (['heldInEhr'] as const) : []),
      ...(asked.copyForm === undefined ? (['copyForm'] as const) : []),
    ];
    return { ...open(asked, needs), reasons: before };
  }
  const { answer, ...why } = reason;
  if (answer !== 'must-send') return onAuthorization(asked, [...before, why], rules);
  return settled('third-party-directive', 'third-party-directive', [
    ...before,
    cited(rules, 'us/hipaa/access-third-party-directive-form', 'In writing, signed, says to whom and where'),
    why,
    ...formRule(asked, 'third-party-directive', rules),
  ]);
}

/** Whatever else it is called: without an authorization it cannot be answered. */
function onAuthorization(asked: KindQuestion, before: readonly Reason[], rules: RuleBookRules): KindDecision {
  const { requester, said } = asked;
  const cite = citation(rules, 'us/hipaa/authorization-elements');
  return {
    ...settled('authorization', OWN.includes(requester) ? 'other' : requester, [
      ...before,
      cited(rules, 'us/hipaa/authorization-elements', 'It rests on an authorization with every element and statement'),
    ]),
    lacks: [
      ...(said.signedBy === 'nobody' ? [{ text: 'A signature of the individual or a representative', cite }] : []),
      ...(said.elements === 'missing' ? [{ text: 'Elements or statements of an authorization', cite }] : []),
    ],
  };
}

function ofCourt(asked: KindQuestion, process: 'subpoena' | 'court-order', rules: RuleBookRules): KindDecision {
  const ruleId = process === 'subpoena' ? 'us/hipaa/disclosure-subpoena' : 'us/hipaa/disclosure-court-order';
  const { requester } = asked;
  return settled('court', OWN.includes(requester) ? 'other' : requester, [
    because('kind/process'),
    cited(rules, ruleId, process === 'subpoena' ? 'What a subpoena must come with' : 'Only what the order names'),
  ]);
}

function settled(kind: RequestKind, ruleRequester: RuleRequester, reasons: readonly Reason[]): KindDecision {
  return { kind, ruleRequester, reasons, needs: [], lacks: [], warnings: [] };
}

/** Until somebody has looked, clock and fee go by who asks as described. */
function open(asked: KindQuestion, needs: KindDecision['needs']): KindDecision {
  return { kind: null, ruleRequester: asked.requester, reasons: [], needs, lacks: [], warnings: [] };
}

function formRule(asked: KindQuestion, requester: RuleRequester, rules: RuleBookRules): Reason[] {
  const { inWriting, writingAnnounced } = asked.said;
  const reason = tableReason(
    ask(rules, 'us/hipaa/access-request-form', 'table', {
      on: asked.receivedOn,
      facts: {
        requester,
        // Nobody said otherwise: a request is taken to stand.
        request_in_writing: inWriting ?? true,
        writing_announced: writingAnnounced ?? false,
      },
    }),
  );
  if (reason === undefined) return [];
  const { answer: _answer, ...rest } = reason;
  return [rest];
}

function minimum(asked: KindQuestion, basis: 'treatment' | 'payment' | 'operations', rules: RuleBookRules): Reason[] {
  const reason = tableReason(
    ask(rules, 'us/hipaa/minimum-necessary', 'table', {
      on: asked.receivedOn,
      facts: { disclosure_basis: basis, disclosure_required_by_law: false },
    }),
  );
  if (reason === undefined) return [];
  const { answer, ...rest } = reason;
  return [
    {
      ...rest,
      text: answer === 'applies' ? 'Only the minimum necessary for it' : 'The minimum necessary rule does not limit it',
    },
  ];
}

function isSigned({ signedBy }: SaidOfRequest): boolean {
  return signedBy === 'individual' || signedBy === 'representative';
}

function state(found: boolean | undefined): ItemState {
  return found === undefined ? 'unclear' : found ? 'found' : 'missing';
}

function citation(rules: RuleBookRules, ruleId: string): string {
  const rule = rules.get(ruleId);
  if (rule === undefined) throw new TypeError(`the rule book has no "${ruleId}"`);
  return citationsOf(rule).join('; ');
}

function cited(rules: RuleBookRules, ruleId: string, text: string): Reason {
  const version = rules.get(ruleId)?.version;
  return { ruleId, ...(version === undefined ? {} : { version }), cite: citation(rules, ruleId), text };
}
