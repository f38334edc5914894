import type { Act } from '../../../platform/act.ts';
import type { Language } from '../../correspondence/index.ts';
import { addAddendum } from '../../documents/index.ts';
import { type PutWords, putWords } from './answer-amendment.ts';
import { lastStep, loadRights, type LoadedRights } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import { type Context, keepRightsLetter, prepareRightsLetter, type PreparedLetter, within } from './rights-letter.ts';
import type { StepKind } from './step.ts';
import { entriesOf } from './write-answer.ts';
import { writeStep } from './write-step.ts';

export interface Statement {
  readonly id: string;
  readonly words: string;
}

export function prepareDisagreement(context: Context, input: Statement): Promise<PutWords> {
  return putWords(context, 'release/work', input.id, input.words);
}

/**
 * The patient disagrees with what was denied (45 CFR 164.526(d)(2)). The statement hangs on each document and goes wherever
 * that goes (d)(4)-(5).
 * @throws release/rights-not-now, release/statement-too-long
 */
export async function disagree(act: Act, { id, words }: Statement, put: PutWords): Promise<void> {
  const rights = await loadRights(act, id, true);
  mustBeDenied(rights, 'disagreed');
  if (words.trim().length > rights.setting.statementChars)
    throw problems.statementTooLong({
      detail: `Nothing was saved. This facility accepts ${String(rights.setting.statementChars)} characters; ask the patient for a shorter statement.`,
      at: 'words',
      citations: ['45 CFR 164.526(d)(2)'],
    });
  const reason = `Statement of disagreement with the denial of ${rights.number} (45 CFR 164.526(d)(2))`;
  const amendmentIds = await hangOn(act, rights, put, { words: words.trim(), author: rights.row.asker_name, reason });
  await writeStep(act, rights, { kind: 'disagreed', facts: { words: words.trim(), amendmentIds } });
}

export async function prepareRideAlong(context: Context, input: { id: string }): Promise<PutWords> {
  const words = await within(context)(async (act) => requestAndDenial(await loadRights(act, input.id)));
  return putWords(context, 'release/work', input.id, words);
}

/**
 * The patient made no statement but asks that the request and its denial go along with later disclosures (45 CFR
 * 164.526(d)(1)(iii), (d)(5)(ii)).
 * @throws release/rights-not-now
 */
export async function rideAlong(act: Act, { id }: { id: string }, put: PutWords): Promise<void> {
  const rights = await loadRights(act, id, true);
  mustBeDenied(rights, 'rides-along');
  if (lastStep(rights, 'disagreed') !== undefined)
    throw problems.rightsNotNow({ detail: 'Nothing was saved. The statement of the patient goes along already.' });
  const reason = `Request for amendment ${rights.number} and its denial (45 CFR 164.526(d)(5)(ii))`;
  const words = requestAndDenial(rights);
  const amendmentIds = await hangOn(act, rights, put, { words, author: rights.facility.name, reason });
  await writeStep(act, rights, { kind: 'rides-along', facts: { amendmentIds } });
}

export interface Rebuttal extends Statement {
  readonly author: string;
  readonly language?: Language | undefined;
}

export interface PreparedRebuttal {
  readonly put: PutWords;
  readonly letter: PreparedLetter;
}

export async function prepareRebuttal(context: Context, input: Rebuttal): Promise<PreparedRebuttal> {
  const letter = await prepareRightsLetter(context, async (act) => letterOf(await loadRights(act, input.id), input));
  return { letter, put: await putWords(context, 'release/work', input.id, input.words) };
}

/**
 * The facility answers the statement in writing; the patient gets a copy, and it travels with the statement (45 CFR
 * 164.526(d)(3)-(5)).
 * @throws release/rights-not-now, release/changed-meanwhile
 */
export async function rebut(
  act: Act,
  input: Rebuttal,
  prepared: PreparedRebuttal,
): Promise<{ letterId: string; letterNumber: string }> {
  const rights = await loadRights(act, input.id, true);
  const { letter } = letterOf(rights, input);
  const kept = await keepRightsLetter(act, prepared.letter, letter);
  const reason = `Rebuttal of the statement of disagreement, ${rights.number} (45 CFR 164.526(d)(3))`;
  const words = input.words.trim();
  const amendmentIds = await hangOn(act, rights, prepared.put, { words, author: input.author.trim(), reason });
  await writeStep(act, rights, {
    kind: 'rebutted',
    facts: { words, amendmentIds, name: input.author.trim() },
    letterId: kept.letterId,
  });
  return kept;
}

function letterOf(rights: LoadedRights, input: Rebuttal) {
  mustBeDenied(rights, 'rebutted');
  if (lastStep(rights, 'disagreed') === undefined)
    throw problems.rightsNotNow({ detail: 'Nothing was saved. The patient made no statement that could be rebutted.' });
  return {
    rights,
    letter: {
      template: 'amendment-rebuttal',
      facts: {
        requestNumber: rights.number,
        entries: entriesOf(rights),
        words: input.words.trim(),
        author: input.author.trim(),
      },
      language: input.language,
    },
  };
}

/** Something of it was denied, the patient was written to, and this was not done before. */
function mustBeDenied(rights: LoadedRights, kind: StepKind): void {
  const answer = lastStep(rights, 'author-answered')?.facts.answer;
  const written = lastStep(rights, 'denied') ?? lastStep(rights, 'accepted');
  if (answer === undefined || answer === 'accepted' || written === undefined)
    throw problems.rightsNotNow({ detail: 'Nothing was saved. Nothing of this request was denied in writing.' });
  if (lastStep(rights, kind) !== undefined)
    throw problems.rightsNotNow({ detail: 'Nothing was saved. It was recorded before: reload to see by whom.' });
}

function requestAndDenial(rights: LoadedRights): string {
  const { row } = rights;
  const answered = lastStep(rights, 'author-answered')?.facts;
  return [
    `Request ${rights.number} of ${row.received_on} by ${row.asker_name}`,
    `What is wrong: ${row.wrong ?? ''}`,
    `What it should say: ${row.should_say ?? ''}`,
    `Reason: ${row.reason ?? ''}`,
    `Denied${answered?.cite === undefined ? '' : ` (${answered.cite})`}: ${answered?.reason ?? ''}`,
  ].join('\n');
}

async function hangOn(
  act: Act,
  { affected }: LoadedRights,
  put: PutWords,
  said: { readonly words: string; readonly author: string; readonly reason: string },
): Promise<string[]> {
  const ids: string[] = [];
  for (const document of affected) {
    const blob = put.get(document.id);
    if (blob === undefined) throw new Error('Words that hang on a document were not put.');
    const { amendmentId } = await addAddendum(act, {
      patientId: document.patientId,
      documentId: document.id,
      blob,
      text: said.words,
      author: { name: said.author },
      reason: said.reason,
    });
    ids.push(amendmentId);
  }
  return ids;
}
