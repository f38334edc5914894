import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { mustBeListed } from '../requesters/enter-requester.ts';
import { type DestinationRules, evaluateDestination } from './evaluate-destination.ts';
import type { DestinationKind } from './kinds.ts';
import { payerProblems as problems } from './problems.ts';

export interface DestinationWords extends DestinationRules {
  readonly requesterId: string;
  readonly name: string;
  readonly kind: DestinationKind;
  readonly letterFirst: boolean;
  readonly notes?: string | undefined;
}

/**
 * Says how a payer, contractor or agency of the directory wants records handed in.
 * @throws release/requester-unknown, release/destination-unfit, release/destination-named
 */
export async function addDestination(act: Act, words: DestinationWords): Promise<{ id: string }> {
  await mustBeFit(act, words);
  const id = newId();
  await act.tx
    .insertInto('release.destination')
    .values({
      id,
      ...destinationColumns(words),
      ...{ recorded_at: act.now, recorded_by: act.actor.id, changed_at: act.now, changed_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id] });
  return { id };
}

/** @throws release/requester-unknown, release/destination-unfit, release/destination-named */
export async function mustBeFit(act: Act, words: DestinationWords, own?: string): Promise<void> {
  const [wrong] = evaluateDestination(words);
  if (wrong !== undefined)
    throw problems.destinationUnfit({ detail: `Nothing was saved. ${wrong.detail}`, at: wrong.at });
  await mustBeListed(act, words.requesterId);
  const others = await act.tx
    .selectFrom('release.destination')
    .select(['id', 'name'])
    .where('retired_at', 'is', null)
    .limit(MOST_DESTINATIONS)
    .execute();
  const key = words.name.trim().toLowerCase();
  if (others.some((other) => other.id !== own && other.name.trim().toLowerCase() === key))
    throw problems.destinationNamed({
      detail: 'Nothing was saved. Change that one, or choose another name.',
      at: 'name',
    });
}

export const MOST_DESTINATIONS = 2_000;

export function destinationColumns(words: DestinationWords) {
  return {
    requester_id: words.requesterId,
    name: words.name.trim(),
    kind: words.kind,
    name_pattern: words.namePattern.trim(),
    name_length: words.nameLength,
    name_characters: words.nameCharacters,
    file_bytes: words.fileBytes,
    submission_bytes: words.submissionBytes,
    ways: [...new Set(words.ways)],
    letter_first: words.letterFirst,
    case_format: words.caseFormat ?? null,
    notes: words.notes?.trim() ?? null,
  };
}
