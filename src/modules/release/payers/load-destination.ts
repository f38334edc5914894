import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { payerProblems as problems } from './problems.ts';

export type DestinationRow = Selectable<DB['release.destination']>;

/** @throws release/destination-unknown */
export async function loadDestination(act: Act, id: string, lock = false): Promise<DestinationRow> {
  const row = await act.tx
    .selectFrom('release.destination')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.destinationUnknown({
      detail: 'Nothing was changed. Reload the destinations and choose again.',
      at: 'destinationId',
    });
  return row;
}

/** What a list is handed in to. @throws release/destination-unknown, release/destination-retired */
export async function destinationMustTake(act: Act, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const { retired_at: retiredAt } = await loadDestination(act, id);
  if (retiredAt !== null)
    throw problems.destinationRetired({
      detail: 'Nothing was started. Choose another destination for this list.',
      at: 'destinationId',
    });
}

export function destinationOf(row: DestinationRow) {
  return {
    id: row.id,
    requesterId: row.requester_id,
    name: row.name,
    kind: row.kind,
    namePattern: row.name_pattern,
    nameLength: row.name_length,
    nameCharacters: row.name_characters,
    fileBytes: Number(row.file_bytes),
    submissionBytes: Number(row.submission_bytes),
    ways: row.ways,
    letterFirst: row.letter_first,
    caseFormat: row.case_format,
    notes: row.notes,
    version: row.version,
    retired: row.retired_at !== null,
  };
}
