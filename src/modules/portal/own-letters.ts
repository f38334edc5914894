import type { Act } from '../../platform/act.ts';
import { type LetterSummary, listLetters, loadLetter } from '../correspondence/index.ts';
import { currentName, readPatient } from '../patients/index.ts';
import { problems } from './problems.ts';
import { signInNameKey } from './sign-in-name.ts';
import { type Standing, standFor } from './stand-for.ts';

/** Letters that left for the person: addressed to the patient by name or to whoever holds the account. Drafts are nobody's. */
export async function listOwnLetters(act: Act, patientId: string) {
  const standing = await standFor(act, patientId);
  return lettersThatLeft(await listLetters(act, { patientId: standing.patientId }), await ownNames(act, standing));
}

/** By which names letters and invoices reach the person: the patient's, and whoever's the account is. */
export async function ownNames(act: Act, standing: Standing): Promise<string[]> {
  const patient = await readPatient(act, standing.patientId);
  const { display_name: own } = await act.tx
    .selectFrom('portal.account')
    .select('display_name')
    .where('id', '=', standing.accountId)
    .executeTakeFirstOrThrow();
  const name = currentName(patient.names);
  return [
    own,
    [...(name?.given ?? []), name?.family ?? ''].join(' '),
    [name?.given[0] ?? '', name?.family ?? ''].join(' '),
  ];
}

/** One of them as it left. @throws portal/letter-unknown, as listOwnLetters */
export async function openOwnLetter(act: Act, of: { patientId: string; letterId: string }) {
  mustBeAmong(await listOwnLetters(act, of.patientId), of.letterId);
  return loadLetter(act, of.letterId);
}

/** What left for somebody of one of these names, by mail or on paper, and was not taken back. */
export function lettersThatLeft(letters: readonly LetterSummary[], names: readonly string[]) {
  const isTheirs = isOneOf(names);
  return letters
    .filter((letter) => letter.withdrawn === null && isTheirs(letter.recipientName))
    .flatMap((letter) => {
      const left = letter.deliveries.find(
        ({ settled, state }) => settled !== null && (state === 'sent' || state === 'printed'),
      );
      const { id, number, template, datedOn } = letter;
      return left === undefined ? [] : [{ id, number, template, datedOn, channel: left.channel }];
    });
}

/** Whether a name is one of these, however it is written. */
export function isOneOf(names: readonly string[]): (name: string) => boolean {
  const keys = new Set(names.map(signInNameKey).filter((key) => key !== ''));
  return (name) => keys.has(signInNameKey(name));
}

/** @throws portal/letter-unknown */
export function mustBeAmong(letters: readonly { readonly id: string }[], letterId: string): void {
  if (!letters.some(({ id }) => id === letterId))
    throw problems.letterUnknown({ detail: 'Nothing was opened. Go back to the list of letters.' });
}
