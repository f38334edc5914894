import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import {
  draftLetter,
  type Facts,
  type Language,
  prepareLetter,
  type StoredLetter,
} from '../../correspondence/index.ts';
import { problems } from '../problems.ts';
import { recipientAsAsked } from '../restrictions/reach-as-asked.ts';
import { type LoadedRights, RIGHTS } from './load-rights.ts';

export type Context = Pick<RequestContext, 'services' | 'request'>;

/** An act before the transaction that needs the letter; decided and logged like any other. */
export function within({ services, request }: Context) {
  return <T>(fn: (act: Act) => Promise<T>): Promise<T> =>
    services.acting.act(request.actContext, { verb: 'release.prepare-rights-letter', permission: 'release/work' }, fn);
}

export interface LetterOfRights {
  readonly template: string;
  readonly facts: Facts;
  readonly language?: Language | undefined;
  /** Left away: whoever asked. */
  readonly recipient?: { readonly name: string; readonly lines: readonly string[] };
}

/** What a letter was made from, and the letter: the transaction refuses when the first does not hold any more. */
export interface PreparedLetter {
  readonly facts: Facts;
  readonly letter: StoredLetter;
}

export async function prepareRightsLetter(
  context: Context,
  workOut: (act: Act) => Promise<{ readonly rights: LoadedRights; readonly letter: LetterOfRights }>,
): Promise<PreparedLetter> {
  const { rights, letter } = await within(context)(workOut);
  const { row } = rights;
  const stored = await prepareLetter(context.services, within(context), {
    template: letter.template,
    facts: letter.facts,
    recipient:
      letter.recipient ??
      (await recipientAsAsked(within(context), rights.patientId, {
        name: row.asker_name,
        lines: row.asker_address,
        isPatient: row.asker_is_patient,
      })),
    ...(letter.language === undefined ? {} : { language: letter.language }),
    patientId: rights.patientId,
    facilityId: rights.facility.id,
    case: { module: RIGHTS, id: rights.id },
  });
  return { facts: letter.facts, letter: stored };
}

/** Puts the letter on record if what it says still holds. @throws release/changed-meanwhile */
export async function keepRightsLetter(
  act: Act,
  prepared: PreparedLetter,
  now: LetterOfRights,
): Promise<{ letterId: string; letterNumber: string }> {
  if (JSON.stringify(prepared.facts) !== JSON.stringify(now.facts))
    throw problems.changedMeanwhile({
      detail: 'Nothing was saved. Reload the request to see the change, then try again.',
    });
  const { letterId, number } = await draftLetter(act, prepared.letter);
  return { letterId, letterNumber: number };
}
