import type { Act } from '../../platform/act.ts';
import { listLetters } from '../correspondence/index.ts';
import { currentName, readPatient } from '../patients/index.ts';
import { signInNameKey } from './sign-in-name.ts';
import { standFor } from './stand-for.ts';

/** Letters that left for the person: addressed to the patient by name or to whoever holds the account. Drafts are nobody's. */
export async function listOwnLetters(act: Act, patientId: string) {
  const standing = await standFor(act, patientId);
  const patient = await readPatient(act, standing.patientId);
  const { display_name: own } = await act.tx
    .selectFrom('portal.account')
    .select('display_name')
    .where('id', '=', standing.accountId)
    .executeTakeFirstOrThrow();
  const name = currentName(patient.names);
  const theirs = new Set(
    [own, [...(name?.given ?? []), name?.family ?? ''].join(' '), [name?.given[0] ?? '', name?.family ?? ''].join(' ')]
      .map(signInNameKey)
      .filter((key) => key !== ''),
  );
  const letters = await listLetters(act, { patientId: standing.patientId });
  return letters
    .filter((letter) => letter.withdrawn === null && theirs.has(signInNameKey(letter.recipientName)))
    .flatMap((letter) => {
      const left = letter.deliveries.find(
        ({ settled, state }) => settled !== null && (state === 'sent' || state === 'printed'),
      );
      return left === undefined
        ? []
        : [{ number: letter.number, template: letter.template, datedOn: letter.datedOn, channel: left.channel }];
    });
}
