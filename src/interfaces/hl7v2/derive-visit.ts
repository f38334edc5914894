import { getAllIn, getIn, type Message, said, type Segment, segmentsNamed } from '../../../packages/hl7/index.ts';
import type { EncounterFacts } from '../../modules/encounters/index.ts';
import { deriveMoment } from './derive-moment.ts';
import { personAt } from './derive-xcn.ts';
import type { Feeding } from './feeding.ts';

/** A01, A04 and A05 open a visit: they say that it was not cancelled, and when it began. */
const OPENING = new Set(['A01', 'A04', 'A05']);
const CANCELLING = new Set(['A11', 'A27', 'A38', 'A23']);
const MAX_NUMBER = 200;
const MAX_WORDS = 200;
const MAX_PEOPLE = 20;

/** What a message says of a visit, part by part. Left away: nothing is said. Null: there is none any more. */
export interface VisitSaid {
  readonly class?: string;
  readonly account?: string;
  readonly start?: Date;
  readonly end?: Date | null;
  readonly location?: string | null;
  readonly attending?: string | null;
  readonly referring?: string | null;
  readonly consulting?: readonly string[];
  readonly cancelled?: boolean;
}

/** PV1-19, else the account of PID-18. */
export function deriveVisitNumber(message: Message): string | undefined {
  const [pv1, pid] = [segmentsNamed(message, 'PV1')[0], segmentsNamed(message, 'PID')[0]];
  if (pv1 === undefined || pid === undefined) return undefined;
  return (getIn(message, pv1, 'PV1-19.1') ?? getIn(message, pid, 'PID-18.1'))?.slice(0, MAX_NUMBER);
}

export function deriveVisit({ message, event, numbering, spoken }: Feeding): VisitSaid {
  const [pv1, pid, evn] = ['PV1', 'PID', 'EVN'].map((name) => segmentsNamed(message, name)[0]);
  if (pv1 === undefined || pid === undefined) return {};
  const code = getIn(message, pv1, 'PV1-2.1');
  const occurred = (evn === undefined ? undefined : deriveMoment(getIn(message, evn, 'EVN-6.1'))) ?? spoken.at;
  const start = deriveMoment(getIn(message, pv1, 'PV1-44.1')) ?? (OPENING.has(event) ? occurred : undefined);
  const end =
    event === 'A13'
      ? null
      : (deriveMoment(getIn(message, pv1, 'PV1-45.1')) ?? (event === 'A03' ? occurred : undefined));
  return present({
    class: numbering.mapping.meant('class', code?.toUpperCase()),
    account: getIn(message, pid, 'PID-18.1')?.slice(0, MAX_NUMBER),
    ...{ start, end },
    location: deleted(message, 'PV1-3') ?? locationOf(message, pv1),
    attending: deleted(message, 'PV1-7') ?? personAt(message, pv1, 'PV1-7'),
    referring: deleted(message, 'PV1-8') ?? personAt(message, pv1, 'PV1-8'),
    consulting: consultingOf(message, pv1),
    cancelled: CANCELLING.has(event) ? true : OPENING.has(event) ? false : undefined,
  });
}

/** Null: the sender deletes the value. */
function deleted(message: Message, path: string): null | undefined {
  return said(message, path).said === 'delete' ? null : undefined;
}

/** PV1-3: point of care, room, bed; where none of them is said, the words of PL-9. */
function locationOf(message: Message, pv1: Segment): string | undefined {
  const parts = ['1', '2', '3'].map((part) => getIn(message, pv1, `PV1-3.${part}`)?.trim());
  const words = parts.filter((part) => part !== undefined && part !== '').join(' · ');
  return (words === '' ? getIn(message, pv1, 'PV1-3.9')?.trim() : words)?.slice(0, MAX_WORDS) || undefined;
}

function consultingOf(message: Message, pv1: Segment): string[] | undefined {
  if (deleted(message, 'PV1-9') === null) return [];
  const names = getAllIn(message, pv1, 'PV1-9')
    .slice(0, MAX_PEOPLE)
    .flatMap((_, at) => personAt(message, pv1, `PV1-9[${at + 1}]`) ?? []);
  return names.length === 0 ? undefined : [...new Set(names)];
}

function present(all: { readonly [K in keyof VisitSaid]: VisitSaid[K] | undefined }): VisitSaid {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** What a visit is after a message, where `newest` names the parts of which nothing later was said. */
export function deriveVisitFacts(before: EncounterFacts, now: VisitSaid, newest: ReadonlySet<string>): EncounterFacts {
  const pick = <K extends keyof VisitSaid, T>(aspect: K, old: T) => {
    const value = now[aspect];
    return newest.has(aspect) && value !== undefined ? value : old;
  };
  return {
    ...before,
    class: pick('class', before.class),
    accountNumber: pick('account', before.accountNumber),
    startedAt: pick('start', before.startedAt),
    endedAt: pick('end', before.endedAt) ?? undefined,
    location: pick('location', before.location),
    attendingName: pick('attending', before.attendingName),
    referringName: pick('referring', before.referringName),
    consultingNames: pick('consulting', before.consultingNames),
  };
}

/** A message that says nothing new must not count as a change. */
export function sameVisit(before: EncounterFacts, after: EncounterFacts): boolean {
  const plain = (facts: EncounterFacts) =>
    JSON.stringify([
      ...[facts.class, facts.visitNumber ?? '', facts.accountNumber ?? ''],
      ...[facts.startedAt?.getTime() ?? 0, facts.endedAt?.getTime() ?? 0, facts.unitId ?? ''],
      ...[facts.location ?? '', facts.attendingName ?? '', facts.referringName ?? '', facts.consultingNames ?? []],
    ]);
  return plain(before) === plain(after);
}
