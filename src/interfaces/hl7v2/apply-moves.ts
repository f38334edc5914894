import { getIn, type Segment } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { copyForMove, moveDocument, type PreparedMove } from '../../modules/documents/index.ts';
import {
  accountNumbersOf,
  deriveAccount,
  moveAccount,
  moveEncounter,
  renumberEncounter,
  replaceEncounter,
} from '../../modules/encounters/index.ts';
import { type IdentifierFacts, memberIds, moveNumber } from '../../modules/patients/index.ts';
import type { Applying } from './apply-message.ts';
import { applyPerson } from './apply-person.ts';
import { derivePairs } from './derive-pairs.ts';
import { deriveNumbers, deriveRetiredNumbers } from './derive-person.ts';
import { type Feeding, originOf, type Outcome } from './feeding.ts';
import { findPerson, type FoundPerson, personKey } from './find-person.ts';
import { findVisit, type KnownVisit, visitKey, visitsOf, visitsOfAccount } from './find-visit.ts';
import { type HangingDocument, mustBeMovable } from './hangs-on-visit.ts';
import { inheritLatest, takeLatest } from './latest.ts';
import { movedOn, sayMoved, sayNumberMoved } from './moved.ts';
import { planNumber } from './plan-number.ts';
import { saidByFeed } from './outbound/queue-outbound.ts';
import { problems } from './problems.ts';
import { releaseHeld } from './release-held.ts';

export const MOVES = new Set(['A43', 'A44', 'A45']);
const MAX_NUMBER = 200;

/** A visit that goes, with what is filed to it. */
interface Going {
  readonly visit: KnownVisit;
  /** PV1-19: its number from now on. */
  readonly number: string | undefined;
  readonly documents: readonly HangingDocument[];
}

interface Said {
  readonly kind: 'visit' | 'account';
  readonly number: string;
  readonly from: readonly IdentifierFacts[];
}

export interface MovePlan {
  readonly pid: Segment;
  readonly going: readonly Going[];
  readonly said: readonly Said[];
  /** Of A44: what billing said of the account as such. */
  readonly account:
    | {
        readonly patientIds: readonly string[];
        readonly numbers: readonly string[];
        readonly visitNumbers?: readonly string[];
      }
    | undefined;
  /** Of A43: the number that goes, and numbers that the patient has to whom it goes. */
  readonly number:
    | {
        readonly number: IdentifierFacts;
        readonly into: readonly IdentifierFacts[];
        readonly fromId: string;
        readonly toId: string;
      }
    | undefined;
}

/**
 * A45: the visits of MRG-5 are of the patient of PID-3, and not of MRG-1; A44: so is the account of MRG-3, with its visits; A43:
 * so is the number of MRG-1, with all that is filed under it.
 * What is filed to a visit and charged to it goes with it. It is done whole or not at all, and only where nobody relied on
 * what stands; else a person decides. What was said before and comes later is applied where the visit is now.
 */
export async function applyMoves(
  applying: Applying,
  feeding: Feeding,
  settle: (act: Act, outcome: Outcome) => Promise<boolean>,
): Promise<Outcome> {
  const planned = await applying.act({ verb: 'hl7v2.prepare' }, (act) => planMoves(act, feeding));
  const prepared = new Map<string, PreparedMove>();
  if ('pid' in planned)
    for (const { patientId, documentId } of planned.going.flatMap(({ documents }) => documents))
      prepared.set(
        documentId,
        await copyForMove(applying.services, (fn) => applying.act({ verb: 'hl7v2.prepare' }, fn), {
          ...{ patientId, documentId },
        }),
      );
  return applying.act({ verb: 'hl7v2.apply' }, async (act) => {
    const now = await planMoves(act, feeding);
    const outcome = 'pid' in now ? ({ state: 'applied' } as const) : now;
    if (!(await settle(act, outcome)) || !('pid' in now)) return outcome;
    await move(saidByFeed(act), feeding, now, prepared);
    return outcome;
  });
}

/** What would move, and whether it may; only read. @throws hl7v2/person-decides, hl7v2/no-visit, hl7v2/no-account */
export function planMoves(act: Act, feeding: Feeding): Promise<MovePlan | Outcome> {
  const plan = feeding.event === 'A43' ? planNumber : feeding.event === 'A44' ? planAccount : planVisits;
  return plan(act, feeding);
}

async function planVisits(act: Act, feeding: Feeding): Promise<MovePlan | Outcome> {
  const { message, facilityId, numbering } = feeding;
  const pairs = derivePairs(message);
  const going: Going[] = [];
  const said: Said[] = [];
  for (const { pid, mrg, pv1 } of pairs) {
    const former = getIn(message, mrg, 'MRG-5.1')?.slice(0, MAX_NUMBER);
    if (former === undefined)
      throw problems.noVisit({ detail: 'Nothing was changed. MRG-5 names no visit.', at: 'MRG-5' });
    const number = (pv1 === undefined ? undefined : getIn(message, pv1, 'PV1-19.1')?.slice(0, MAX_NUMBER)) ?? former;
    const visit = (await findVisit(act, facilityId, former)) ?? (await findVisit(act, facilityId, number));
    const held = { state: 'held', key: visitKey(facilityId, former) } as const;
    if (visit === undefined) return { ...held, reason: 'The visit that moves has not come yet.' };
    const [from, into] = [deriveRetiredNumbers(message, mrg, numbering), deriveNumbers(message, pid, numbering)];
    const [source, target] = [await findPerson(act, from), await findPerson(act, into)];
    said.push({ kind: 'visit', number: former, from });
    if (visit.survivorId === target?.survivorId) continue;
    if (visit.survivorId === source?.survivorId) {
      going.push({ visit, number, documents: await documentsThatGo(act, feeding, visit, target) });
      continue;
    }
    if (!(await movedOn(act, feeding, 'visit', former, into)))
      return { ...held, reason: 'The visit is of neither of the two patients; it waits for it to come to the first.' };
  }
  const [first] = pairs;
  if (first === undefined) return { state: 'kept', reason: 'It names no visit to move (MRG).' };
  return { pid: first.pid, going, said, account: undefined, number: undefined };
}

