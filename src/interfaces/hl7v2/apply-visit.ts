import { sql } from 'kysely';
import { get, getIn, segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { newId } from '../../platform/ids.ts';
import {
  cancelEncounter,
  type EncounterFacts,
  recordEncounter,
  reinstateEncounter,
  replaceEncounter,
} from '../../modules/encounters/index.ts';
import { deriveMoment } from './derive-moment.ts';
import { type Feeding, originOf } from './feeding.ts';
import type { FoundPerson } from './find-person.ts';
import { takeLatest } from './latest.ts';
import { problems } from './problems.ts';

const OPENING = new Set(['A01', 'A04', 'A05']);
const CANCELLING = new Set(['A11', 'A27', 'A38', 'A23']);
const MAX_NUMBER = 200;

interface VisitSaid {
  readonly class?: string;
  readonly start?: Date;
  readonly end?: Date | null;
  readonly cancelled?: boolean;
}

/**
 * Records the visit of a PV1, or what a message says of it. Each part of a visit is as the latest event said, so a
 * discharge before its admission, or an admission after its cancelling, end in the same state as the right order.
 * @throws hl7v2/another-visit
 */
export async function applyVisit(
  act: Act,
  feeding: Feeding,
  person: FoundPerson,
): Promise<{ patientId: string; id: string } | undefined> {
  const pv1 = segmentsNamed(feeding.message, 'PV1')[0];
  const pid = segmentsNamed(feeding.message, 'PID')[0];
  if (pv1 === undefined || pid === undefined) return undefined;
  const account = getIn(feeding.message, pid, 'PID-18.1')?.slice(0, MAX_NUMBER);
  const number = (getIn(feeding.message, pv1, 'PV1-19.1') ?? account)?.slice(0, MAX_NUMBER);
  if (number === undefined) return undefined;
  const said = visitSaid(feeding);
  const aspects = Object.keys(said);
  const known = await findVisit(act, feeding.facilityId, number);
  if (known === undefined) {
    const facts: EncounterFacts = {
      class: said.class ?? 'AMB',
      visitNumber: number,
      accountNumber: account,
      startedAt: said.start,
      endedAt: said.end ?? undefined,
    };
    const visit = { patientId: person.survivorId, id: newId() };
    const { facilityId } = feeding;
    await together([
      recordEncounter(act, { ...visit, facilityId, facts, origin: originOf(feeding) }),
      takeLatest(act, visit.id, aspects, feeding.spoken),
    ]);
    if (said.cancelled === true) await cancelEncounter(act, { ...visit, ...cancelling(feeding) });
    return visit;
  }
  if (known.survivorId !== person.survivorId)
    throw problems.anotherVisit({
      detail: 'Nothing was changed. Find out whose visit it is; correct the number in the message and replay it.',
      at: 'PV1-19',
    });
  const visit = { patientId: known.patientId, id: known.id };
  const newest = await takeLatest(act, known.id, aspects, feeding.spoken);
  const pick = <K extends keyof VisitSaid, T>(aspect: K, old: T) =>
    newest.has(aspect) && said[aspect] !== undefined ? (said[aspect] ?? undefined) : old;
  const facts: EncounterFacts = {
    ...known.facts,
    class: newest.has('class') ? (said.class ?? known.facts.class) : known.facts.class,
    accountNumber: known.facts.accountNumber ?? account,
    startedAt: pick('start', known.facts.startedAt),
    endedAt: pick('end', known.facts.endedAt),
  };
  if (!sameVisit(known.facts, facts)) await replaceEncounter(act, { ...visit, facts });
  if (newest.has('cancelled'))
    await (said.cancelled === true ? cancelEncounter : reinstateEncounter)(act, { ...visit, ...cancelling(feeding) });
  return visit;
}

/**
 * A50: the visit of MRG-5 has the number of PV1-19 from now on. Told again it changes nothing.
 * @throws hl7v2/no-visit, hl7v2/another-visit
 */
export async function renumberVisit(act: Act, feeding: Feeding, person: FoundPerson): Promise<void> {
  const { message, facilityId } = feeding;
  const number = (path: string) => get(message, path)?.slice(0, MAX_NUMBER);
  const [former, now] = [number('MRG-5.1'), number('PV1-19.1')];
  if (former === undefined || now === undefined)
    throw problems.noVisit({ detail: 'Nothing was changed. MRG-5 or PV1-19 names no visit.', at: 'MRG-5' });
  const known = await findVisit(act, facilityId, former);
  const other = await findVisit(act, facilityId, now);
  const visit = known ?? other;
  if (visit === undefined)
    throw problems.noVisit({
      detail: 'Nothing was changed. The visit of MRG-5 has not come; replay the message when it has.',
      at: 'MRG-5',
    });
  if (visit.survivorId !== person.survivorId || (known !== undefined && other !== undefined))
    throw problems.anotherVisit({
      detail: 'Nothing was changed. Find out whose visits the two numbers are; correct the message and replay it.',
      at: 'PV1-19',
    });
  if (known === undefined) return;
  const { patientId, id, facts } = known;
  await replaceEncounter(act, { patientId, id, facts: { ...facts, visitNumber: now } });
}

function visitSaid({ message, event, numbering, spoken }: Feeding): VisitSaid {
  const pv1 = segmentsNamed(message, 'PV1')[0];
  const evn = segmentsNamed(message, 'EVN')[0];
  if (pv1 === undefined) return {};
  const code = getIn(message, pv1, 'PV1-2.1');
  const occurred = (evn === undefined ? undefined : deriveMoment(getIn(message, evn, 'EVN-6.1'))) ?? spoken.at;
  const start = deriveMoment(getIn(message, pv1, 'PV1-44.1')) ?? (OPENING.has(event) ? occurred : undefined);
  const end =
    event === 'A13'
      ? null
      : (deriveMoment(getIn(message, pv1, 'PV1-45.1')) ?? (event === 'A03' ? occurred : undefined));
  const meant = numbering.mapping.meant('class', code?.toUpperCase());
  return {
    ...(meant === undefined ? {} : { class: meant }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(CANCELLING.has(event) ? { cancelled: true } : OPENING.has(event) ? { cancelled: false } : {}),
  };
}

function cancelling(feeding: Feeding): { reason: string; happenedAt: Date } {
  const words = feeding.event === 'A23' ? 'Its source deleted it: entered in error.' : 'Told by its source.';
  return { reason: words, happenedAt: feeding.spoken.at };
}

interface KnownVisit {
  readonly patientId: string;
  readonly survivorId: string;
  readonly id: string;
  readonly facts: EncounterFacts;
}

async function findVisit(act: Act, facilityId: string, number: string): Promise<KnownVisit | undefined> {
  const { rows } = await sql<{
    patient_id: string;
    survivor_id: string;
    id: string;
    class: string;
    type_text: string | null;
    account_number: string | null;
    started_at: Date | null;
    ended_at: Date | null;
    attending_practitioner_id: string | null;
    unit_id: string | null;
  }>`
    SELECT e.patient_id, m.survivor_id, e.id, e.class, e.type_text, e.account_number, e.started_at, e.ended_at, e.attending_practitioner_id, e.unit_id
    FROM encounters.encounter e JOIN patients.member m ON m.patient_id = e.patient_id
    WHERE e.facility_id = ${facilityId}::uuid AND e.visit_number = ${number}`.execute(act.tx);
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    patientId: row.patient_id,
    survivorId: row.survivor_id,
    id: row.id,
    facts: {
      class: row.class,
      typeText: row.type_text ?? undefined,
      visitNumber: number,
      accountNumber: row.account_number ?? undefined,
      startedAt: row.started_at ?? undefined,
      endedAt: row.ended_at ?? undefined,
      attendingPractitionerId: row.attending_practitioner_id ?? undefined,
      unitId: row.unit_id ?? undefined,
    },
  };
}

function sameVisit(before: EncounterFacts, after: EncounterFacts): boolean {
  return (
    before.class === after.class &&
    before.accountNumber === after.accountNumber &&
    before.startedAt?.getTime() === after.startedAt?.getTime() &&
    before.endedAt?.getTime() === after.endedAt?.getTime()
  );
}
