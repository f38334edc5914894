import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { bindStep, type CustodyFacts, FIRST } from './custody-chain.ts';
import type { STEPS } from './contract.ts';
import { openBox } from './open-box.ts';
import { problems } from './problems.ts';
import { loadBox } from './register-box.ts';

type CustodyStep = (typeof STEPS)[number];

export interface SignCustody {
  readonly boxId: string;
  readonly volumeId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly step: CustodyStep;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly place?: string | undefined;
  readonly seal?: string | undefined;
  readonly sheets?: number | undefined;
  readonly note?: string | undefined;
}

/**
 * A person signs what was done with the paper. The row is bound to the one before it, so that nothing can be changed or
 * left out later without being seen.
 * @throws intake/box-not-found, intake/not-of-that-box, intake/original-needed
 */
export async function signCustody(act: Act, input: SignCustody): Promise<{ id: string; number: number }> {
  const box = await loadBox(act, input.boxId);
  // One signature after the other: each is bound to the one before it.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`intake.custody ${box.id}`}, 0))`.execute(act.tx);
  await mustBeOfTheBox(act, input);
  if (input.step === 'ready-to-destroy') await mustBeDisposable(act, input);
  const last = await act.tx
    .selectFrom('intake.custody')
    .select(['number', 'digest'])
    .where('box_id', '=', box.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const plain = (text: string | undefined) => (text ?? '').trim();
  const facts: CustodyFacts = {
    id: newId(),
    boxId: box.id,
    volumeId: input.volumeId ?? null,
    batchId: input.batchId ?? null,
    number: (last?.number ?? 0) + 1,
    step: input.step,
    fromParty: plain(input.from),
    toParty: plain(input.to),
    place: plain(input.place),
    seal: plain(input.seal) === '' ? null : plain(input.seal),
    sheets: input.sheets ?? null,
    note: plain(input.note) === '' ? null : plain(input.note),
    signedAt: act.now.toISOString(),
    signedBy: act.actor.id,
    signedName: act.actor.name,
  };
  const previous = last?.digest ?? FIRST;
  await act.tx
    .insertInto('intake.custody')
    .values({
      id: facts.id,
      facility_id: box.facilityId,
      box_id: box.id,
      volume_id: facts.volumeId,
      batch_id: facts.batchId,
      number: facts.number,
      step: facts.step,
      from_party: facts.fromParty,
      to_party: facts.toParty,
      place: facts.place,
      seal: facts.seal,
      sheets: facts.sheets,
      note: facts.note,
      signed_at: act.now,
      signed_by: facts.signedBy,
      signed_name: facts.signedName,
      previous,
      digest: bindStep(facts, previous),
    })
    .execute();
  act.note({ subjectIds: [facts.id, box.id], detail: { step: facts.step, number: facts.number } });
  act.emit('intake.project-changed', { projectId: box.projectId });
  return { id: facts.id, number: facts.number };
}

async function mustBeOfTheBox(act: Act, input: SignCustody): Promise<void> {
  const { volumeId, batchId } = input;
  const found =
    volumeId !== undefined && batchId !== undefined
      ? undefined
      : volumeId !== undefined
        ? await act.tx.selectFrom('intake.volume').select('box_id').where('id', '=', volumeId).executeTakeFirst()
        : batchId !== undefined
          ? await act.tx.selectFrom('intake.batch').select('box_id').where('id', '=', batchId).executeTakeFirst()
          : { box_id: input.boxId };
  if (found?.box_id === input.boxId) return;
  throw problems.notOfThatBox({
    detail: 'Nothing was signed. Choose the box alone, or one volume or one batch of this box.',
  });
}

/** Signed only where every fact says so; what the law says is not known for certain, so the person says on what they rely. */
async function mustBeDisposable(act: Act, input: SignCustody): Promise<void> {
  const { original, batches } = await openBox(act, input.boxId);
  const concerned = batches.filter(
    (batch) =>
      (input.batchId === undefined || batch.id === input.batchId) &&
      (input.volumeId === undefined || batch.volumeId === input.volumeId),
  );
  const whole = input.batchId === undefined && input.volumeId === undefined;
  const decisions = whole ? [original] : concerned;
  if (decisions.length === 0 || decisions.some((decision) => !decision.disposable))
    throw problems.originalNeeded({
      detail: 'Nothing was signed. The original is still needed; the page of the box says why.',
      at: 'step',
    });
  if ((input.note ?? '').trim() === '')
    throw problems.originalNeeded({
      detail:
        'Nothing was signed. Whether the law of your state lets the paper go is not verified here: name the policy or rule you rely on in the note.',
      at: 'note',
    });
}
