import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { amendDocument, findUnitSlot } from '../../documents/index.ts';
import { citeRulings, ruleBook } from '../../regulations/index.ts';
import { evaluateGround } from './evaluate-ground.ts';
import { lastStep, loadRights, type LoadedRights, mustBeNext } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import type { Context } from './rights-letter.ts';
import type { AmendmentGround, AuthorAnswer } from './step.ts';
import { writeStep } from './write-step.ts';

const MAX_WORDS_BYTES = 1_000_000;

export interface AnswerAmendment {
  readonly id: string;
  readonly answer: AuthorAnswer;
  /** What is to stand beside the entry from now on; where it is accepted, in whole or in part. */
  readonly words?: string | undefined;
  /** Where it is denied, in whole or in part. */
  readonly ground?: AmendmentGround | undefined;
  readonly reason: string;
}

/** Words for each document, put under the key of its unit before the transaction that names them. */
export type PutWords = ReadonlyMap<string, BlobRef>;

export function prepareAnswer(context: Context, input: AnswerAmendment): Promise<PutWords> {
  return putWords(context, 'documents/amend', input.id, input.words);
}

export async function putWords(
  context: Context,
  permission: 'documents/amend' | 'release/work',
  id: string,
  words: string | undefined,
): Promise<PutWords> {
  const text = words?.trim() ?? '';
  if (text === '') return new Map();
  const slots = await context.services.acting.act(
    context.request.actContext,
    { verb: 'release.prepare-rights-letter', permission },
    async (act) => {
      const { affected } = await loadRights(act, id);
      const found: [string, string][] = [];
      for (const document of affected)
        found.push([document.id, await findUnitSlot(act, { patientId: document.patientId, documentId: document.id })]);
      return found;
    },
  );
  const put: [string, BlobRef][] = [];
  for (const [documentId, slot] of slots)
    put.push([documentId, await context.services.blobs.put(slot, Buffer.from(text), { maxBytes: MAX_WORDS_BYTES })]);
  return new Map(put);
}

/**
 * The professional answers: the entry is amended, or it is not, on one of four grounds. What is accepted hangs on each
 * document at once and travels with it; the patient hears of it by the letter of the desk.
 * @throws release/rights-not-now, release/rights-unfit, release/amendment-ground-unfit
 */
export async function answerAmendment(act: Act, input: AnswerAmendment, put: PutWords): Promise<void> {
  const rights = await loadRights(act, input.id, true);
  mustBeNext(rights, 'author-answers');
  mustBeAsked(act, rights);
  const words = input.words?.trim() ?? '';
  const accepts = input.answer !== 'denied';
  if (accepts && words === '')
    throw problems.rightsUnfit({ detail: 'Nothing was saved. Write what the record says from now on.', at: 'words' });
  if ((input.answer !== 'accepted') !== (input.ground !== undefined))
    throw problems.rightsUnfit({
      detail: 'Nothing was saved. What is denied needs one of the four grounds; what is accepted needs none.',
      at: 'ground',
      citations: ['45 CFR 164.526(a)(2)'],
    });
  const ground = input.ground === undefined ? undefined : groundOf(rights, input.ground);
  const amendmentIds: string[] = [];
  if (accepts)
    for (const document of rights.affected) {
      const blob = put.get(document.id);
      if (blob === undefined) throw new Error('Words of an amendment were not put.');
      const { amendmentId } = await amendDocument(act, {
        patientId: document.patientId,
        documentId: document.id,
        blob,
        text: words,
        author: { name: act.actor.name },
        reason: `Amended at the request of the patient, ${rights.number} (45 CFR 164.526(c)(1))`,
        atRequestOf: 'patient',
      });
      amendmentIds.push(amendmentId);
    }
  if (ground?.version !== undefined) await citeRulings(act, [{ ruleId: ground.ruleId, outcome: 'answered' }]);
  await writeStep(act, rights, {
    kind: 'author-answered',
    facts: {
      answer: input.answer,
      reason: input.reason.trim(),
      ...(accepts ? { words, amendmentIds } : {}),
      ...(input.ground === undefined || ground === undefined
        ? {}
        : {
            ground: input.ground,
            ruleId: ground.ruleId,
            ...(ground.cite === undefined ? {} : { cite: ground.cite }),
            ...(ground.version === undefined ? {} : { ruleVersion: ground.version }),
          }),
    },
  });
}

/** Asked by name, it is that person's to answer. */
function mustBeAsked(act: Act, rights: LoadedRights): void {
  const asked = lastStep(rights, 'author-asked')?.facts.personId;
  if (asked === undefined || asked === act.actor.id) return;
  throw problems.rightsNotNow({
    detail: 'Nothing was saved. Another clinician was asked by name; the release desk can ask you instead.',
  });
}

function groundOf({ today }: LoadedRights, ground: AmendmentGround) {
  const reason = evaluateGround(ground, ruleBook().rules, today);
  if (reason === undefined)
    throw problems.amendmentGroundUnfit({
      detail: 'Nothing was saved. This is none of the grounds that the law knows.',
      at: 'ground',
      citations: ['45 CFR 164.526(a)(2)'],
    });
  return reason;
}
