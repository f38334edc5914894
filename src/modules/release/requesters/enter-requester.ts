import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { addRequester, type ChannelKind } from './add-requester.ts';
import { standingRequester } from './load-requester.ts';

/**
 * Adds the requester of a case to the directory, with what the case says of them, or points the case to an entry. Numbers and
 * addresses come in unverified: a letter says nothing of whose they are.
 * @throws release/not-found, release/not-described, release/requester-unknown, release/requester-entered
 */
export async function enterRequester(
  act: Act,
  input: { requestId: string; requesterId?: string | undefined },
): Promise<{ id: string }> {
  const { row, id: requestId } = await loadRequest(act, input.requestId, 'any-work');
  if (row.requester_class === null || row.requester_name === null)
    throw problems.notDescribed({ detail: 'Nothing was saved. Record who asks first.' });
  if (input.requesterId === undefined && row.requester_id !== null)
    throw problems.requesterEntered({ detail: 'Nothing was saved. Open the entry from the case.' });
  if (input.requesterId !== undefined) await mustBeListed(act, input.requesterId);
  const channels: { kind: ChannelKind; value: string | null }[] = [
    { kind: 'fax', value: row.requester_fax },
    { kind: 'phone', value: row.requester_phone },
    { kind: 'email', value: row.requester_email },
    { kind: 'mail', value: row.requester_address.length === 0 ? null : row.requester_address.join('\n') },
  ];
  const id =
    input.requesterId ??
    (
      await addRequester(act, {
        kind: row.requester_organisation === null && isPerson(row.requester_class) ? 'person' : 'organisation',
        class: row.requester_class,
        name: row.requester_name,
        organisation: row.requester_organisation ?? undefined,
        address: row.requester_address,
        channels: channels.flatMap(({ kind, value }) => (value === null ? [] : [{ kind, value }])),
      })
    ).id;
  await act.tx.updateTable('release.request').set({ requester_id: id }).where('id', '=', requestId).execute();
  act.note({ subjectIds: [id] });
  return { id };
}

function isPerson(requesterClass: string): boolean {
  return ['individual', 'personal-representative', 'third-party-directive'].includes(requesterClass);
}

/** @throws release/requester-unknown */
export async function mustBeListed(act: Act, id: string | undefined): Promise<void> {
  if (id === undefined || (await standingRequester(act, id)) !== undefined) return;
  throw problems.requesterUnknown({
    detail: 'Nothing was saved. Choose the requester from the directory again.',
    at: 'requester',
  });
}
