import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { addChannel } from './add-channel.ts';
import { writeRequesterKeys } from './write-requester-keys.ts';

export type ChannelKind = 'fax' | 'mail' | 'email' | 'phone';

export interface RequesterWords {
  readonly kind: 'organisation' | 'person';
  readonly class: string;
  readonly name: string;
  readonly organisation?: string | undefined;
  readonly address?: readonly string[] | undefined;
  readonly relationship?: string | undefined;
  readonly reference?: string | undefined;
  readonly billingAddress?: readonly string[] | undefined;
  readonly billingTerms?: string | undefined;
  /** Agreed of paying, as the fee uses it. */
  readonly terms?: { readonly prepay: boolean; readonly dueInDays: number } | undefined;
  readonly notes?: string | undefined;
}

/** Enters a requester with the ways to reach them, none of which anybody has verified yet. @throws release/channel-unclear */
export async function addRequester(
  act: Act,
  input: RequesterWords & { channels: readonly { kind: ChannelKind; value: string }[] },
): Promise<{ id: string }> {
  const id = newId();
  await act.tx
    .insertInto('release.requester')
    .values({
      id,
      ...requesterColumns(input),
      recorded_at: act.now,
      recorded_by: act.actor.id,
      changed_at: act.now,
      changed_by: act.actor.id,
    })
    .execute();
  await writeRequesterKeys(act, id);
  for (const channel of input.channels) await addChannel(act, { requesterId: id, ...channel });
  act.note({ subjectIds: [id], count: 1 });
  return { id };
}

export function requesterColumns(words: RequesterWords) {
  return {
    kind: words.kind,
    class: words.class,
    name: words.name,
    organisation: words.organisation ?? null,
    address: [...(words.address ?? [])],
    relationship: words.relationship ?? null,
    reference: words.reference ?? null,
    billing_address: [...(words.billingAddress ?? [])],
    billing_terms: words.billingTerms ?? null,
    billing_prepay: words.terms?.prepay ?? null,
    billing_days: words.terms?.dueInDays ?? null,
    notes: words.notes ?? null,
  };
}
