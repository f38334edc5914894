import { getIn, segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { newId } from '../../platform/ids.ts';
import {
  cancelEncounter,
  type EncounterFacts,
  recordEncounter,
  reinstateEncounter,
  replaceEncounter,
  standingEncounter,
} from '../../modules/encounters/index.ts';
import { deriveVisit, deriveVisitFacts, deriveVisitNumber, sameVisit, type VisitSaid } from './derive-visit.ts';
import { type Feeding, originOf, unless } from './feeding.ts';
import type { FoundPerson } from './find-person.ts';
import { findVisit, type KnownVisit, visitKey } from './find-visit.ts';
import { takeLatest } from './latest.ts';
import { movedTo } from './moved.ts';
import { problems } from './problems.ts';
import { releaseHeld } from './release-held.ts';

interface Visit {
  readonly patientId: string;
  readonly id: string;
}

/**
 * Records the visit of a PV1, or what a message says of it. Each part of a visit is as the latest event said, so a
 * discharge before its admission, or an admission after its cancelling, end in the same state as the right order. Answers
 * with the visit to file to: where this one was merged, that is the other one.
 * @throws hl7v2/another-visit
 */
export async function applyVisit(
  act: Act,
  feeding: Feeding,
  person: FoundPerson,
  lookedUp: Promise<VisitLookedUp | undefined> = lookUpVisit(act, feeding),
): Promise<Visit | undefined> {
  const found = await lookedUp;
  if (found === undefined) return undefined;
  const { number, known, unitId } = found;
  const said = deriveVisit(feeding);
  if (known === undefined) {
    const owner = said.account === undefined ? undefined : await movedTo(act, feeding, { account: said.account });
    return recordVisit(act, feeding, owner ?? person, { number, unitId, said });
  }
  if (known.survivorId !== person.survivorId) {
    const owner = await movedTo(act, feeding, { visit: number, account: said.account });
    if (owner?.survivorId !== known.survivorId)
      throw unless(
        problems.anotherVisit({
          detail:
            'Nothing was changed. Find out whose visit it is; correct the number in the message and replay it. Where the sender moves the visit it is taken by itself.',
          at: 'PV1-19',
        }),
        visitKey(feeding.facilityId, number),
      );
  }
  await changeVisit(act, feeding, known, { unitId, said });
  return known.replaced ? standingEncounter(act, known) : { patientId: known.patientId, id: known.id };
}

interface VisitLookedUp {
  readonly number: string;
  readonly known: KnownVisit | undefined;
  readonly unitId: string | undefined;
}

/**
 * What is known of the visit of a message, for `applyVisit`; undefined where it names none. Registering or changing the
 * person changes nothing of it, so it may be asked in one go with who that is.
 */
export async function lookUpVisit(act: Act, feeding: Feeding): Promise<VisitLookedUp | undefined> {
  const number = deriveVisitNumber(feeding.message);
  if (number === undefined) return undefined;
  const [known, unitId] = await together([findVisit(act, feeding.facilityId, number), unitOf(act, feeding)]);
  return { number, known, unitId };
}

async function recordVisit(
  act: Act,
  feeding: Feeding,
  person: FoundPerson,
  { number, unitId, said }: { number: string; unitId: string | undefined; said: VisitSaid },
): Promise<Visit> {
  const aspects = Object.keys(said);
  const facts: EncounterFacts = {
    ...deriveVisitFacts({ class: 'AMB' }, said, new Set(aspects)),
    visitNumber: number,
    unitId,
  };
  const visit = { patientId: person.survivorId, id: newId() };
  const { facilityId } = feeding;
  await together([
    recordEncounter(act, { ...visit, facilityId, facts, origin: originOf(feeding) }),
    takeLatest(act, visit.id, aspects, feeding.spoken),
    releaseHeld(act, [feeding.digest(visitKey(facilityId, number))]),
  ]);
  if (said.cancelled === true) await cancelEncounter(act, { ...visit, ...cancelling(feeding) });
  return visit;
}

async function changeVisit(
  act: Act,
  feeding: Feeding,
  known: KnownVisit,
  { unitId, said }: { unitId: string | undefined; said: VisitSaid },
): Promise<void> {
  const visit = { patientId: known.patientId, id: known.id };
  const newest = await takeLatest(act, known.id, Object.keys(said), feeding.spoken);
  const facts = deriveVisitFacts(known.facts, said, newest);
  const moved = (facts.location ?? '') !== (known.facts.location ?? '');
  const after = moved ? { ...facts, unitId } : facts;
  if (!sameVisit(known.facts, after)) await replaceEncounter(act, { ...visit, facts: after });
  if (newest.has('cancelled'))
    await (said.cancelled === true ? cancelEncounter : reinstateEncounter)(act, { ...visit, ...cancelling(feeding) });
}

/** The unit of the directory that has the name of the point of care (PV1-3.1); never guessed. */
async function unitOf(act: Act, { message, facilityId }: Feeding): Promise<string | undefined> {
  const pv1 = segmentsNamed(message, 'PV1')[0];
  const name = pv1 === undefined ? undefined : getIn(message, pv1, 'PV1-3.1');
  if (name === undefined) return undefined;
  const unit = await act.tx
    .selectFrom('directory.unit')
    .select('id')
    .where('facility_id', '=', facilityId)
    .where('name', '=', name.trim())
    .executeTakeFirst();
  return unit?.id;
}

function cancelling(feeding: Feeding): { reason: string; happenedAt: Date } {
  const words = feeding.event === 'A23' ? 'Its source deleted it: entered in error.' : 'Told by its source.';
  return { reason: words, happenedAt: feeding.spoken.at };
}
