import type { DateText, Facts, ItemState } from '../../../../packages/rule-engine/index.ts';
import type { LabelName } from '../../access/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { goodForm, sampleFacts } from '../decisions.fixture.ts';
import type { AuthorizationForm } from '../evaluate-authorization.ts';
import type { DisclosureAnswer } from './answers.ts';
import type { DisclosureQuestion } from './decide-disclosure.ts';
import type { DocumentFacts, StatedFacts } from './facts.ts';

type Seen = Readonly<Record<string, ItemState>>;

/** What differs in a situation from the plain one: a note of Riverside, Ohio, on 2026-11-23. */
export interface Situation {
  readonly basis: DisclosureBasis;
  readonly requester?: NonNullable<Facts['requester']>;
  readonly purpose?: NonNullable<Facts['purpose']>;
  readonly recipient?: NonNullable<Facts['recipient']>;
  readonly on?: DateText;
  readonly place?: string;
  /** Items of the checklist of the basis; all found where left away. */
  readonly seen?: Seen;
  /** A signed form; its elements all found unless `elements`, `statements` or `part2` say otherwise. */
  readonly form?: Partial<Omit<AuthorizationForm, 'seen'>>;
  readonly elements?: Seen;
  readonly statements?: Seen;
  readonly part2?: Seen;
  readonly labels?: readonly LabelName[];
  readonly kind?: DocumentFacts['recordKind'];
  readonly names?: readonly LabelName[];
  readonly against?: boolean;
  readonly stated?: StatedFacts;
  readonly document?: Partial<DocumentFacts>;
  readonly entities?: readonly string[];
  readonly types?: readonly string[];
  readonly dates?: readonly [DateText | null, DateText | null];
  readonly withUnsigned?: boolean;
  readonly denial?: DisclosureQuestion['denial'];
}

/** Situation in words; what is so; the answer worked from the text; the rules that must speak; the paragraph. */
export type BasisCase = readonly [string, Situation, DisclosureAnswer, readonly string[], string];

const FORMS: readonly DisclosureBasis[] = ['authorization', 'part2-consent'];
const CHECKLIST = (basis: DisclosureBasis) =>
  basis.startsWith('part2-') ? `us/part2/${basis.slice('part2-'.length)}` : `us/hipaa/disclosure-${basis}`;

export function questionOf(situation: Situation): DisclosureQuestion {
  const { basis } = situation;
  const requester = situation.requester ?? USUAL[basis]?.[0] ?? 'other';
  const purpose = situation.purpose ?? USUAL[basis]?.[1] ?? 'other';
  const signed = FORMS.includes(basis);
  const asPart2 = situation.part2 !== undefined || basis === 'part2-consent';
  const seen = {
    'us/hipaa/authorization-elements': { '*': 'found', ...situation.elements } as const,
    'us/hipaa/authorization-statements': { '*': 'found', ...situation.statements } as const,
    ...(asPart2 ? { 'us/part2/consent-elements': { '*': 'found', ...situation.part2 } as const } : {}),
  };
  const { kind, labels } = situation;
  return {
    authority: {
      basis,
      requesterClass: requester,
      purpose,
      recipient: situation.recipient ?? 'other',
      form: signed ? goodForm({ ...situation.form, seen }) : null,
      seen: { [CHECKLIST(basis)]: situation.seen ?? { '*': 'found' } },
    },
    release: {
      basis,
      requester,
      purpose,
      legalEntityIds: situation.entities ?? ['riverside'],
      from: situation.dates === undefined ? null : situation.dates[0],
      to: situation.dates === undefined ? null : situation.dates[1],
      ...(situation.types === undefined ? {} : { typeCodes: situation.types }),
      classesNamed: situation.names ?? [],
      part2Consent: 'none',
      useAgainstPatient: situation.against ?? false,
      withUnsigned: situation.withUnsigned ?? false,
      place: situation.place ?? 'us/oh',
      stated: situation.stated ?? {},
    },
    document: sampleFacts({
      ...(labels === undefined ? {} : { labels }),
      ...(kind === undefined ? {} : { recordKind: kind }),
      ...situation.document,
    }),
    ...(situation.denial === undefined ? {} : { denial: situation.denial }),
  };
}

/** Who usually asks on a basis, and for what. */
const USUAL: Partial<
  Record<DisclosureBasis, readonly [NonNullable<Facts['requester']>, NonNullable<Facts['purpose']>]>
> = {
  authorization: ['attorney', 'legal-claim'],
  'part2-consent': ['provider', 'treatment'],
  'to-individual': ['individual', 'at-request-of-individual'],
  treatment: ['provider', 'treatment'],
  payment: ['insurer', 'payment'],
  operations: ['insurer', 'operations'],
  subpoena: ['attorney', 'judicial'],
  'court-order': ['attorney', 'judicial'],
  'workers-compensation': ['insurer', 'legal-claim'],
  'public-health-authority': ['government-agency', 'public-health'],
  'health-oversight': ['government-agency', 'other'],
  'law-enforcement-process': ['government-agency', 'judicial'],
  'law-enforcement-locate': ['government-agency', 'judicial'],
  'law-enforcement-victim': ['government-agency', 'judicial'],
  'research-waiver': ['other', 'research'],
  'research-decedents': ['other', 'research'],
  'research-preparatory': ['other', 'research'],
  'part2-medical-emergency': ['provider', 'treatment'],
  'part2-research': ['other', 'research'],
  'part2-audit-evaluation': ['government-agency', 'other'],
  'part2-court-order': ['attorney', 'judicial'],
};
