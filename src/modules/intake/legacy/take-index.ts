import type { Act } from '../../../platform/act.ts';
import { nameBlobs } from '../../../platform/blobs/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import type { StoredFile } from '../receive-item.ts';
import type { LegacyField } from './contract.ts';
import { proposeColumns } from './propose-columns.ts';
import { type LegacyIndex, openIndexBytes } from './load-run.ts';
import { readIndex } from './read-index.ts';

const SAMPLES = 3;
/** Values of a column that may be types: more different ones are none. */
const MOST_VALUES = 200;
const ROWS_LOOKED_AT = 5_000;
const MAX_SAMPLE = 120;

/** The index of an archive is kept as it came; nothing of it is imported by that. */
export async function takeIndex(act: Act, input: { file: StoredFile; facilityId: string }): Promise<{ id: string }> {
  const { file } = input;
  const id = newId();
  await nameBlobs(act, [file.blob]);
  await act.tx
    .insertInto('intake.legacy_index')
    .values({
      id,
      facility_id: input.facilityId,
      file_name: file.fileName,
      bytes: file.blob.bytes,
      digest: file.blob.digest,
      key_slot: file.slot,
      original_address: file.blob.address,
      received_at: act.now,
      received_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id], detail: { bytes: file.blob.bytes } });
  return { id };
}

export interface IndexColumn {
  readonly name: string;
  readonly samples: readonly string[];
  /** All different values with their number, where there are few: for the types. */
  readonly values: readonly { readonly value: string; readonly rows: number }[] | null;
}

/** Outside the transaction: the columns of the index with samples, and what they probably mean. */
export async function describeIndex(
  services: Services,
  index: LegacyIndex,
): Promise<{ columns: IndexColumn[]; rowsLookedAt: number; guess: Partial<Record<LegacyField, string>> }> {
  const samples = new Map<string, Set<string>>();
  const values = new Map<string, Map<string, number> | null>();
  let rows = 0;
  let headings: readonly string[] | undefined;
  const reading = readIndex(() => openIndexBytes(services, index));
  for (;;) {
    const next = await reading.next();
    if (next.done === true) {
      headings = next.value.headings;
      break;
    }
    if (next.value.values === undefined) continue;
    for (const [name, value] of Object.entries(next.value.values)) {
      const seen = samples.get(name) ?? new Set();
      if (seen.size < SAMPLES && value.trim() !== '') seen.add(value.trim().slice(0, MAX_SAMPLE));
      samples.set(name, seen);
      count(values, name, value.trim());
    }
    if (++rows >= ROWS_LOOKED_AT) {
      await reading.return({ headings: [] });
      break;
    }
  }
  const names = headings ?? [...samples.keys()];
  return {
    columns: names
      .filter((name) => name !== '')
      .map((name) => {
        const of = values.get(name) ?? null;
        return {
          name,
          samples: [...(samples.get(name) ?? [])],
          values:
            of === null ? null : [...of].map(([value, n]) => ({ value, rows: n })).sort((a, b) => b.rows - a.rows),
        };
      }),
    rowsLookedAt: rows,
    guess: proposeColumns(names),
  };
}

function count(values: Map<string, Map<string, number> | null>, name: string, value: string): void {
  const of = values.get(name);
  if (of === null || value === '') return;
  const counts = of ?? new Map<string, number>();
  counts.set(value.slice(0, MAX_SAMPLE), (counts.get(value.slice(0, MAX_SAMPLE)) ?? 0) + 1);
  values.set(name, counts.size > MOST_VALUES ? null : counts);
}
