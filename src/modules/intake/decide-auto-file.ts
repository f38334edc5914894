import { PAGES_LOOKED_AT } from './derive-identifiers.ts';
import type { DateProposal } from './propose-date.ts';
import type { EncounterProposal } from './propose-encounter.ts';
import type { PatientProposal, Unit } from './propose-patient.ts';
import type { TypeProposal } from './propose-type.ts';

/** A row of the site: which documents may file themselves. The most particular that fits decides. */
export interface AutoFilePolicy {
  readonly source: string | null;
  readonly typeCode: string | null;
  readonly enabled: boolean;
  /** Least confidence of the type where headings, form numbers and codes tell it. */
  readonly threshold: number;
}

/** One part with what was proposed for it. */
export interface AutoFileCase {
  readonly source: string;
  readonly pages: readonly {
    readonly number: number;
    readonly readable: boolean;
    readonly weak: boolean;
    /** Codes that nobody understood. */
    readonly unknownCodes: number;
  }[];
  readonly patients: readonly PatientProposal[];
  readonly types: readonly TypeProposal[];
  readonly dates: readonly DateProposal[];
  readonly encounters: readonly EncounterProposal[];
  readonly level: 'patient' | 'encounter' | 'order';
  /** Goes to another desk and never into a chart. */
  readonly notPartOfRecord: boolean;
  /** A cover sheet of ours whose code for the patient has a right check character. */
  readonly checkedCover: boolean;
  /** Wanted within minutes: a person looks at it. */
  readonly stat?: boolean;
  /** Some of its pages have an outcome already. */
  readonly settledBefore?: boolean;
  /** A person took a settlement of these pages back. */
  readonly takenBack?: boolean;
  /** What whoever sent it says of it. */
  readonly saidBySource?: readonly { readonly field: string; readonly value: string }[];
}

export interface AutoFileRules {
  readonly policies: readonly AutoFilePolicy[];
  /** For types that were learnt: what the site's blind verification allows; no entry, no filing by itself. */
  readonly learnedThresholds: ReadonlyMap<string, number>;
}

