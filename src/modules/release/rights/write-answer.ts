import type { Act } from '../../../platform/act.ts';
import type { Language } from '../../correspondence/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import { evaluateGround } from './evaluate-ground.ts';
import { lastStep, loadRights, type LoadedRights, mustBeNext } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import {
  type Context,
  keepRightsLetter,
  type LetterOfRights,
  prepareRightsLetter,
  type PreparedLetter,
} from './rights-letter.ts';
import { writeStep } from './write-step.ts';

export interface WriteAnswer {
  readonly id: string;
  /** Where to complain and where a statement of disagreement goes, by name or office. */
  readonly contactName: string;
  readonly contactPhone: string;
  readonly language?: Language | undefined;
}

export function prepareWriteAnswer(context: Context, input: WriteAnswer): Promise<PreparedLetter> {
  return prepareRightsLetter(context, (act) => workOut(act, input));
}

/**
 * The letter that tells the patient what the professional decided: accepted, or denied with the ground, the right to
 * disagree and the ways to complain (45 CFR 164.526(c)(2), (d)(1)). It answers the clock when it has left.
 * @throws release/rights-not-now, release/changed-meanwhile
 */
export async function writeAnswer(
  act: Act,
  input: WriteAnswer,
  prepared: PreparedLetter,
): Promise<{ letterId: string; letterNumber: string }> {
  const { rights, letter } = await workOut(act, input, true);
  const kept = await keepRightsLetter(act, prepared, letter);
  const answer = lastStep(rights, 'author-answered')?.facts.answer;
  await writeStep(act, rights, { kind: answer === 'denied' ? 'denied' : 'accepted', letterId: kept.letterId });
  return kept;
}

async function workOut(act: Act, input: WriteAnswer, lock = false) {
  const rights = await loadRights(act, input.id, lock);
  mustBeNext(rights, 'write-answer');
  const answered = lastStep(rights, 'author-answered')?.facts;
  if (answered?.answer === undefined) throw new Error('Next is to write an answer that nobody gave.');
  const about = {
    requestNumber: rights.number,
    receivedOn: rights.row.received_on,
    entries: entriesOf(rights),
    contactName: input.contactName.trim(),
    contactPhone: input.contactPhone.trim(),
  };
  const basis = basisOf(rights, answered);
  const letter: LetterOfRights =
    answered.answer === 'denied'
      ? {
          template: 'amendment-denied',
          facts: { ...about, asked: rights.row.should_say ?? '', reason: answered.reason ?? '', basis },
          language: input.language,
        }
      : {
          template: 'amendment-accepted',
          facts: {
            ...about,
            words: answered.words ?? '',
            ...(answered.answer === 'accepted-in-part' ? { partly: answered.reason ?? '', basis } : {}),
          },
          language: input.language,
        };
  return { rights, letter };
}

function basisOf(rights: LoadedRights, { ground }: { readonly ground?: Parameters<typeof evaluateGround>[0] }) {
  if (ground === undefined) return [];
  const reason = evaluateGround(ground, ruleBook().rules, rights.today);
  if (reason === undefined)
    throw problems.amendmentGroundUnfit({ detail: 'Nothing was saved. The rule of this ground has changed.' });
  return [{ ground, text: reason.text, cite: reason.cite ?? '' }];
}

export function entriesOf({ affected }: LoadedRights) {
  return affected.map((document) => ({
    title: document.title ?? document.typeName,
    date: document.date ?? '—',
    author: document.author ?? '—',
  }));
}
