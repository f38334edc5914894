import { getIn, segmentsNamed } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { reindexDocument } from '../../modules/documents/index.ts';
import {
  cancelEncounter,
  mergeEncounters,
  reinstateEncounter,
  renumberEncounter,
  replaceEncounter,
  standingEncounter,
} from '../../modules/encounters/index.ts';
import { applyPerson } from './apply-person.ts';
import { applyVisit } from './apply-visit.ts';
import { deriveVisitFacts, deriveVisitNumber, sameVisit, type VisitSaid } from './derive-visit.ts';
import type { Feeding, Outcome } from './feeding.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { findVisit, type KnownVisit, visitKey } from './find-visit.ts';
import { decides, documentsOf, mustBeUnbound } from './hangs-on-visit.ts';
import { inheritLatest } from './latest.ts';
import { problems } from './problems.ts';
import { releaseHeld } from './release-held.ts';
import { deriveNumbers } from './derive-person.ts';

const MAX_NUMBER = 200;

/**
 * A50: the visit of MRG-5 has the number of PV1-19 from now on, and the former one goes on finding it. Where both came as
 * visits of their own, since messages overtook each other, they become one. Told again it changes nothing.
 * @throws hl7v2/no-visit, hl7v2/another-visit
 */
export async function renumberVisit(act: Act, feeding: Feeding): Promise<Outcome> {
  const { former, now } = numbersSaid(feeding);
  const known = await findVisit(act, feeding.facilityId, former);
  const other = await findVisit(act, feeding.facilityId, now);
  if (known === undefined && other === undefined)
    return {
      state: 'held',
      reason: 'The visit that gets another number has not come yet.',
      key: visitKey(feeding.facilityId, former),
    };
  const person = await personOf(act, feeding);
  mustBeOf(person, known, other);
  if (known === undefined && other !== undefined) {
    await renumberEncounter(act, { patientId: other.patientId, id: other.id, former, now: null });
    return { state: 'applied' };
  }
  if (known === undefined || known.id === other?.id) return { state: 'applied' };
  if (other === undefined) {
    await renumberEncounter(act, { patientId: known.patientId, id: known.id, former, now });
  } else {
    await takeFacts(act, feeding, known, other);
    await mergeVisit(act, feeding, known, other);
    // It was one visit all along: what is still said of the former number is said of that one.
    await replaceEncounter(act, {
      ...{ patientId: known.patientId, id: known.id },
      facts: { ...known.facts, visitNumber: undefined },
    });
    await renumberEncounter(act, { patientId: other.patientId, id: other.id, former, now: null });
  }
  await releaseHeld(act, [feeding.digest(visitKey(feeding.facilityId, now))]);
  return { state: 'applied' };
}

/**
 * A42: the visit of MRG-5 is the one of PV1-19. What is filed to it follows; it stays, says which one stands for it, and its
 * number goes on finding that one.
 * @throws hl7v2/no-visit, hl7v2/another-visit, hl7v2/person-decides
 */
export async function mergeVisits(act: Act, feeding: Feeding): Promise<Outcome> {
  const { former, now } = numbersSaid(feeding);
  const known = await findVisit(act, feeding.facilityId, former);
  if (known === undefined)
    return {
      state: 'held',
      reason: 'The visit that is merged away has not come yet.',
      key: visitKey(feeding.facilityId, former),
    };
  const person = await personOf(act, feeding);
  mustBeOf(person, known, undefined);
  await applyVisit(act, feeding, person);
  const into = await findVisit(act, feeding.facilityId, now);
  if (into === undefined) throw nothingNamed();
  await mergeVisit(act, feeding, known, into);
  return { state: 'applied' };
}

async function personOf(act: Act, feeding: Feeding): Promise<FoundPerson> {
  const pid = segmentsNamed(feeding.message, 'PID')[0];
  if (pid === undefined) throw nothingNamed();
  return (
    (await findPerson(act, deriveNumbers(feeding.message, pid, feeding.numbering))) ??
    (await applyPerson(act, feeding, pid))
  );
}

/** MRG-5 and PV1-19. @throws hl7v2/no-visit */
function numbersSaid({ message }: Feeding): { former: string; now: string } {
  const [mrg, ...more] = segmentsNamed(message, 'MRG');
  if (more.length > 0) throw decides('It speaks of several visits at once; ask the sender for a message for each.');
  const former = mrg === undefined ? undefined : getIn(message, mrg, 'MRG-5.1')?.slice(0, MAX_NUMBER);
  const now = deriveVisitNumber(message);
  if (former === undefined || now === undefined || former === now) throw nothingNamed();
  return { former, now };
}

function nothingNamed() {
  return problems.noVisit({
    detail: 'Nothing was changed. MRG-5 and PV1-19 must name two visits; correct the message and replay it.',
    at: 'MRG-5',
  });
}

function mustBeOf(person: FoundPerson, ...visits: readonly (KnownVisit | undefined)[]): void {
  if (visits.some((visit) => visit !== undefined && visit.survivorId !== person.survivorId))
    throw problems.anotherVisit({
      detail: 'Nothing was changed. Find out whose visits the two numbers are; correct the message and replay it.',
      at: 'PV1-19',
    });
}

/** Both rows spoke of one visit: of each part what was said last counts. */
async function takeFacts(act: Act, feeding: Feeding, from: KnownVisit, into: KnownVisit): Promise<void> {
  const newest = await inheritLatest(act, from.id, into.id);
  const { facts } = from;
  const said: VisitSaid = {
    class: facts.class,
    ...(facts.accountNumber === undefined ? {} : { account: facts.accountNumber }),
    ...(facts.startedAt === undefined ? {} : { start: facts.startedAt }),
    end: facts.endedAt ?? null,
    location: facts.location ?? null,
    attending: facts.attendingName ?? null,
    referring: facts.referringName ?? null,
    consulting: facts.consultingNames ?? [],
  };
  const after = deriveVisitFacts(into.facts, said, newest);
  if (!sameVisit(into.facts, after))
    await replaceEncounter(act, { patientId: into.patientId, id: into.id, facts: after });
  if (newest.has('cancelled'))
    await (from.cancelled ? cancelEncounter : reinstateEncounter)(act, {
      ...{ patientId: into.patientId, id: into.id },
      ...{ reason: 'Told by its source.', happenedAt: feeding.spoken.at },
    });
}

/** What is filed to it is filed to the other from now on. @throws hl7v2/person-decides, as reindexDocument */
async function mergeVisit(
  act: Act,
  feeding: Feeding,
  merged: { readonly patientId: string; readonly id: string },
  into: { readonly patientId: string; readonly id: string },
): Promise<void> {
  const [from, standing] = [await standingEncounter(act, merged), await standingEncounter(act, into)];
  if (from.id === standing.id) return;
  await mustBeUnbound(act, from);
  const reason = `HL7 ${feeding.event} of its source.`;
  for (const { patientId, documentId } of await documentsOf(act, from))
    await reindexDocument(act, { patientId, documentId, encounterId: standing.id, reason });
  await mergeEncounters(act, {
    ...from,
    into: { patientId: into.patientId, id: into.id },
    reason,
    happenedAt: feeding.spoken.at,
  });
}
