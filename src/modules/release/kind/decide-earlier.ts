import { daysBetween, type DateText } from '../../../../packages/rule-engine/index.ts';

/** How far back the same requester asking for the same patient is told: a policy of the desk, no rule of law. */
export const EARLIER_DAYS = 180;

export interface CaseInBrief {
  readonly receivedOn: DateText;
  /** The person, by any registration of theirs; null while nobody was identified. */
  readonly person: string | null;
  readonly writtenKey: string | null;
  /** The entry of the directory that stands for the requester; null where the case names none. */
  readonly entry: string | null;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly reference: string | null;
  /** Days of the records asked for, or chosen; null where nobody said. */
  readonly from: DateText | null;
  readonly to: DateText | null;
}

export type EarlierReason =
  | 'same-patient'
  | 'same-patient-as-written'
  | 'same-entry'
  | 'same-requester'
  | 'same-organisation'
  | 'same-reference'
  | 'days-overlap'
  | 'days-may-overlap'
  | 'days-apart';

export interface EarlierDecision {
  /** Asked before for the same records, as far as anybody can tell. */
  readonly isEarlier: boolean;
  /** Same person and requester, or the requester's own number: a paper for one may be meant for the other. */
  readonly belongs: boolean;
  readonly reasons: readonly EarlierReason[];
}

/** Whether two cases ask for the same: patient, requester, days within half a year, or why not. */
export function decideEarlier(now: CaseInBrief, earlier: CaseInBrief): EarlierDecision {
  const patient = samePatient(now, earlier);
  const requester = sameRequester(now, earlier);
  const overlap = overlapOf(now, earlier);
  const age = daysBetween(earlier.receivedOn, now.receivedOn);
  const reasons = [patient, ...requester, overlap].filter((reason) => reason !== undefined);
  const belongs = (patient !== undefined && requester.length > 0) || requester.includes('same-reference');
  return {
    isEarlier:
      patient !== undefined && requester.length > 0 && overlap !== 'days-apart' && age >= 0 && age <= EARLIER_DAYS,
    belongs: belongs && !areOthers(now, earlier),
    reasons,
  };
}

function samePatient(a: CaseInBrief, b: CaseInBrief): EarlierReason | undefined {
  if (a.person !== null && b.person !== null) return a.person === b.person ? 'same-patient' : undefined;
  return a.writtenKey !== null && a.writtenKey === b.writtenKey ? 'same-patient-as-written' : undefined;
}

function areOthers(a: CaseInBrief, b: CaseInBrief): boolean {
  return a.person !== null && b.person !== null && a.person !== b.person;
}

function sameRequester(a: CaseInBrief, b: CaseInBrief): EarlierReason[] {
  const same = (key: 'name' | 'organisation' | 'reference') => {
    const [one, other] = [plain(a[key]), plain(b[key])];
    return one !== '' && one === other;
  };
  return [
    ...(a.entry !== null && a.entry === b.entry ? (['same-entry'] as const) : []),
    ...(same('name') ? (['same-requester'] as const) : []),
    ...(same('organisation') ? (['same-organisation'] as const) : []),
    ...(same('reference') ? (['same-reference'] as const) : []),
  ];
}

function plain(text: string | null): string {
  return (text ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Days that nobody said may be any: the person looks. */
function overlapOf(a: CaseInBrief, b: CaseInBrief): EarlierReason {
  const none = (each: CaseInBrief) => each.from === null && each.to === null;
  if (none(a) || none(b)) return 'days-may-overlap';
  const isApart =
    (a.to !== null && b.from !== null && a.to < b.from) || (b.to !== null && a.from !== null && b.to < a.from);
  return isApart ? 'days-apart' : 'days-overlap';
}