/** Coded, with what the sentence needs; the words are under `autoFile` in the messages. */
export interface AutoFileReason {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export type AutoFileDecision =
  | {
      readonly file: true;
      readonly patientId: string;
      readonly encounterId: string | undefined;
      readonly typeCode: string;
      readonly date: string;
      readonly reasons: readonly AutoFileReason[];
    }
  | { readonly file: false; readonly reasons: readonly AutoFileReason[] };

export const DEFAULT_THRESHOLD = 0.9;
const LEAST_DATE = 0.6;
const NUMBERS: ReadonlySet<Unit> = new Set(['cover', 'barcode', 'number', 'visit']);

/**
 * May these pages be filed without a hand? Only where the site allows it for this source and type, two independent facts
 * of the page agree with one person and none anywhere with another, and nothing about type, date, visit or picture is in
 * doubt. Every reason to hold is told, not only the first.
 */
export function decideAutoFile(part: AutoFileCase, rules: AutoFileRules): AutoFileDecision {
  const [patient] = part.patients;
  const [type, otherType] = part.types;
  const [date, otherDate] = part.dates;
  const holds = [
    ...policyHolds(part, rules, type, patient),
    ...pageHolds(part),
    ...handHolds(part),
    ...patientHolds(patient),
    ...typeHolds(part, rules, type, otherType),
    ...dateHolds(date, otherDate),
    ...encounterHolds(part),
  ];
  if (holds.length > 0 || patient === undefined || type === undefined || date === undefined)
    return { file: false, reasons: holds };
  return {
    file: true,
    patientId: patient.patientId,
    encounterId: part.level === 'patient' ? undefined : part.encounters.find(({ certain }) => certain)?.encounterId,
    typeCode: type.code,
    date: date.date,
    reasons: [
      ...patient.agreeing.map((unit) => ({ code: `agrees-${unit}` })),
      { code: 'type-sure', values: { percent: Math.round(type.confidence * 100), how: type.evidence.how } },
      { code: part.level === 'patient' ? 'no-encounter-needed' : 'encounter-certain' },
    ],
  };
}

/** The most particular row that fits: source and type, then type, then source, then all. */
export function policyFor<P extends AutoFilePolicy>(
  policies: readonly P[],
  of: { source: string; typeCode: string | undefined },
): P | undefined {
  const rank = ({ source, typeCode }: AutoFilePolicy) => (typeCode === null ? 0 : 2) + (source === null ? 0 : 1);
  return policies
    .filter(
      ({ source, typeCode }) =>
        (source === null || source === of.source) && (typeCode === null || typeCode === of.typeCode),
    )
    .sort((a, b) => rank(b) - rank(a))[0];
}

/** Without a row nothing files itself but what lies behind a cover sheet of ours that the page agrees with. */
function policyHolds(
  part: AutoFileCase,
  { policies }: AutoFileRules,
  type: TypeProposal | undefined,
  patient: PatientProposal | undefined,
): AutoFileReason[] {
  const policy = policyFor(policies, { source: part.source, typeCode: type?.code });
  const allowed = policy?.enabled ?? (part.checkedCover && patient?.agreeing.includes('cover') === true);
  return allowed ? [] : [{ code: policy === undefined ? 'no-policy' : 'policy-off' }];
}

function pageHolds({ pages }: AutoFileCase): AutoFileReason[] {
  const hold = (code: string, of: (page: AutoFileCase['pages'][number]) => boolean): AutoFileReason[] => {
    const numbers = pages.filter(of).map(({ number }) => number);
    return numbers.length === 0 ? [] : [{ code, values: { pages: numbers.join(', ') } }];
  };
  return [
    ...(pages.length === 0 ? [{ code: 'no-pages' }] : []),
    ...(pages.length > PAGES_LOOKED_AT ? [{ code: 'too-many-pages', values: { most: PAGES_LOOKED_AT } }] : []),
    ...hold('page-unreadable', ({ readable }) => !readable),
    ...hold('page-weak', ({ readable, weak }) => readable && weak),
    ...hold('code-unknown', ({ unknownCodes }) => unknownCodes > 0),
  ];
}

/** A person has to do with it, or whoever sent it says otherwise than the page. */
function handHolds(part: AutoFileCase): AutoFileReason[] {
  const first: Readonly<Record<string, string | undefined>> = {
    patient: part.patients[0]?.patientId,
    type: part.types[0]?.code,
    date: part.dates[0]?.date,
  };
  const disagrees = (part.saidBySource ?? []).some(({ field, value }) => field in first && first[field] !== value);
  return [
    ...(part.stat === true ? [{ code: 'stat' }] : []),
    ...(part.settledBefore === true ? [{ code: 'settled-before' }] : []),
    ...(part.takenBack === true ? [{ code: 'taken-back' }] : []),
    ...(disagrees ? [{ code: 'source-disagrees' }] : []),
  ];
}

/** Name, birth date and home are shared by twins in all but one: without a number all three must agree. */
function patientHolds(patient: PatientProposal | undefined): AutoFileReason[] {
  if (patient === undefined) return [{ code: 'patient-unknown' }];
  const units = new Set(patient.agreeing);
  const numbered = patient.agreeing.some((unit) => NUMBERS.has(unit));
  const onlyHome = units.size === 2 && units.has('home');
  const enough = numbered
    ? units.size >= 2 && !onlyHome
    : ['name', 'birthDate', 'home'].every((unit) => units.has(unit as Unit));
  return [
    ...(enough ? [] : [{ code: 'identifiers-too-few', values: { count: units.size } }]),
    ...patient.contradicting.map((kind) => ({ code: `contradicts-${kind}` })),
    ...(patient.rival ? [{ code: 'patient-ambiguous' }] : []),
  ];
}

function typeHolds(
  part: AutoFileCase,
  { policies, learnedThresholds }: AutoFileRules,
  type: TypeProposal | undefined,
  other: TypeProposal | undefined,
): AutoFileReason[] {
  if (type === undefined) return [{ code: 'type-unknown' }];
  if (part.notPartOfRecord) return [{ code: 'type-not-for-charts' }];
  const learned = type.evidence.more?.['learned'] === true;
  const policy = policyFor(policies, { source: part.source, typeCode: type.code });
  const least = learned ? learnedThresholds.get(type.code) : (policy?.threshold ?? DEFAULT_THRESHOLD);
  const rival = other !== undefined && other.code !== type.code && other.confidence >= type.confidence - 0.1;
  return [
    ...(least === undefined ? [{ code: 'type-not-verified' }] : []),
    ...(least !== undefined && type.confidence < least
      ? [
          {
            code: 'type-unsure',
            values: { percent: Math.round(type.confidence * 100), least: Math.round(least * 100) },
          },
        ]
      : []),
    ...(rival ? [{ code: 'type-ambiguous' }] : []),
  ];
}

function dateHolds(date: DateProposal | undefined, other: DateProposal | undefined): AutoFileReason[] {
  if (date === undefined) return [{ code: 'date-unknown' }];
  if (date.confidence < LEAST_DATE) return [{ code: 'date-unlabelled' }];
  return other !== undefined && other.confidence === date.confidence ? [{ code: 'date-ambiguous' }] : [];
}

function encounterHolds({ level, encounters }: AutoFileCase): AutoFileReason[] {
  if (level === 'patient' || encounters.some(({ certain }) => certain)) return [];
  return [{ code: encounters.length === 0 ? 'encounter-unknown' : 'encounter-ambiguous' }];
}
