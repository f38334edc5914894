import type { Act } from '../../../platform/act.ts';
import { entriesById } from '../requesters/load-requester.ts';
import { MOST_DESTINATIONS } from './add-destination.ts';
import { destinationOf } from './load-destination.ts';

/** Every destination, by name; there are as many as a desk has payers. */
export async function listDestinations(act: Act) {
  const rows = await act.tx
    .selectFrom('release.destination')
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(MOST_DESTINATIONS)
    .execute();
  const entries = await entriesById(act, [...new Set(rows.map((row) => row.requester_id))]);
  act.note({ count: rows.length, coalesce: 'destinations' });
  return {
    destinations: rows.map((row) => {
      const entry = entries.get(row.requester_id);
      return { ...destinationOf(row), requester: entry?.organisation ?? entry?.name ?? '' };
    }),
  };
}
