import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import {
  draftLetter,
  type Facts,
  type Language,
  listLetters,
  prepareLetter,
  type StoredLetter,
} from '../../correspondence/index.ts';
import { currentName, readPatient } from '../../patients/index.ts';
import { loadRestriction } from './load-restriction.ts';
import { recipientAsAsked } from './reach-as-asked.ts';
import { restrictionProblems as problems } from './problems.ts';

/** Letters about a restriction are kept under this name. */
const RESTRICTION = 'release-restriction';

export interface WriteRestrictionLetter {
  readonly patientId: string;
  readonly restrictionId: string;
  /** Whom the patient turns to, name or office. */
  readonly contactName: string;
  readonly contactPhone: string;
  readonly address?: readonly string[] | undefined;
  readonly language?: Language | undefined;
}

export interface PreparedRestrictionLetter {
  readonly facts: Facts;
  readonly letter: StoredLetter;
}

/** Outside the transaction: the answer is set in type. @throws release/restriction-unanswered, release/restriction-told */
export async function prepareRestrictionLetter(
  { services, request }: Pick<RequestContext, 'services' | 'request'>,
  input: WriteRestrictionLetter,
): Promise<PreparedRestrictionLetter> {
  const within = <T>(fn: (act: Act) => Promise<T>) =>
    services.acting.act(
      request.actContext,
      { verb: 'release.prepare-restriction-letter', permission: 'release/work' },
      fn,
    );
  const { facts, name } = await within(async (act) => {
    const { names } = await readPatient(act, input.patientId);
    const current = currentName(names);
    return {
      facts: await workOut(act, input),
      name: [...(current?.given ?? []), current?.family].filter(Boolean).join(' '),
    };
  });
  const letter = await prepareLetter(services, within, {
    template: 'restriction-answer',
    facts,
    recipient: await recipientAsAsked(within, input.patientId, { name, lines: input.address ?? [], isPatient: true }),
    ...(input.language === undefined ? {} : { language: input.language }),
    patientId: input.patientId,
    case: { module: RESTRICTION, id: input.restrictionId },
  });
  return { facts, letter };
}

/** The written answer to what a patient asked under 45 CFR 164.522, as a draft; written once. */
export async function writeRestrictionLetter(
  act: Act,
  input: WriteRestrictionLetter,
  prepared: PreparedRestrictionLetter,
): Promise<{ letterId: string; letterNumber: string }> {
  const facts = await workOut(act, input);
  if (JSON.stringify(facts) !== JSON.stringify(prepared.facts))
    throw problems.restrictionTold({ detail: 'Nothing was saved. The restriction changed meanwhile: reload it.' });
  const { letterId, number } = await draftLetter(act, prepared.letter);
  act.note({ patientIds: [input.patientId], subjectIds: [input.restrictionId] });
  act.emit('release.restriction-changed', { patientId: input.patientId, restrictionId: input.restrictionId });
  return { letterId, letterNumber: number };
}

async function workOut(act: Act, input: WriteRestrictionLetter): Promise<Facts> {
  const { restriction } = await loadRestriction(act, input);
  if (restriction.answer === null)
    throw problems.restrictionUnanswered({ detail: 'Nothing was written. Agree to it or refuse it first.' });
  const letters = await listLetters(act, { case: { module: RESTRICTION, id: restriction.id } });
  if (letters.some(({ withdrawn }) => withdrawn === null))
    throw problems.restrictionTold({
      detail: 'Nothing was written. Send the letter that is there, or withdraw it first.',
    });
  const agreed = restriction.answer.answer === 'agreed';
  return {
    askedOn: restriction.askedOn,
    words: restriction.words,
    contactName: input.contactName.trim(),
    contactPhone: input.contactPhone.trim(),
    ...(!agreed ? { refused: restriction.answer.reason ?? '' } : {}),
    ...(agreed && restriction.means !== null ? { means: restriction.means } : {}),
    ...(agreed && restriction.means === null ? { agreed: restriction.holdsFrom } : {}),
  };
}