async function planAccount(act: Act, feeding: Feeding): Promise<MovePlan | Outcome> {
  const { message, facilityId, numbering } = feeding;
  const [pair] = derivePairs(message);
  if (pair === undefined) return { state: 'kept', reason: 'It names no account to move (MRG).' };
  const number = getIn(message, pair.mrg, 'MRG-3.1')?.slice(0, MAX_NUMBER);
  if (number === undefined)
    throw problems.noAccount({ detail: 'Nothing was changed. MRG-3 names no account.', at: 'MRG-3' });
  const from = deriveRetiredNumbers(message, pair.mrg, numbering);
  const [source, target] = [
    await findPerson(act, from),
    await findPerson(act, deriveNumbers(message, pair.pid, numbering)),
  ];
  const patientIds = source === undefined ? [] : (await memberIds(act, source.patientId)).ids;
  const changes = patientIds.length === 0 ? [] : await accountNumbersOf(act, patientIds);
  const numbers = deriveAccount(facilityId, number, changes).all;
  const said = numbers.map((each) => ({ kind: 'account', number: each, from }) as const);
  if (source === undefined || source.survivorId === target?.survivorId)
    return { pid: pair.pid, going: [], said, account: undefined, number: undefined };
  const going: Going[] = [];
  for (const visit of await visitsOfAccount(act, facilityId, patientIds, numbers))
    going.push({
      ...{ visit, number: visit.facts.visitNumber },
      documents: await documentsThatGo(act, feeding, visit, target),
    });
  const visits = going.flatMap((each) =>
    each.number === undefined ? [] : [{ kind: 'visit', number: each.number, from } as const],
  );
  return { pid: pair.pid, going, said: [...said, ...visits], account: { patientIds, numbers }, number: undefined };
}

function documentsThatGo(act: Act, feeding: Feeding, visit: KnownVisit, target: FoundPerson | undefined) {
  return mustBeMovable(act, visit, { toPatientId: target?.survivorId, origin: originOf(feeding) });
}

async function move(
  act: Act,
  feeding: Feeding,
  { pid, going, said, account, number: moving }: MovePlan,
  prepared: ReadonlyMap<string, PreparedMove>,
): Promise<void> {
  if (moving !== undefined) await moveNumber(act, { ...moving, origin: originOf(feeding) });
  const numbers = moving === undefined ? undefined : [...moving.into, moving.number];
  const { survivorId: toPatientId } = await applyPerson(act, feeding, pid, numbers);
  const reason = `HL7 ${feeding.event} of its source.`;
  for (const { visit, number, documents } of going) {
    const { id } = await moveEncounter(act, {
      ...{ patientId: visit.patientId, id: visit.id, toPatientId, visitNumber: number },
      ...{ origin: visit.origin, reason, happenedAt: feeding.spoken.at },
    });
    await inheritLatest(act, visit.id, id);
    const former = visit.facts.visitNumber;
    if (former !== undefined && former !== number)
      await renumberEncounter(act, { patientId: toPatientId, id, former, now: null });
    for (const { patientId, documentId } of documents) {
      const copy = prepared.get(documentId);
      if (copy === undefined) throw problems.movedMeanwhile({ detail: 'Nothing was changed. Replay the message.' });
      const filed = await moveDocument(act, { patientId, documentId, toPatientId, toEncounterId: id, reason }, copy);
      await inheritLatest(act, documentId, filed.documentId);
      await act.tx
        .updateTable('hl7v2.document')
        .set({ document_id: filed.documentId })
        .where('document_id', '=', documentId)
        .execute();
    }
  }
  if (account !== undefined) await moveAccount(act, { ...account, facilityId: feeding.facilityId, toPatientId });
  for (const each of said) await sayMoved(act, feeding, { ...each, toPatientId });
  if (feeding.event === 'A45') await takeAccount(act, feeding, pid, said);
  const visits = said.filter(({ kind }) => kind === 'visit').map(({ number }) => number);
  const keys = visits.map((each) => visitKey(feeding.facilityId, each));
  if (moving !== undefined) {
    await sayNumberMoved(act, feeding, moving);
    keys.push(personKey(moving.number));
    // A visit that the patient was said to have already, and of which messages spoke under the number.
    for (const { facts } of await visitsOf(act, feeding.facilityId, toPatientId))
      if (facts.visitNumber !== undefined) keys.push(visitKey(feeding.facilityId, facts.visitNumber));
  }
  await releaseHeld(act, [...new Set(keys)].map(feeding.digest));
}

/** The account to which the visits go (PID-18): also where they stay with their patient. */
async function takeAccount(act: Act, feeding: Feeding, pid: Segment, said: readonly Said[]): Promise<void> {
  const accountNumber = getIn(feeding.message, pid, 'PID-18.1')?.slice(0, MAX_NUMBER);
  if (accountNumber === undefined) return;
  for (const { number } of said) {
    const visit = await findVisit(act, feeding.facilityId, number);
    if (visit === undefined || visit.facts.accountNumber === accountNumber) continue;
    const newest = await takeLatest(act, visit.id, ['account'], feeding.spoken);
    if (newest.has('account'))
      await replaceEncounter(act, {
        ...{ patientId: visit.patientId, id: visit.id, facts: { ...visit.facts, accountNumber } },
      });
  }
}
