import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { findSource } from '../projects/find-source.ts';
import { loadBatch } from './load-batch.ts';

export interface BatchWords {
  readonly name: string;
  readonly box?: string | undefined;
  readonly volume?: string | undefined;
  readonly sides: 'simplex' | 'duplex';
  /** Counted by hand; separator, cover and batch sheets left out. */
  readonly expectedSheets?: number | undefined;
  readonly note?: string | undefined;
  /** Of a paper-to-electronic project; a box brings its project along, a volume its box. */
  readonly projectId?: string | undefined;
  readonly boxId?: string | undefined;
  readonly volumeId?: string | undefined;
}

/** A stack of paper is counted before it is scanned. @throws intake/not-a-batch */
export async function prepareBatch(
  act: Act,
  input: BatchWords & { facilityId: string },
): Promise<{ id: string; number: number }> {
  const name = nameOf(input);
  const id = newId();
  const row = await act.tx
    .insertInto('intake.batch')
    .values({
      id,
      facility_id: input.facilityId,
      ...columnsOf(input),
      ...(await findSource(act, input)),
      name,
      prepared_at: act.now,
      prepared_by: act.actor.id,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  act.note({ subjectIds: [id] });
  act.emit('intake.batch-prepared', { batchId: id });
  return { id, number: Number(row.number) };
}

/** The count was wrong, or the box: corrected, the former figures stay in the log. @throws intake/batch-not-found, intake/not-a-batch */
export async function correctBatch(act: Act, input: BatchWords & { batchId: string }): Promise<void> {
  const batch = await loadBatch(act, input.batchId, { lock: true });
  if (batch.preparedAt === null)
    throw problems.notABatch({
      detail: 'Nothing was changed. This file came by itself; nobody counted sheets for it.',
    });
  await act.tx
    .updateTable('intake.batch')
    .set({ ...columnsOf(input), ...(await findSource(act, input)), name: nameOf(input) })
    .where('id', '=', batch.id)
    .execute();
  act.note({
    subjectIds: [batch.id],
    detail: { expectedBefore: batch.expectedSheets ?? 0, expected: input.expectedSheets ?? 0 },
  });
  act.emit('intake.separated', { batchId: batch.id });
}

const columnsOf = (input: BatchWords) => ({
  box: plain(input.box),
  volume: plain(input.volume),
  sides: input.sides,
  expected_sheets: input.expectedSheets ?? null,
  note: plain(input.note),
});

const plain = (text: string | undefined): string | null => ((text ?? '').trim() === '' ? null : (text ?? '').trim());

function nameOf(input: BatchWords): string {
  const name = plain(input.name);
  if (name === null)
    throw problems.notABatch({
      detail: 'Nothing was prepared. Give the batch a name, for instance the unit and the day.',
      at: 'name',
    });
  return name;
}
