import { sql } from 'kysely';
import { segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { deriveNumbers } from './derive-person.ts';
import type { Feeding } from './feeding.ts';
import { type FoundPerson, identifyingNumbers, personKey } from './find-person.ts';
import type { IdentifierFacts } from '../../modules/patients/index.ts';

type Kind = 'visit' | 'account' | 'number';

/**
 * Whose a visit or an account is that a message gives to its patient: a move said later than the message took it to somebody
 * else, through however many. Undefined: nothing was said of that.
 */
export async function movedTo(
  act: Act,
  feeding: Feeding,
  asked: { readonly visit?: string | undefined; readonly account?: string | undefined },
): Promise<FoundPerson | undefined> {
  const pid = segmentsNamed(feeding.message, 'PID')[0];
  if (pid === undefined) return undefined;
  const own = new Set(digestsOf(feeding, deriveNumbers(feeding.message, pid, feeding.numbering)));
  for (const kind of ['visit', 'account'] as const) {
    const number = asked[kind];
    if (number === undefined) continue;
    const [first, ...more] = await movesSince(act, feeding, kind, feeding.digest(number));
    if (first === undefined || !own.has(first.from_number)) continue;
    const last = more.at(-1) ?? first;
    return { patientId: last.to_patient_id, survivorId: last.survivor_id };
  }
  return undefined;
}

/** Whether a visit or account was moved on from one of these numbers later than this message says. */
export async function movedOn(
  act: Act,
  feeding: Feeding,
  kind: Exclude<Kind, 'number'>,
  number: string,
  from: readonly IdentifierFacts[],
): Promise<boolean> {
  const numbers = new Set(digestsOf(feeding, from));
  return (await movesSince(act, feeding, kind, feeding.digest(number))).some((move) => numbers.has(move.from_number));
}

/**
 * Of whom a message speaks that names a number: it may be another patient's since (`now`), to whom what is filed under it went,
 * and the message still tells of the one whose it was (`then`). Undefined: the number did not move since the message.
 */
export async function movedNumber(
  act: Act,
  feeding: Feeding,
  found: FoundPerson | undefined,
  numbers: readonly IdentifierFacts[],
): Promise<{ readonly then: string; readonly now: FoundPerson } | undefined> {
  if (found?.renumbered !== true) return undefined;
  for (const digest of digestsOf(feeding, numbers)) {
    const moves = await movesSince(act, feeding, 'number', digest);
    const [then, last] = [moves[0]?.from_patient_id, moves.at(-1)];
    if (then != null && last !== undefined)
      return { then, now: { patientId: last.to_patient_id, survivorId: last.survivor_id } };
  }
  return undefined;
}

/** From now on the number is of the other patient. */
export function sayNumberMoved(
  act: Act,
  feeding: Feeding,
  moved: { readonly number: IdentifierFacts; readonly fromId: string; readonly toId: string },
): Promise<unknown> {
  const digest = feeding.digest(personKey(moved.number));
  return act.tx
    .insertInto('hl7v2.moved')
    .values({
      ...{ id: newId(), facility_id: feeding.facilityId, kind: 'number', number: digest, from_number: digest },
      ...{ from_patient_id: moved.fromId, to_patient_id: moved.toId },
      ...{ at: feeding.spoken.at, control_id: feeding.spoken.controlId },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Those of the visits or accounts that were moved with a number of a patient. */
export async function movedWith(
  act: Act,
  feeding: Feeding,
  { kind, numbers, number }: { kind: Exclude<Kind, 'number'>; numbers: readonly string[]; number: IdentifierFacts },
): Promise<string[]> {
  const rows = await act.tx
    .selectFrom('hl7v2.moved')
    .select('number')
    .where('facility_id', '=', feeding.facilityId)
    .where('kind', '=', kind)
    .where('number', 'in', ['', ...numbers.map(feeding.digest)])
    .where('from_number', '=', feeding.digest(personKey(number)))
    .execute();
  const along = new Set(rows.map((row) => row.number));
  return numbers.filter((each) => along.has(feeding.digest(each)));
}

/** From now on what a message said before this one of that visit or account is said of the other patient. */
export async function sayMoved(
  act: Act,
  feeding: Feeding,
  moved: {
    readonly kind: Exclude<Kind, 'number'>;
    readonly number: string;
    readonly from: readonly IdentifierFacts[];
    readonly toPatientId: string;
  },
): Promise<void> {
  const { kind, number, from, toPatientId } = moved;
  for (const each of digestsOf(feeding, from))
    await act.tx
      .insertInto('hl7v2.moved')
      .values({
        ...{ id: newId(), facility_id: feeding.facilityId, kind, number: feeding.digest(number), from_number: each },
        ...{ to_patient_id: toPatientId, at: feeding.spoken.at, control_id: feeding.spoken.controlId },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

interface Move {
  readonly from_number: string;
  readonly from_patient_id: string | null;
  readonly to_patient_id: string;
  readonly survivor_id: string;
}

const MOST_MOVES = 50;

/** @param digest of the number that moves */
async function movesSince(act: Act, feeding: Feeding, kind: Kind, digest: string): Promise<Move[]> {
  const { at, controlId } = feeding.spoken;
  const { rows } = await sql<Move>`
    SELECT v.from_number, v.from_patient_id, v.to_patient_id, m.survivor_id FROM hl7v2.moved v JOIN patients.member m ON m.patient_id = v.to_patient_id
    WHERE v.facility_id = ${feeding.facilityId}::uuid AND v.kind = ${kind} AND v.number = ${digest}
      AND (v.at, v.control_id) > (${at}::timestamptz, ${controlId}) ORDER BY v.at, v.control_id LIMIT ${MOST_MOVES}`.execute(
    act.tx,
  );
  return rows;
}

function digestsOf(feeding: Feeding, numbers: readonly IdentifierFacts[]): string[] {
  return identifyingNumbers(numbers).map((each) => feeding.digest(personKey(each)));
}
